namespace Hermetic.Assistant.Language;

/// <summary>How a text names a day or a longer stretch. Zero means "not named" everywhere.</summary>
public readonly record struct DateReading(DateAnchor Anchor)
{
    public int Year { get; init; }

    public int Month { get; init; }

    public int Day { get; init; }

    /// <summary>ISO, Monday is 1.</summary>
    public int Weekday { get; init; }

    /// <summary>
    /// Days for <see cref="DateAnchor.Offset"/>, the ordinal for <see cref="DateAnchor.Ordinal"/> (-1 is the
    /// last), how many units for a <see cref="DateAnchor.Period"/> that begins today.
    /// </summary>
    public int Amount { get; init; }

    /// <summary>The length of a <see cref="DateAnchor.Period"/>.</summary>
    public TimeUnit Unit { get; init; }

    public Which Which { get; init; }

    /// <summary>Moves the day named by the rest: "a week from monday", "in 2 hours".</summary>
    public Shift Shift { get; init; }

    /// <summary>Day and month may stand in the other order ("3/4").</summary>
    public bool Swappable { get; init; }

    /// <summary>A week, a weekend, a month: days among which none is named.</summary>
    public bool IsStretch => Anchor is DateAnchor.Period or DateAnchor.Calendar && Day == 0 && Weekday == 0;
}

public readonly record struct Shift(int Amount, TimeUnit Unit);

public enum DateAnchor : byte
{
    /// <summary>The moment of speaking, moved by <see cref="DateReading.Shift"/>.</summary>
    Now,

    /// <summary>Today and a number of days.</summary>
    Offset,

    /// <summary>"friday", "next friday".</summary>
    Weekday,

    /// <summary>Any of year, month, day and weekday.</summary>
    Calendar,

    /// <summary>"next week", "this month", "wednesday next week", "the 20th of next month".</summary>
    Period,

    /// <summary>"the first monday of march".</summary>
    Ordinal,
}

public enum Which : byte
{
    Unsaid,
    This,
    Next,
    AfterNext,
    Last,
}

public enum TimeUnit : byte
{
    None,
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Year,
}
