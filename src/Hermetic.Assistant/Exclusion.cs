using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Days or hours that a message rules out: "not on friday", "anything but the morning".</summary>
/// <param name="Spans">All that it may mean, best first. Never empty.</param>
/// <param name="EveryWeek">A weekday, or the weekend, without saying of which week: all of them.</param>
public sealed record Exclusion(IReadOnlyList<LocalSpan> Spans, bool EveryWeek)
{
    private const int DaysPerWeek = 7;

    /// <summary>Hours of any day, and no day.</summary>
    internal bool IsOfAnyDay => !Spans[0].HasDate;

    /// <summary>Whole days, and not a moment or a part of one.</summary>
    internal bool IsOfDays =>
        Spans[0] is { HasDate: true, Start.TimeOfDay: var from, End.TimeOfDay: var until }
        && from == LocalTime.Midnight && until == LocalTime.Midnight;

    /// <summary>What it rules out of a stretch of time.</summary>
    internal IntervalSet<LocalDateTime> Within(LocalDateTime from, LocalDateTime until)
    {
        var all = IntervalSet<LocalDateTime>.Of(from, until);
        var ruledOut = IntervalSet<LocalDateTime>.Of(Spans.SelectMany(span => Repeated(span, from, until)));
        return all.Except(all.Except(ruledOut));
    }

    /// <summary>The days that it rules out from one to before another one; none unless they are whole.</summary>
    internal IntervalSet<LocalDate> DaysWithin(LocalDate from, LocalDate until) => IsOfDays
        ? IntervalSet<LocalDate>.Of(Within(from.AtMidnight(), until.AtMidnight())
            .Select(part => new Interval<LocalDate>(part.From.Date, part.Until.Date)))
        : IntervalSet<LocalDate>.Empty;

    /// <summary>Of hours of any day those; "late" reaches to midnight at most.</summary>
    internal IntervalSet<LocalTime> Hours => IntervalSet<LocalTime>.Of(Spans.Select(span => new Interval<LocalTime>(
        span.Start.TimeOfDay, span.End.Date > span.Start.Date ? LocalTime.MaxValue : span.End.TimeOfDay)));

    private IEnumerable<Interval<LocalDateTime>> Repeated(LocalSpan span, LocalDateTime from, LocalDateTime until)
    {
        var step = IsOfAnyDay ? 1 : DaysPerWeek;
        if (!IsOfAnyDay && !EveryWeek)
            return [new(span.Start, span.End)];
        // From the last one that begins before the stretch to the first that begins after it.
        var days = Period.DaysBetween(span.Start.Date, from.Date) / step;
        var most = (Period.DaysBetween(from.Date, until.Date) / step) + 3;
        return Enumerable.Range(days - 1, most)
            .Select(times => new Interval<LocalDateTime>(
                span.Start.PlusDays(times * step), span.End.PlusDays(times * step)));
    }
}
