using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>HMAC-SHA-256 (RFC 2104, FIPS 198-1) under a configured secret, as WhatsApp signs webhooks.</summary>
public static class HmacSha256
{
    /// <summary>Size of a code in bytes.</summary>
    public const int Size = 32;

    /// <summary>Writes the 32-byte code of <paramref name="message"/> into <paramref name="code"/>.</summary>
    public static void Compute(Secret secret, ReadOnlySpan<byte> message, Span<byte> code) =>
        secret.Use(new Work(message, code), static (key, work) => HMACSHA256.HashData(key, work.Message, work.Code));

    /// <summary>True when <paramref name="code"/> is the code of <paramref name="message"/>; constant time.</summary>
    public static bool Verify(Secret secret, ReadOnlySpan<byte> message, ReadOnlySpan<byte> code)
    {
        Span<byte> expected = stackalloc byte[Size];
        Compute(secret, message, expected);
        return CryptographicOperations.FixedTimeEquals(expected, code);
    }

    /// <summary>
    /// True when <paramref name="code"/> is how the code of <paramref name="head"/> ‖ <paramref name="tail"/> under
    /// a key of raw bytes begins; constant time. For codes that came shortened to no less than 80 bits (RFC 2104,
    /// section 5), as those of media in a form.
    /// </summary>
    /// <exception cref="ArgumentException">The code is of less than 10 bytes, or of more than 32.</exception>
    public static bool VerifyTruncated(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, ReadOnlySpan<byte> code)
    {
        if (code.Length is < 10 or > Size)
            throw new ArgumentException("A code is of 10 to 32 bytes.", nameof(code));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(head);
        hmac.AppendData(tail);
        Span<byte> expected = stackalloc byte[Size];
        hmac.GetHashAndReset(expected);
        return CryptographicOperations.FixedTimeEquals(expected[..code.Length], code);
    }

    private readonly ref struct Work(ReadOnlySpan<byte> message, Span<byte> code)
    {
        public ReadOnlySpan<byte> Message { get; } = message;
        public Span<byte> Code { get; } = code;
    }
}
