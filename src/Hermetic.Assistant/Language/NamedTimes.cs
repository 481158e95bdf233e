using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>The times of one message, resolved: what is wanted less what is ruled out.</summary>
internal sealed record NamedTimes(
    IReadOnlyList<TimeReading> Wanted, IReadOnlyList<Exclusion> RuledOut, NoSuchDay? Missing)
{
    /// <summary>Hours are taken out of so many days one by one; of more they are only ruled out.</summary>
    private const int MostDays = 31;

    /// <param name="moves">
    /// "Move it from friday to monday" names where it was and where it goes, not the days between.
    /// </param>
    public static NamedTimes Of(
        IReadOnlyList<TimeExpression> named, bool moves, LocalDateTime reference, ResolutionPolicy policy)
    {
        var wanted = Resolved(
            named.Where(static time => !time.IsOut).SelectMany(time => moves ? time.Ends() : [time]),
            reference, policy);
        // "Not friday afternoon" is about that friday.
        if (!wanted.Exists(static time => time.Best.HasDate))
        {
            wanted.AddRange(Resolved(
                named.Where(static time => time is { IsOut: true, IsPartOfDay: true })
                    .Select(static time => new TimeExpression(
                        TimeKind.Point, new(time.Start.Date, null, DayPart.None))),
                reference, policy));
        }
        var ruledOut = named.Where(static time => time.IsOut)
            .Select(time => (Reading: TimeResolver.Resolve(time, reference, policy), time.IsOfEveryWeek))
            .Where(static time => time.Reading is not null)
            .Select(static time => new Exclusion(time.Reading!.Candidates, time.IsOfEveryWeek))
            .ToList();
        return new(
            [.. wanted.SelectMany(time => Without(time, ruledOut))], ruledOut,
            FirstMissing(named, reference, policy));
    }

    private static List<TimeReading> Resolved(
        IEnumerable<TimeExpression> named, LocalDateTime reference, ResolutionPolicy policy)
    {
        var times = new List<TimeReading>();
        foreach (var expression in named)
        {
            if (TimeResolver.Resolve(expression, reference, policy) is { } reading)
                times.Add(reading with { Or = expression.Or });
        }
        return times;
    }

    /// <summary>
    /// What remains of a time, each stretch a reading of its own; of one that may be several, those that
    /// remain.
    /// </summary>
    private static IEnumerable<TimeReading> Without(TimeReading time, List<Exclusion> ruledOut)
    {
        var remaining = time.Candidates.Select(span => (Span: span, Left: Rest(span, ruledOut)))
            .Where(static one => !one.Left.IsEmpty).ToList();
        return remaining switch
        {
            [] => [],
            [var (span, left)] => left.Select((part, index) => new TimeReading(
                [Part(span, part)], TimeAmbiguity.None) { Or = time.Or || index > 0 }),
            _ => [time with { Candidates = [.. remaining.Select(one => Part(one.Span, one.Left[0]))] }],
        };
    }

    /// <summary>Where a remainder begins or ends is no time that was named.</summary>
    private static LocalSpan Part(LocalSpan whole, Interval<LocalDateTime> left) =>
        (left.From, left.Until) == (whole.Start, whole.End)
            ? whole : whole with { Start = left.From, End = left.Until, HasTime = false };

    private static IntervalSet<LocalDateTime> Rest(LocalSpan span, List<Exclusion> ruledOut)
    {
        var (start, end) = (span.Start, span.End);
        var isLong = Period.DaysBetween(start.Date, end.Date) > MostDays;
        return ruledOut
            .Where(one => one.IsOfAnyDay ? !isLong : span.HasDate)
            .Aggregate(
                IntervalSet<LocalDateTime>.Of(start, end), (rest, one) => rest.Except(one.Within(start, end)));
    }

    private static NoSuchDay? FirstMissing(
        IReadOnlyList<TimeExpression> named, LocalDateTime reference, ResolutionPolicy policy)
    {
        foreach (var expression in named)
        {
            if (TimeResolver.Resolve(expression, reference, policy) is null
                && TimeResolver.Missing(expression, reference, policy) is { } missing)
            {
                return missing;
            }
        }
        return null;
    }
}
