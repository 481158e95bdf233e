using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

/// <summary>
/// GCM as SP 800-38D writes it, bit by bit, for IVs of any length: slow, and shares nothing with the product. It is
/// held to the same outside vectors.
/// </summary>
internal static class PlainGcm
{
    public static byte[] Encrypt(byte[] key, byte[] iv, byte[] plaintext, byte[] associated)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var h = aes.EncryptEcb(new byte[16], PaddingMode.None);
        var j0 = iv.Length == 12 ? [.. iv, 0, 0, 0, 1] : Hash(h, [.. Padded(iv), .. Lengths(0, iv.Length)]);
        var ciphertext = Count(aes, Next(j0), plaintext);
        var hash = Hash(
            h, [.. Padded(associated), .. Padded(ciphertext), .. Lengths(associated.Length, ciphertext.Length)]);
        return [.. ciphertext, .. Count(aes, j0, hash)];
    }

    /// <summary>GCTR, section 6.5.</summary>
    private static byte[] Count(Aes aes, byte[] counter, byte[] input)
    {
        var output = new byte[input.Length];
        for (var i = 0; i < input.Length; i += 16, counter = Next(counter))
        {
            var block = aes.EncryptEcb(counter, PaddingMode.None);
            for (var j = i; j < Math.Min(i + 16, input.Length); j++)
                output[j] = (byte)(input[j] ^ block[j - i]);
        }
        return output;
    }

    /// <summary>inc32, section 6.2.</summary>
    private static byte[] Next(byte[] counter)
    {
        byte[] next = [.. counter];
        var low = BinaryPrimitives.ReadUInt32BigEndian(next.AsSpan(12));
        BinaryPrimitives.WriteUInt32BigEndian(next.AsSpan(12), unchecked(low + 1));
        return next;
    }

    /// <summary>GHASH, section 6.4.</summary>
    private static byte[] Hash(byte[] h, byte[] blocks)
    {
        var y = new byte[16];
        for (var i = 0; i < blocks.Length; i += 16)
        {
            for (var j = 0; j < 16; j++)
                y[j] ^= blocks[i + j];
            y = Multiply(y, h);
        }
        return y;
    }

    /// <summary>Section 6.3, algorithm 1.</summary>
    private static byte[] Multiply(byte[] x, byte[] y)
    {
        var (z, v) = (UInt128.Zero, BinaryPrimitives.ReadUInt128BigEndian(y));
        var bits = BinaryPrimitives.ReadUInt128BigEndian(x);
        for (var i = 127; i >= 0; i--)
        {
            if (((bits >> i) & 1) == 1)
                z ^= v;
            v = (v & 1) == 1 ? (v >> 1) ^ (UInt128)0xE1 << 120 : v >> 1;
        }
        var product = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(product, z);
        return product;
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 15]];

    private static byte[] Lengths(int first, int second)
    {
        var lengths = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(lengths, 8L * first);
        BinaryPrimitives.WriteInt64BigEndian(lengths.AsSpan(8), 8L * second);
        return lengths;
    }
}
