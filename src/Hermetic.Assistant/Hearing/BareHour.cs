using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// "8:30", of a day that is known, may be in the morning although the next time that it is so late is in the
/// evening. "Tomorrow 9" is an hour where it is all that is said; so it is in "what about tomorrow 9" and in
/// "haircut tomorrow 9".
/// </summary>
internal static class BareHour
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly string[] _evening = ["pm", "p", "evening", "night", "tonight", "afternoon"];

    /// <summary>
    /// What was read as the times, or, where that is no hour, what is read once the words around it are left out.
    /// </summary>
    internal static IReadOnlyList<TimeReading> In(
        ReadOnlySpan<byte> folded, ServiceLexicon services, IReadOnlyList<TimeReading> times, IBrain brain,
        LocalDateTime now)
    {
        if (times.Any(time => time.Best.HasTime) || !folded.ContainsAnyInRange((byte)'0', (byte)'9'))
            return times;
        Span<byte> rest = stackalloc byte[FoldedText.Limit + 8];
        rest = rest[..folded.Length];
        folded.CopyTo(rest);
        var essence = Essence.Of(rest[..services.LeaveOut(rest)]);
        var again = essence.Length < folded.Length ? brain.Understand(essence, now).Times : [];
        // The copy is content as well.
        rest.Clear();
        return again.Any(time => time.Best.HasTime) ? again : times;
    }

    /// <summary>The morning as well, where "8:30" was written and read as half past eight in the evening.</summary>
    internal static IReadOnlyList<TimeReading> WithMorning(ReadOnlySpan<byte> folded, IReadOnlyList<TimeReading> times)
    {
        if (times is not [{ Ambiguity: TimeAmbiguity.None, Best: { HasTime: true, HasDate: false } evening }]
            || evening.Start.Hour < 18 || evening.End > evening.Start.PlusHours(1))
        {
            return times;
        }
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        var written = false;
        for (var at = 0; at < words.Count; at++)
        {
            if (words.Is(at, _evening) || words.IsUnit(at, ["pm", "p"]))
                return times;
            written |= words.LeadingNumber(at) == evening.Start.Hour - 12;
        }
        var morning = evening with { Start = evening.Start.PlusHours(-12), End = evening.End.PlusHours(-12) };
        return written ? [new([evening, morning], TimeAmbiguity.MorningOrEvening)] : times;
    }
}
