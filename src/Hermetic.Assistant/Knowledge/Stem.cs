namespace Hermetic.Assistant;

/// <summary>
/// A light stemmer for English. A stem is always the beginning of its word, so that none is ever copied;
/// question and text are cut alike, and that is all that matters.
/// </summary>
internal static class Stem
{
    private const int Shortest = 3;

    /// <summary>Longest first. After these a doubled consonant is single again ("cancelled").</summary>
    private static readonly byte[][] Endings =
    [
        .. new[]
        {
            "abilities", "ibilities", "ability", "ibility", "ations", "ation", "ments", "ment", "ances",
            "ance", "ences", "ence", "iness", "ness", "able", "ible", "ings", "ing", "ies", "ied", "ers",
            "ed", "er", "es", "ic", "ly", "s", "y", "e",
        }
        .Select(ending => System.Text.Encoding.ASCII.GetBytes(ending)),
    ];

    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> folded)
    {
        foreach (var ending in Endings)
        {
            if (folded.Length < ending.Length + Shortest || !folded.EndsWith(ending))
                continue;
            // "Glass" and "bus" are no plurals.
            if (ending is [(byte)'s'] && folded[^2] is (byte)'s' or (byte)'u')
                return folded;
            var stem = folded[..^ending.Length];
            return ending.Length > 1 && stem.Length > Shortest && stem[^1] == stem[^2] ? stem[..^1] : stem;
        }
        return folded;
    }
}
