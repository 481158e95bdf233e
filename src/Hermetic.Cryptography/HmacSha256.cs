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

    private readonly ref struct Work(ReadOnlySpan<byte> message, Span<byte> code)
    {
        public ReadOnlySpan<byte> Message { get; } = message;
        public Span<byte> Code { get; } = code;
    }
}
