using System.Buffers;
using System.Security.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>What Meta says about a stored file: where it can be fetched for the next five minutes, and what
/// it must turn out to be.</summary>
public sealed class MediaDescription
{
    private readonly byte[] _hash;

    private MediaDescription(string address, byte[] hash, string mimeType, long? size) =>
        (Address, _hash, MimeType, Size) = (address, hash, mimeType, size);

    /// <summary>The MIME type, as Meta names it; up to 255 ASCII characters.</summary>
    public string MimeType { get; }

    /// <summary>Length in bytes; null when Meta does not say.</summary>
    public long? Size { get; }

    /// <summary>Where it is; not yet looked at.</summary>
    internal string Address { get; }

    /// <summary>Whether a SHA-256 is the announced one; constant time.</summary>
    internal bool HasHash(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    /// <summary>Reads <c>{url,mime_type,sha256,file_size}</c>; null when address, type or hash is missing:
    /// what cannot be checked is not fetched.</summary>
    internal static MediaDescription? Read(JsonObject answer) =>
        AsciiText.Read(answer.Text("url"u8), most: 4096) is { } address
        && AsciiText.Read(answer.Text("mime_type"u8), most: 255) is { } type
        && ReadHash(AsciiText.Read(answer.Text("sha256"u8), most: 64)) is { } hash
            ? new(address, hash, type, answer["file_size"u8]?.Integer())
            : null;

    // Which encoding Meta means is not settled: 64 characters are hexadecimal, 44 are base64.
    private static byte[]? ReadHash(string? text)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        return text?.Length switch
        {
            64 when Convert.FromHexString(text, hash, out _, out _) == OperationStatus.Done => hash,
            44 when Convert.TryFromBase64String(text, hash, out var count) && count == hash.Length => hash,
            _ => null,
        };
    }
}
