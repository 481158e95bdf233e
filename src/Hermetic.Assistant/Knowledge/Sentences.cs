namespace Hermetic.Assistant;

/// <summary>Where the sentences of a text begin and end.</summary>
internal static class Sentences
{
    /// <summary>A longer one is no answer but a page; the reader refuses it.</summary>
    internal const int Longest = 600;

    /// <summary>After these a full stop is not the end.</summary>
    private static readonly string[] Abbreviations =
        ["e.g", "i.e", "approx", "incl", "Dr", "Mr", "Mrs", "Ms", "St", "No", "Prof", "etc", "min", "Nr"];

    /// <summary>
    /// In order, without the space between them. A sentence ends at ".", "!", "?" or "…" (and closing quotes
    /// or brackets) before a space and something other than a small letter.
    /// </summary>
    internal static List<Range> Of(string text)
    {
        var sentences = new List<Range>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsEnd(text[at]))
                continue;
            var stop = at;
            while (at + 1 < text.Length && (IsEnd(text[at + 1]) || text[at + 1] is '"' or '”' or ')' or '’'))
                at++;
            if (at + 1 < text.Length && !Ends(text, stop, at))
                continue;
            sentences.Add(start..(at + 1));
            start = at + 2;
        }
        if (start < text.Length)
            sentences.Add(start..text.Length);
        return sentences;
    }

    private static bool IsEnd(char mark) => mark is '.' or '!' or '?' or '…';

    private static bool Ends(string text, int stop, int last) =>
        text[last + 1] == ' '
        && !(last + 2 < text.Length && char.IsLower(text[last + 2]))
        && !(text[stop] == '.' && IsAbbreviation(text.AsSpan(0, stop)));

    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        foreach (var word in Abbreviations)
        {
            if (before.EndsWith(word, StringComparison.Ordinal)
                && (before.Length == word.Length || !char.IsLetter(before[^(word.Length + 1)])))
            {
                return true;
            }
        }
        return false;
    }
}
