using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Turns what was said into local wall time: a pure function of the expression, the moment it was said and a
/// policy. A time that names no year, month or day is the next future one.
/// </summary>
public static class TimeResolver
{
    /// <summary>Null when no such time exists ("30 February") or it lies outside the calendar.</summary>
    public static TimeReading? Resolve(
        in TimeExpression expression,
        LocalDateTime reference,
        ResolutionPolicy policy
    )
    {
        try
        {
            var context = new Moment(reference, policy);
            return expression.Kind switch
            {
                TimeKind.Interval => Interval(expression, context),
                TimeKind.After => Open(
                    expression.Start,
                    context,
                    static (at, dayEnd) => at with { End = Later(dayEnd, at.End) }
                ),
                TimeKind.Before => Open(
                    expression.Start,
                    context,
                    static (at, dayEnd) =>
                        at with
                        {
                            Start = at.Start.Date.AtMidnight(),
                            End = Later(at.Start, at.Start.Date.AtMidnight().PlusMinutes(1)),
                        }
                ),
                _ => Reading(ClockResolver.Spans(expression.Start, context)),
            };
        }
        catch (Exception outside) when (outside is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The day that does not exist, where <see cref="Resolve"/> finds none.</summary>
    internal static NoSuchDay? Missing(
        in TimeExpression expression,
        LocalDateTime reference,
        ResolutionPolicy policy
    )
    {
        if (expression.Start.Date is not { } date
            || DateResolver.Missing(date, reference.Date) is not { } missing)
        {
            return null;
        }
        // The hour beside it still counts: "30 february at 3pm".
        var hour = new TimeExpression(expression.Kind, expression.Start with { Date = null });
        return hour.Start is { Clock: null, Part: DayPart.None } || expression.Kind == TimeKind.Interval
            ? missing
            : missing with { Hour = Resolve(hour, reference, policy) };
    }

    private static TimeReading? Open(
        TimePoint edge,
        Moment moment,
        Func<LocalSpan, LocalDateTime, LocalSpan> widen
    )
    {
        var (spans, ambiguity) = ClockResolver.Spans(edge, moment);
        return Reading(
            (
                spans.ConvertAll(span =>
                    span.HasTime ? widen(span, span.Start.Date.PlusDays(1).AtMidnight()) : span
                ),
                ambiguity
            )
        );
    }

    private static TimeReading? Interval(TimeExpression expression, Moment moment)
    {
        var (starts, ambiguity) = ClockResolver.Spans(expression.Start, moment);
        var spans = new List<LocalSpan>();
        foreach (var start in starts)
        {
            if (EndOf(expression, start, moment with { Said = start.Start }) is { } end && end > start.Start)
                spans.Add(start with { End = end });
        }
        return Reading((spans, ambiguity));
    }

    /// <summary>
    /// The first end after the start: of "from 3 to 5" the five o'clock after the three; a last day is
    /// included.
    /// </summary>
    private static LocalDateTime? EndOf(TimeExpression expression, LocalSpan start, Moment afterStart)
    {
        var sameDay = expression.End.Date is null || expression.End.Date == expression.Start.Date;
        var days = sameDay
            ? [DaySpan.Of(start.Start.Date)]
            : DateResolver.Days(expression.End.Date!.Value, afterStart).Days;
        foreach (var day in days)
        {
            if (day.End <= start.Start.Date)
                continue;
            if (expression.End.Clock is not { } clock)
                return day.End.AtMidnight();
            var at = day.Start.AtMidnight().PlusMinutes(clock.Minute);
            while (at <= start.Start)
                at = at.PlusHours(clock.Certain ? 24 : 12);
            return at;
        }
        return null;
    }

    private static TimeReading? Reading((List<LocalSpan> Spans, TimeAmbiguity Ambiguity) found) =>
        found.Spans.Count == 0
            ? null
            : new TimeReading(found.Spans, found.Spans.Count > 1 ? found.Ambiguity : TimeAmbiguity.None);

    private static LocalDateTime Later(LocalDateTime left, LocalDateTime right) =>
        left > right ? left : right;
}

/// <summary>When it was said, and how to settle what is open.</summary>
internal readonly record struct Moment(LocalDateTime Said, ResolutionPolicy Policy)
{
    public LocalDate Today => Said.Date;
}
