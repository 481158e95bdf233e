using System.Text;

namespace Hermetic.Assistant;

/// <summary>Tells a message in Arabic, Cyrillic, Chinese or another script in which nothing can be understood.</summary>
internal static class OtherScript
{
    /// <summary>Latin letters with all their marks come before it.</summary>
    private const int FirstOther = 0x370;

    /// <summary>A name may be in any script; a message in one has more letters.</summary>
    private const int FewestLetters = 2;

    /// <summary>Whether most of its letters are of another script.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, FoldedText.Limit)];
        var (latin, other) = (0, 0);
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            utf8 = utf8[length..];
            if (!Rune.IsLetter(rune))
                continue;
            if (rune.Value < FirstOther)
                latin++;
            else
                other++;
        }
        return other >= FewestLetters && other > latin;
    }
}
