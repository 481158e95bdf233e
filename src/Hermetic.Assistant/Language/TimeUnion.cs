namespace Hermetic.Assistant.Language;

/// <summary>
/// Joins two readings that name different parts of one time: a day and a clock, a weekday and a date.
/// </summary>
internal static class TimeUnion
{
    /// <summary>Null when both name the same part differently.</summary>
    public static Sense? Join(Sense left, Sense right) =>
        Join(left.Point, right.Point) is { } point
            ? Sense.Of(point, sure: left.Sure || right.Sure || NamesDayAndClock(point), bare: right.Bare)
            : null;

    public static TimePoint? Join(TimePoint left, TimePoint right)
    {
        if (left.Clock is not null && right.Clock is not null)
            return null;
        if (left.Part != DayPart.None && right.Part != DayPart.None && left.Part != right.Part)
            return null;
        var date =
            left.Date is { } first && right.Date is { } second
                ? Join(first, second)
                : left.Date ?? right.Date;
        if (date is null && (left.Date is not null || right.Date is not null))
            return null;
        // "tomorrow in two hours": a clock cannot be set on a moment that has one.
        if (
            (left.Clock ?? right.Clock) is not null
            && date is { Anchor: DateAnchor.Now, Shift: not { Unit: >= TimeUnit.Day } }
        )
            return null;
        var joined = new TimePoint(
            date,
            left.Clock ?? right.Clock,
            left.Part == DayPart.None ? right.Part : left.Part
        );
        // "next week at 5pm" is any of its days: what is said about the hour stands by itself.
        var hour = joined is not { Clock: null, Part: DayPart.None };
        return hour && date is { IsStretch: true } ? null : joined;
    }

    private static bool NamesDayAndClock(TimePoint point) =>
        point.Date is not null && (point.Clock is not null || point.Part != DayPart.None);

    private static DateReading? Join(DateReading left, DateReading right) =>
        OneWay(left, right) ?? OneWay(right, left);

    private static DateReading? OneWay(DateReading inner, DateReading outer) =>
        (inner, outer) switch
        {
            // "wed 25 nov"
            (
                { Anchor: DateAnchor.Weekday, Which: Which.Unsaid },
                { Anchor: DateAnchor.Calendar, Weekday: 0, Day: > 0 }
            ) => outer with
            {
                Weekday = inner.Weekday,
            },
            // "wednesday next week"
            (
                { Anchor: DateAnchor.Weekday, Which: Which.Unsaid },
                { Anchor: DateAnchor.Period, Unit: TimeUnit.Week, Weekday: 0 }
            ) => outer with
            {
                Weekday = inner.Weekday,
            },
            // "saturday this weekend"
            (
                { Anchor: DateAnchor.Weekday, Weekday: >= 6 },
                { Anchor: DateAnchor.Period, Unit: TimeUnit.Weekend }
            ) => outer with
            {
                Unit = TimeUnit.Week,
                Weekday = inner.Weekday,
            },
            // "next month on the 5th"
            (
                { Anchor: DateAnchor.Calendar, Day: > 0, Month: 0, Weekday: 0 },
                { Anchor: DateAnchor.Period, Unit: TimeUnit.Month, Day: 0 }
            ) => outer with
            {
                Day = inner.Day,
            },
            // "tomorrow, friday"
            ({ Anchor: DateAnchor.Weekday, Which: Which.Unsaid }, { Anchor: DateAnchor.Offset }) => outer,
            // "today in one hour"
            (
                { Anchor: DateAnchor.Offset, Amount: 0 },
                { Anchor: DateAnchor.Now, Shift.Unit: < TimeUnit.Day }
            ) => outer,
            // "november 24 in 2027"
            (
                { Anchor: DateAnchor.Calendar, Year: > 0, Month: 0 },
                { Anchor: DateAnchor.Calendar, Year: 0 }
            ) => outer with
            {
                Year = inner.Year,
            },
            _ => null,
        };
}
