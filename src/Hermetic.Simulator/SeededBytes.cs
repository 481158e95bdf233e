using System.Buffers.Binary;
using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.Simulator;

/// <summary>
/// Bytes that look random and follow from a seed and a label: HMAC-SHA-256(seed, label). No draw depends on
/// what was drawn before, so that two people who write at the same moment do not exchange their luck.
/// </summary>
internal sealed class SeededBytes(int seed)
{
    private readonly Secret _key = Secret.FromText($"simulator seed {seed}");

    /// <summary>Fills up to 32 bytes.</summary>
    public void Fill(string label, Span<byte> destination)
    {
        Span<byte> block = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(_key, Encoding.UTF8.GetBytes(label), block);
        block[..destination.Length].CopyTo(destination);
    }

    public string Hex(string label, int bytes)
    {
        Span<byte> drawn = stackalloc byte[bytes];
        Fill(label, drawn);
        return Convert.ToHexString(drawn);
    }

    /// <summary>So many decimal digits, the first one not zero; at most 32.</summary>
    public string Digits(string label, int count)
    {
        Span<byte> drawn = stackalloc byte[count];
        Fill(label, drawn);
        return string.Create(count, drawn, static (digits, drawn) =>
        {
            for (var i = 0; i < digits.Length; i++)
                digits[i] = (char)(i == 0 ? '1' + drawn[i] % 9 : '0' + drawn[i] % 10);
        });
    }

    /// <summary>True for about <paramref name="share"/> (0 to 1) of all labels.</summary>
    public bool Chance(string label, double share) => Fraction(label) < share;

    /// <summary>At least 0 and below 1.</summary>
    public double Fraction(string label)
    {
        Span<byte> drawn = stackalloc byte[sizeof(uint)];
        Fill(label, drawn);
        return BinaryPrimitives.ReadUInt32BigEndian(drawn) / (uint.MaxValue + 1.0);
    }
}
