namespace Hermetic.Assistant.Language;

/// <summary>
/// The categories of the time grammar. The tables give words their category; the rules combine categories,
/// so the rules know no word of any language.
/// </summary>
internal enum Symbol : byte
{
    None,

    // Words that carry a value.
    Number,
    One,
    Ordinal,
    Month,
    Unit,
    Fraction,
    Meridiem,

    // Words that stand for a time by themselves.
    Weekday,
    RelativeDay,
    FixedDate,
    DayPart,
    PartToday,
    NamedClock,
    Now,

    // Words that bind.
    Next,
    This,
    Last,
    AfterNext,
    In,
    FromNow,
    Ago,
    At,
    On,
    The,
    Of,
    Past,
    To,
    HourMark,
    Roughly,
    AndHalf,
    And,
    From,
    Between,
    Until,
    Dash,
    Slash,
    Comma,
    After,
    Before,
    By,
    Onwards,
    Not,
    Only,
    Fails,
    Or,

    // Nouns that claim the number before them ("5 euros", "the 2nd floor"), and phrases that only look like a
    // time.
    OrdinalMark,
    Counted,
    Ranked,
    NoTime,

    // What the rules build.
    Amount,
    AmountAnd,
    AmountFrom,
    MinutesPast,
    DottedClock,
    OrdinalWeekday,
    Time,
    TimeComma,
    OfTime,
    FromTime,
    BetweenTime,
    UntilTime,
    AndTime,
    Span,
}
