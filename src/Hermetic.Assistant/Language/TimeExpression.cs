namespace Hermetic.Assistant.Language;

/// <summary>
/// What a text says about a time, before anyone asks what the clock says: data, resolved by <see
/// cref="TimeResolver"/>.
/// </summary>
/// <param name="Start">The time named; for <see cref="TimeKind.Before"/> the one before which it must
/// be.</param>
/// <param name="End">The other end of an interval; default otherwise.</param>
public readonly record struct TimeExpression(TimeKind Kind, TimePoint Start, TimePoint End = default)
{
    /// <summary>An interval of whole days.</summary>
    public bool IsDays => Kind == TimeKind.Interval && Start is { Date: not null, Clock: null };

    /// <summary>Ruled out: "not on friday", "anything but the morning".</summary>
    public bool IsOut { get; init; }

    /// <summary>It or the one before it will do: "wednesday or thursday".</summary>
    public bool Or { get; init; }

    /// <summary>
    /// A weekday or a weekend, without saying of which week: who rules it out rules out every one of them.
    /// </summary>
    public bool IsOfEveryWeek => Start.Date is { Anchor: DateAnchor.Weekday, Which: Which.Unsaid }
        or { Anchor: DateAnchor.Period, Unit: TimeUnit.Weekend, Which: Which.This };

    /// <summary>A part of a certain day.</summary>
    public bool IsPartOfDay => Start is { Date: not null, Clock: null, Part: not DayPart.None };

    /// <summary>
    /// Both ends of an interval as points of their own; the expression itself when it is none.
    /// </summary>
    public IEnumerable<TimeExpression> Ends() =>
        Kind == TimeKind.Interval
            ? [new TimeExpression(TimeKind.Point, Start), new TimeExpression(TimeKind.Point, End)]
            : [this];
}

public enum TimeKind : byte
{
    Point,

    /// <summary>"from 3 to 5".</summary>
    Interval,

    /// <summary>"after 4".</summary>
    After,

    /// <summary>"before noon".</summary>
    Before,
}

/// <summary>A day, a clock time, a part of the day, or any of them together. Null is: not named.</summary>
public readonly record struct TimePoint(DateReading? Date, ClockReading? Clock, DayPart Part);

public enum DayPart : byte
{
    None,
    Morning,
    Lunchtime,
    Afternoon,
    Evening,
    Night,
}

/// <param name="Minute">Minutes since midnight.</param>
/// <param name="Certain">False when the text used a twelve-hour clock without saying which half of the
/// day.</param>
public readonly record struct ClockReading(int Minute, bool Certain)
{
    /// <summary>"at 24" and "24:00" are midnight.</summary>
    public static ClockReading At(int hour, int minute, bool certain) =>
        new((hour % 24 * 60) + minute, certain);
}
