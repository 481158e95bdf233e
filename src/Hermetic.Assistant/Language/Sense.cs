namespace Hermetic.Assistant.Language;

/// <summary>One reading of a few tokens: a category and its value.</summary>
internal readonly record struct Sense(Symbol Symbol)
{
    /// <summary>The value of a number, ordinal, month or unit; minutes for a fraction or "past".</summary>
    public int Number { get; init; }

    /// <summary>How many digits a number was written with; 0 for a word.</summary>
    public int Digits { get; init; }

    public TimeUnit Unit { get; init; }

    public TimeExpression Time { get; init; }

    /// <summary>Names a time even when it stands alone; "may" and "sun" do not.</summary>
    public bool Sure { get; init; }

    /// <summary>
    /// Rests on a bare number that a counted noun may still claim: "at 5 euros", "the 2nd floor".
    /// </summary>
    public bool Bare { get; init; }

    public static Sense Of(TimePoint point, bool sure = true, bool bare = false) =>
        new(Symbol.Time)
        {
            Time = new TimeExpression(TimeKind.Point, point),
            Sure = sure,
            Bare = bare,
        };

    public static Sense Of(DateReading date, bool sure = true) =>
        Of(new TimePoint(date, null, DayPart.None), sure);

    public static Sense Of(ClockReading clock, bool sure = true, bool bare = false) =>
        Of(new TimePoint(null, clock, DayPart.None), sure, bare);

    public TimePoint Point => Time.Start;

    public DateReading? Date => Time.Start.Date;

    public ClockReading? Clock => Time.Start.Clock;

    public bool IsClock => Symbol == Symbol.Time && Date is null && Clock is not null;

    public bool IsDate => Symbol == Symbol.Time && Date is not null && Clock is null;

    public bool IsHour => Symbol == Symbol.Number && Digits <= 2 && Number is >= 0 and <= 24;
}
