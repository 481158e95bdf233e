namespace Hermetic.Assistant;

/// <summary>Hears that somebody is on their way and late: "I'm running 15 minutes late".</summary>
internal static class Lateness
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly Phrase[] Delays =
    [
        .. new[]
        {
            "stuck in traffic", "stuck in a traffic jam", "in a traffic jam", "traffic is terrible",
            "traffic is bad", "heavy traffic", "train is delayed", "bus is delayed", "tram is delayed",
            "train is late", "bus is late", "tram is late", "missed my bus", "missed my train",
            "missed the bus", "missed the train", "train got cancelled", "running behind",
        }.Select(words => new Phrase(words)),
    ];

    // Who asks what would happen, or wants another time, is answered and not passed on.
    private static readonly string[] _otherwise =
    [
        "if", "what", "whats", "happens", "how", "when", "too", "cancel", "cancelling", "cancellation",
        "reschedule", "move", "push", "postpone", "open", "fee", "charge", "earliest", "latest",
    ];

    private static readonly string[] _being = ["running", "run", "be", "am", "im", "are", "were", "ill"];

    private static readonly string[] _measures =
        ["min", "mins", "minute", "minutes", "m", "hour", "hours", "hr", "h"];

    private static readonly string[] _roughly =
    [
        "a", "an", "bit", "little", "few", "couple", "of", "about", "around", "approximately", "roughly",
        "at", "least", "maybe", "probably", "slightly", "some", "half", "quarter", "very", "so", "five",
        "ten", "fifteen", "twenty", "thirty", "forty", "one", "two", "three", "going", "to",
    ];

    // "Late afternoon", "late on thursday" are times.
    private static readonly string[] _times =
    [
        "afternoon", "evening", "morning", "night", "appointment", "slot", "on", "in", "opening",
        "november", "december",
    ];

    internal static bool IsIn(ReadOnlySpan<byte> folded)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        if (words.AnyIs(0, _otherwise))
            return false;
        foreach (var delay in Delays)
        {
            if (delay.IsIn(folded))
                return true;
        }
        for (var at = 0; at < words.Count; at++)
        {
            if (words.Is(at, "late", "behind") && !words.Is(at + 1, _times) && IsSaidOfOneself(words, at))
                return true;
        }
        return false;
    }

    /// <summary>"running 15 min late", "I'll be a bit late"; "15 minutes late" needs no verb.</summary>
    private static bool IsSaidOfOneself(FoldedWords words, int late)
    {
        var at = late - 1;
        var measured = false;
        for (; IsAmount(words, at); at--)
            measured |= words.IsUnit(at, _measures);
        return measured || words.Is(at, _being);
    }

    private static bool IsAmount(FoldedWords words, int at) =>
        words.Is(at, _roughly) || words.IsUnit(at, _measures) || words.LeadingNumber(at) is not null;
}
