namespace Hermetic.Cryptography;

/// <summary>
/// ISO/IEC 7816-4 padding (0x80, then zeros) to 64, 256, 1024, 4096, 16384, 65536 bytes and then to multiples of
/// 65536: the length of a sealed text tells six sizes apart, not "yes" from "no".
/// </summary>
internal static class Padding
{
    public const int Smallest = 64;
    private const int Largest = 65536;

    /// <summary>The length after padding; at least one byte is added.</summary>
    public static int PaddedLength(int contentLength)
    {
        var needed = checked(contentLength + 1);
        for (var bucket = Smallest; bucket < Largest; bucket *= 4)
        {
            if (needed <= bucket)
                return bucket;
        }
        return checked((needed + Largest - 1) / Largest * Largest);
    }

    /// <summary>Fills <paramref name="padded"/>, whose bytes are zero and which is of the padded length.</summary>
    public static void Pad(ReadOnlySpan<byte> content, Span<byte> padded)
    {
        content.CopyTo(padded);
        padded[content.Length] = 0x80;
    }

    /// <summary>The length of the content, or −1 when the bytes do not end in its padding.</summary>
    public static int Unpad(ReadOnlySpan<byte> padded)
    {
        var mark = padded.LastIndexOfAnyExcept((byte)0);
        var isPadding = mark >= 0 && padded[mark] == 0x80 && PaddedLength(mark) == padded.Length;
        return isPadding ? mark : -1;
    }
}
