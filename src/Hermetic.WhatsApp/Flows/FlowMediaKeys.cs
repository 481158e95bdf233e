using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// <c>encryption_metadata</c> of a file that a person chose in a form (PhotoPicker, DocumentPicker): how the file
/// at <c>cdn_url</c> is decrypted and checked. In secret memory; dispose it.
/// </summary>
public sealed class FlowMediaKeys : IDisposable
{
    private const int HashSize = 32;
    private const int IvSize = 16;

    private readonly SecretBuffer[] _parts;

    private FlowMediaKeys(SecretBuffer[] parts) => _parts = parts;

    internal ReadOnlySpan<byte> EncryptionKey => _parts[0].Span;

    internal ReadOnlySpan<byte> HmacKey => _parts[1].Span;

    internal ReadOnlySpan<byte> Iv => _parts[2].Span;

    internal ReadOnlySpan<byte> EncryptedHash => _parts[3].Span;

    internal ReadOnlySpan<byte> PlaintextHash => _parts[4].Span;

    /// <summary>
    /// Reads <c>{"encryption_key","hmac_key","iv","encrypted_hash","plaintext_hash"}</c>, each base64: 32, 32, 16,
    /// 32 and 32 bytes. Null when a member is missing or of another size.
    /// </summary>
    /// <exception cref="SecretMemoryExhaustedException">No memory to keep it in.</exception>
    public static FlowMediaKeys? Parse(ReadOnlyMemory<byte> json, SecretArena arena)
    {
        if (!JsonSlice.TryRead(json, out var root) || JsonObject.From(root) is not { } members)
            return null;
        SecretBuffer?[] parts =
        [
            FlowEnvelope.Decode(members.Text("encryption_key"u8), arena),
            FlowEnvelope.Decode(members.Text("hmac_key"u8), arena),
            FlowEnvelope.Decode(members.Text("iv"u8), arena),
            FlowEnvelope.Decode(members.Text("encrypted_hash"u8), arena),
            FlowEnvelope.Decode(members.Text("plaintext_hash"u8), arena),
        ];
        int[] sizes = [HashSize, HashSize, IvSize, HashSize, HashSize];
        if (parts.Select(part => part?.Length ?? -1).SequenceEqual(sizes))
            return new(parts!);
        foreach (var part in parts)
            part?.Dispose();
        return null;
    }

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
    }
}
