namespace Hermetic.Assistant;

/// <summary>"Every wednesday", "weekly", "once a month": an appointment that shall repeat by itself.</summary>
internal static class Repetition
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly string[] _units =
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "weeks", "month",
        "months", "fortnight", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ];

    /// <summary>Whether it is asked for. "Every day" is not: that is how one asks about all days.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> folded)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        for (var at = 0; at < words.Count; at++)
        {
            if (words.Is(at, "weekly", "biweekly", "fortnightly", "monthly", "recurring", "repeating"))
                return true;
            // "Every friday", "every other friday", "every four weeks".
            if (words.Is(at, "every", "each") && (words.Is(at + 1, _units) || words.Is(at + 2, _units)))
                return true;
            if (words.Is(at, "once", "twice") && words.Is(at + 1, "a", "per", "every")
                && words.Is(at + 2, "week", "month"))
            {
                return true;
            }
        }
        return false;
    }
}
