using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Puts the clock and the part of the day on the days that <see cref="DateResolver"/> found.
/// </summary>
internal static class ClockResolver
{
    private const int Noon = 12 * 60;
    private const int Day = 24 * 60;

    public static (List<LocalSpan> Spans, TimeAmbiguity Ambiguity) Spans(TimePoint point, Moment moment)
    {
        if (point.Date is { Anchor: DateAnchor.Now, Shift: { Unit: < TimeUnit.Day } shift })
            return ([FromNow(shift, moment.Said)], TimeAmbiguity.None);
        var (days, ambiguity) = point.Date is { } date
            ? DateResolver.Days(date, moment)
            : ([DaySpan.Of(moment.Today)], TimeAmbiguity.None);
        return point.Clock is { } clock
            ? OnClock(point, clock, days, ambiguity, moment)
            : (days.ConvertAll(day => WithoutClock(point, day, moment)), ambiguity);
    }

    private static LocalSpan FromNow(Shift shift, LocalDateTime said)
    {
        var start = shift.Unit switch
        {
            TimeUnit.Second => said.PlusSeconds(shift.Amount),
            TimeUnit.Minute => said.PlusMinutes(shift.Amount),
            TimeUnit.Hour => said.PlusHours(shift.Amount),
            _ => said,
        };
        return Minute(start, hasDate: true);
    }

    private static LocalSpan WithoutClock(TimePoint point, DaySpan day, Moment moment)
    {
        if (point.Part == DayPart.None)
            return new LocalSpan(day.Start.AtMidnight(), day.End.AtMidnight(), HasDate: true, HasTime: false);
        var (from, until) = Hours(point.Part);
        var start = day.Start.AtMidnight();
        if (point.Date is null && start.PlusHours(until) <= moment.Said)
            start = start.PlusDays(1);
        return new LocalSpan(
            start.PlusHours(from),
            start.PlusHours(until),
            point.Date is not null,
            HasTime: false
        );
    }

    private static (List<LocalSpan>, TimeAmbiguity) OnClock(
        TimePoint point,
        ClockReading clock,
        List<DaySpan> days,
        TimeAmbiguity ambiguity,
        Moment moment
    )
    {
        var spans = new List<LocalSpan>();
        foreach (var day in days)
        {
            foreach (var minute in Minutes(clock, point.Part, moment.Policy))
            {
                var at = day.Start.AtMidnight().PlusMinutes(minute);
                // "tuesday at 9", said on a Tuesday at 10, cannot be today.
                if (spans.Count == 0 || at > moment.Said)
                    spans.Add(Minute(at, point.Date is not null));
            }
        }
        var unclear = Minutes(clock, point.Part, moment.Policy).Length > 1;
        if (point.Date is null or { Anchor: DateAnchor.Offset, Amount: 0 })
            spans = Future(spans, point, moment);
        return (spans, ambiguity | (unclear ? TimeAmbiguity.MorningOrEvening : TimeAmbiguity.None));
    }

    /// <summary>
    /// Without a day the next one that comes; with "today" the one that is still to come, if any is.
    /// </summary>
    private static List<LocalSpan> Future(List<LocalSpan> spans, TimePoint point, Moment moment)
    {
        var coming = spans.FindAll(span => span.Start > moment.Said);
        if (coming.Count > 0)
            return coming;
        if (point.Date is null || point.Part != DayPart.None)
            return [.. spans.Select(span => Minute(span.Start.PlusDays(1), span.HasDate))];
        var evening = spans[0].Start.PlusHours(12);
        return point.Clock is { Certain: false } && evening > moment.Said && evening.Date == moment.Today
            ? [Minute(evening, hasDate: true)]
            : spans;
    }

    /// <summary>The minutes of the day that a clock may mean, best first.</summary>
    private static int[] Minutes(ClockReading clock, DayPart part, ResolutionPolicy policy)
    {
        if (clock.Certain)
            return [clock.Minute];
        var morning = clock.Minute % Noon;
        var hour = morning / 60;
        return part switch
        {
            DayPart.Morning => [morning],
            DayPart.Night when hour is >= 6 => [morning + Noon],
            DayPart.Night => [hour == 0 ? Day + morning : morning],
            DayPart.Lunchtime when hour is 11 => [morning],
            DayPart.Lunchtime or DayPart.Afternoon or DayPart.Evening => [morning + Noon],
            _ when hour < policy.EarliestClear => [morning + Noon],
            _ when hour >= policy.EarliestMorning => [morning],
            _ => [morning, morning + Noon],
        };
    }

    private static (int From, int Until) Hours(DayPart part) =>
        part switch
        {
            DayPart.Morning => (6, 12),
            DayPart.Lunchtime => (12, 14),
            DayPart.Afternoon => (12, 18),
            DayPart.Evening => (18, 22),
            _ => (20, 24),
        };

    private static LocalSpan Minute(LocalDateTime start, bool hasDate) =>
        new(start, start.PlusMinutes(1), hasDate, HasTime: true);
}
