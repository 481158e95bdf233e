namespace Hermetic.Assistant.Language;

/// <summary>
/// Times that "or", "and" and commas make one list: either of them will do, or none of them will. "Not on
/// friday or saturday" is about both; "not on friday, saturday at 10" about one.
/// </summary>
internal static class Coordination
{
    /// <summary>"Friday or, if need be, saturday".</summary>
    private const int WidestGap = 4;

    /// <summary>Says of each time of a list that it is one of it, or ruled out as its first one is.</summary>
    public static List<Found> Mark(List<Found> found, TokenizedText text, Chart chart)
    {
        found = WithBareHours(found, text, chart);
        for (var last = found.Count - 1; last > 0; last--)
        {
            if (!IsOr(found, last, chart) && !IsAnd(found, last, chart))
                continue;
            var first = last - 1;
            while (first > 0 && IsListed(found, first, chart))
                first--;
            for (var here = first + 1; here <= last; here++)
                found[here] = found[here] with { Time = InListWith(found[first].Time, found[here].Time) };
        }
        return found;
    }

    /// <summary>
    /// "Monday or tuesday at 10" is ten on both; "friday at 3 or at 4" is on friday both times.
    /// </summary>
    public static void Share(List<TimeExpression> times)
    {
        for (var here = 1; here < times.Count; here++)
        {
            if (times[here].Or && times[here - 1].Start.Date is { } day && times[here].Start.Date is null)
                times[here] = On(day, times[here]);
        }
        for (var here = times.Count - 1; here > 0; here--)
        {
            var (before, after) = (times[here - 1], times[here]);
            var isBare = before is { Kind: TimeKind.Point, Start: { Clock: null, Part: DayPart.None } };
            var isHourly = after.Start is { Date.IsStretch: false, Clock: not null }
                or { Date.IsStretch: false, Part: not DayPart.None };
            if (after.Or && isBare && isHourly && before.Start.Date is { IsStretch: false } day)
            {
                times[here - 1] = On(day, after) with { Or = before.Or };
            }
        }
    }

    private static TimeExpression InListWith(TimeExpression first, TimeExpression here) =>
        !first.IsOut ? here with { Or = true }
        : here is { Kind: TimeKind.Point, Start.Clock: null } ? here with { IsOut = true }
        : here;

    private static TimeExpression On(DateReading day, TimeExpression hour) => hour with
    {
        Start = hour.Start with { Date = day },
        End = hour.Kind == TimeKind.Interval ? hour.End with { Date = day } : default,
    };

    private static bool IsOr(List<Found> found, int index, Chart chart) =>
        found[index].Start - found[index - 1].End <= WidestGap
        && chart.HasBetween(found[index - 1].End, found[index].Start, Symbol.Or);

    /// <summary>"Thursday and friday" leaves the choice; "after 11 and before 3" does not.</summary>
    private static bool IsAnd(List<Found> found, int index, Chart chart) =>
        found[index].Start == found[index - 1].End + 1
        && chart.Has(found[index - 1].End, found[index].Start, Symbol.And)
        && found[index].Time.Kind is TimeKind.Point or TimeKind.Interval;

    /// <summary>A comma, or "or" after all.</summary>
    private static bool IsListed(List<Found> found, int index, Chart chart)
    {
        var gap = found[index].Start - found[index - 1].End;
        return gap == 1 && (chart.Has(found[index - 1].End, found[index].Start, Symbol.Comma)
            || chart.Has(found[index - 1].End, found[index].Start, Symbol.Or));
    }

    /// <summary>
    /// A bare number is an hour where the time beside it has one: "friday at 3 or 4", "thursday 13:30 or
    /// wednesday 11".
    /// </summary>
    private static List<Found> WithBareHours(List<Found> found, TokenizedText text, Chart chart)
    {
        for (var index = 0; index < found.Count; index++)
        {
            var (first, after) = (Hourly(found[index], chart, text), index + 1);
            if (first.End + 1 >= text.Count || !chart.Has(first.End, first.End + 1, Symbol.Or))
                continue;
            // "In the morning or evening": a part of the day, too, is one beside another.
            if (first.Time.Start is { Clock: null, Part: not DayPart.None }
                && chart.At(first.End + 1, first.End + 2, Symbol.Time) is { Clock: null, Date: null } part)
            {
                if (after == found.Count || found[after].Start > first.End + 1)
                    found.Insert(after, new(first.End + 1, first.End + 2, part.Time));
                continue;
            }
            if (first.Time is not { IsOut: false, Start.Clock: not null })
                continue;
            if (after < found.Count && found[after].Start == first.End + 1)
            {
                if (Hourly(found[after], chart, text) is { Time.Start.Clock: not null } second)
                    (found[index], found[after]) = (first, second);
            }
            else if (HourAt(first.End + 1, chart, text) is { } clock)
                found.Insert(after, new(first.End + 1, first.End + 2, Hour(clock, first.Time.Start.Part)));
        }
        return found;
    }

    private static TimeExpression Hour(ClockReading clock, DayPart part) =>
        new(TimeKind.Point, new TimePoint(null, clock, part));

    /// <summary>"Wednesday 11" with its hour, which alone would not be enough.</summary>
    private static Found Hourly(Found found, Chart chart, TokenizedText text) =>
        found.Time is { Kind: TimeKind.Point, Start.Clock: null } && found.End < text.Count
            && chart.At(found.Start, found.End + 1, Symbol.Time) is { Clock: not null } hourly
            && !TimeReader.IsClaimed(found.End + 1, chart, text)
            ? new(found.Start, found.End + 1, hourly.Time) : found;

    private static ClockReading? HourAt(int at, Chart chart, TokenizedText text) =>
        at < text.Count && chart.At(at, at + 1, Symbol.Number) is { IsHour: true } number
            && !TimeReader.IsClaimed(at + 1, chart, text)
            ? ClockRules.Clock(number) : null;
}
