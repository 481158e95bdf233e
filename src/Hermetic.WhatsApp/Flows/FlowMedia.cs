using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// Files that a person chose in a form: AES-256-CBC with PKCS#7 padding, behind it the first 10 bytes of
/// HMAC-SHA-256 over IV ‖ ciphertext (Meta, Flows, "Media upload").
/// </summary>
public static class FlowMedia
{
    /// <summary>RFC 2104, section 5: a code is cut to no less than 80 bits.</summary>
    private const int CodeSize = 10;

    private const int BlockSize = 16;

    /// <summary>
    /// Decrypts a file. Null when any check fails: the hash of the file, the code, the padding, the hash of the
    /// content; which one it was helps nobody but a forger. The caller disposes the content.
    /// </summary>
    /// <param name="file">All of what <c>cdn_url</c> gave.</param>
    /// <param name="keys">What came with it in the request.</param>
    /// <param name="arena">Where the content goes.</param>
    /// <exception cref="SecretMemoryExhaustedException">The content is larger than what is left.</exception>
    public static SecretBuffer? Decrypt(ReadOnlySpan<byte> file, FlowMediaKeys keys, SecretArena arena)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(arena);
        if (file.Length < BlockSize + CodeSize || !HasHash(file, keys.EncryptedHash))
            return null;
        var ciphertext = file[..^CodeSize];
        if (!HmacSha256.VerifyTruncated(keys.HmacKey, keys.Iv, ciphertext, code: file[^CodeSize..]))
            return null;
        using var content = new SecretWriter(arena);
        if (!TryDecrypt(ciphertext, keys, content.GetSpan(ciphertext.Length), out var length))
            return null;
        content.Advance(length);
        return HasHash(content.WrittenSpan, keys.PlaintextHash) ? content.Detach() : null;
    }

    private static bool TryDecrypt(ReadOnlySpan<byte> ciphertext, FlowMediaKeys keys, Span<byte> content, out int length)
    {
        using var aes = Aes.Create();
        aes.SetKey(keys.EncryptionKey);
        try
        {
            length = aes.DecryptCbc(ciphertext, keys.Iv, content, PaddingMode.PKCS7);
            return true;
        }
        catch (CryptographicException)
        {
            length = 0;
            return false;
        }
    }

    private static bool HasHash(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> expected)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return CryptographicOperations.FixedTimeEquals(hash, expected);
    }
}
