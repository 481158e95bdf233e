using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>AES-GCM (NIST SP 800-38D): 96-bit IV, 128-bit tag behind the ciphertext, a key per call.</summary>
internal static class AesGcmOnce
{
    public const int TagSize = 16;

    /// <summary>Writes ciphertext ‖ tag.</summary>
    public static void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> content,
        Span<byte> ciphertextAndTag)
    {
        using var gcm = new AesGcm(key, TagSize);
        gcm.Encrypt(iv, content, ciphertextAndTag[..^TagSize], ciphertextAndTag[^TagSize..], associated);
    }

    /// <exception cref="AuthenticationTagMismatchException">Altered; the content is zeroed.</exception>
    public static void Decrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> ciphertextAndTag, Span<byte> content)
    {
        using var gcm = new AesGcm(key, TagSize);
        gcm.Decrypt(iv, ciphertextAndTag[..^TagSize], ciphertextAndTag[^TagSize..], content, associated);
    }
}
