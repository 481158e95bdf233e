namespace Hermetic.Assistant;

/// <summary>Words that correct what was said before: "actually", "I meant", "instead".</summary>
internal static class Correction
{
    private static readonly Phrase[] Phrases =
    [
        .. new[]
        {
            "actually", "instead", "rather", "meant", "mean", "sorry", "make it", "make that", "change",
            "better", "oops", "correction", "i said", "not the", "wait",
        }.Select(words => new Phrase(words)),
    ];

    internal static bool IsIn(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in Phrases)
        {
            if (phrase.IsIn(folded))
                return true;
        }
        return false;
    }
}
