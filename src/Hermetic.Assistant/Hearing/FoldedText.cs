using System.Text;

namespace Hermetic.Assistant;

/// <summary>
/// Text reduced to what matching looks at: lower-case words without accents or punctuation, each between two
/// spaces. Globalization is invariant, so the folding has its own table.
/// </summary>
internal static class FoldedText
{
    /// <summary>
    /// Only so many bytes of a message are looked at; no phrase worth matching comes later.
    /// </summary>
    internal const int Limit = 4096;

    // U+00C0 to U+017F without their accents; '?' stays as it is, '1' to '4' are two letters.
    private const string Latin =
        "aaaaaa1ceeeeiiiidnooooo?ouuuuyt2" + "aaaaaa1ceeeeiiiidnooooo?ouuuuyty" +
        "aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" + "gggghhhhiiiiiiii" + "ii33jjkkklllllll" + "lllnnnnnnnnnoooo"
        + "oo44rrrrrrssssss" + "ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs";

    private static readonly byte[][] Pairs =
        ["ae"u8.ToArray(), "ss"u8.ToArray(), "ij"u8.ToArray(), "oe"u8.ToArray()];

    /// <summary>
    /// Folds into <paramref name="to"/>, which must hold at least as many bytes plus 2; the length is
    /// returned.
    /// </summary>
    internal static int Fold(ReadOnlySpan<byte> utf8, Span<byte> to)
    {
        var length = 0;
        to[length++] = (byte)' ';
        while (!utf8.IsEmpty && length < to.Length - 5)
        {
            _ = Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            utf8 = utf8[consumed..];
            length += Append(rune, to[(length - 1)..]);
        }
        if (to[length - 1] != ' ')
            to[length++] = (byte)' ';
        return length;
    }

    internal static byte[] Fold(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var folded = new byte[(utf8.Length * 2) + 8];
        return folded[..Fold(utf8, folded)];
    }

    /// <param name="to">Begins with the last byte already written, so that spaces do not repeat.</param>
    private static int Append(Rune rune, Span<byte> to)
    {
        // Apostrophes and combining accents join: "children's" and "childrens" are one word.
        if (rune.Value is '\'' or 0x2019 or (>= 0x300 and <= 0x36F))
            return 0;
        if (rune.Value is >= 0xC0 and <= 0x17F && Latin[rune.Value - 0xC0] is not '?' and var letter)
            return char.IsDigit(letter) ? Write(Pairs[letter - '1'], to) : Write([(byte)letter], to);
        if (Rune.IsLetterOrDigit(rune))
            return rune.IsAscii ? Write([(byte)char.ToLowerInvariant((char)rune.Value)], to) : rune.EncodeToUtf8(to[1..]);
        return to[0] == ' ' ? 0 : Write(" "u8, to);
    }

    private static int Write(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        bytes.CopyTo(to[1..]);
        return bytes.Length;
    }
}
