using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Shares;

/// <summary>
/// Shamir, "How to share a secret" (CACM 22, 1979), byte by byte over GF(2⁸) with the polynomial of AES (FIPS 197 §4.2):
/// a share is the value of a random polynomial at its number, the secret its value at zero. Fewer shares than the
/// threshold say nothing about the secret. No branch and no table depends on a secret byte.
/// </summary>
internal static class SecretSharing
{
    /// <summary>The most shares: their numbers are 1 to 255.</summary>
    public const int Most = 255;

    /// <summary>Makes shares 1 to n; the caller disposes them.</summary>
    public static IReadOnlyList<SecretBuffer> Split(
        SecretBuffer secret, int threshold, int count, SecretArena arena)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        var length = secret.Length;
        using var coefficients = arena.Rent(length * (threshold - 1));
        RandomNumberGenerator.Fill(coefficients.Span);
        var shares = new List<SecretBuffer>(count);
        for (var number = 1; number <= count; number++)
        {
            var share = arena.Rent(length);
            shares.Add(share);
            // Horner, from the highest coefficient down to the secret itself.
            for (var power = threshold - 2; power >= 0; power--)
                Step(share.Span, coefficients.Span.Slice(power * length, length), number);
            Step(share.Span, secret.Span, number);
        }
        return shares;
    }

    /// <summary>The secret of shares whose numbers differ, as many as the threshold. Others give another secret: check it.</summary>
    /// <param name="shares">Number and value of each.</param>
    /// <param name="secret">As long as each of them.</param>
    public static void Combine(IReadOnlyList<(int Number, SecretBuffer Value)> shares, Span<byte> secret)
    {
        secret.Clear();
        foreach (var (number, value) in shares)
        {
            // Lagrange at zero: the product of x / (x − this number) over the others; in GF(2⁸) minus is plus.
            var weight = 1;
            foreach (var (other, _) in shares)
            {
                if (other != number)
                    weight = Multiply(weight, Multiply(other, Invert(other ^ number)));
            }
            for (var i = 0; i < secret.Length; i++)
                secret[i] ^= (byte)Multiply(value.Span[i], weight);
        }
    }

    private static void Step(Span<byte> value, ReadOnlySpan<byte> coefficient, int number)
    {
        for (var i = 0; i < value.Length; i++)
            value[i] = (byte)(Multiply(value[i], number) ^ coefficient[i]);
    }

    internal static int Multiply(int one, int other)
    {
        var product = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= -(other & 1) & one;
            one = ((one << 1) ^ (-(one >> 7) & 0x11B)) & 0xFF;
            other >>= 1;
        }
        return product;
    }

    /// <summary>The 254th power: the inverse, and zero of zero.</summary>
    internal static int Invert(int value)
    {
        var (square, inverse) = (value, 1);
        for (var bit = 1; bit < 8; bit++)
        {
            square = Multiply(square, square);
            inverse = Multiply(inverse, square);
        }
        return inverse;
    }
}
