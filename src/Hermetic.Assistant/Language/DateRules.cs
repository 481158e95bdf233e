using static Hermetic.Assistant.Language.Symbol;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Days and longer stretches: "wed 25 nov", "the 24th", "wednesday next week", "the first monday of march".
/// </summary>
internal static class DateRules
{
    public static readonly (Symbol, Symbol, TimeRule)[] Rules =
    [
        (Symbol.Month, Number, (month, day) => DayOfMonth(day, month)),
        (Symbol.Month, Ordinal, (month, day) => DayOfMonth(day, month)),
        (Number, Symbol.Month, DayOfMonth),
        (Ordinal, Symbol.Month, DayOfMonth),
        (Symbol.Month, The, (month, _) => month),
        (Symbol.Month, Dash, (month, _) => month),
        (Symbol.Month, Slash, (month, _) => month),
        (Of, Symbol.Month, (_, month) => month),
        (Dash, Symbol.Month, (_, month) => month),
        (Slash, Symbol.Month, (_, month) => month),
        // "the 24th" is a day, "the second" is not; "24th" alone has to be all that is said.
        (Number, OrdinalMark, (day, _) => day.Digits is 1 or 2 ? Day(day.Number, sure: false) : null),
        (The, Ordinal, (_, day) => day.Digits > 0 ? Day(day.Number, sure: true) : null),
        (On, Ordinal, (_, day) => day.Digits > 0 ? Day(day.Number, sure: true) : null),
        (Time, Ordinal, WeekdayAnd),
        (Time, Number, WithYear),
        (TimeComma, Number, WithYear),
        (
            In,
            Number,
            (_, year) =>
                IsYear(year) ? Sense.Of(new DateReading(DateAnchor.Calendar) { Year = year.Number }) : null
        ),
        (Ordinal, OfTime, DayOfPeriod),
        (Number, OfTime, (day, of) => day.Digits <= 2 ? DayOfPeriod(day, of) : null),
        (Ordinal, Time, (nth, day) => nth.Number <= 5 ? NthWeekday(nth.Number, day) : null),
        (Ordinal, Unit, (nth, unit) => NthDay(nth.Number, unit)),
        (Last, Unit, (_, unit) => NthDay(-1, unit)),
        (Last, Time, (_, day) => NthWeekday(-1, day)),
        (OrdinalWeekday, OfTime, NthOf),
        (OrdinalWeekday, Time, NthOf),
        (Next, Time, (_, day) => Choose(day, Which.Next)),
        (This, Time, (_, day) => Choose(day, Which.This)),
        (Last, Time, (_, day) => Choose(day, Which.Last)),
        (Time, AfterNext, (day, _) => Choose(day, Which.AfterNext)),
        (Next, Unit, (_, unit) => Period(unit.Unit, Which.Next)),
        (This, Unit, (_, unit) => Period(unit.Unit, Which.This)),
        (Last, Unit, (_, unit) => Period(unit.Unit, Which.Last)),
        (Unit, AfterNext, (unit, _) => Period(unit.Unit, Which.AfterNext)),
        (The, Unit, (_, unit) => unit.Unit == TimeUnit.Weekend ? Period(unit.Unit, Which.This) : null),
        (Next, Symbol.Amount, (_, length) => Stretch(length)),
        (This, Symbol.Amount, (_, length) => Stretch(length)),
        (The, Time, (_, time) => time),
        (On, Time, (_, time) => time with { Sure = true }),
        (In, Time, (_, time) => Within(time)),
        (At, Time, (_, time) => time with { Sure = time.Sure || time.Clock is not null }),
        (Of, Time, (_, time) => time with { Symbol = OfTime }),
        (Time, OfTime, TimeUnion.Join),
        (Time, Time, TimeUnion.Join),
        (Time, Comma, (time, _) => time with { Symbol = TimeComma }),
        (TimeComma, Time, TimeUnion.Join),
    ];

    // "32 december" is read as well, so that it can be said that there is no such day.
    private static Sense? DayOfMonth(Sense day, Sense month) =>
        day is { Digits: <= 2, Number: >= 1 and <= 39 }
            ? Sense.Of(new DateReading(DateAnchor.Calendar) { Day = day.Number, Month = month.Number }) with
            {
                // "14th april 15" has a year of two digits, "14 april 15" rather an hour.
                Bare = day.Symbol == Ordinal,
            }
            : null;

    /// <summary>"in march" is a month; "in the sun" is no day.</summary>
    private static Sense? Within(Sense time) =>
        time.Clock is null
            ? time with
            {
                Sure = time.Sure || time.Date is not { Anchor: DateAnchor.Weekday },
            }
            : null;

    private static Sense? NthDay(int nth, Sense unit) =>
        unit.Unit == TimeUnit.Day ? new Sense(OrdinalWeekday) { Number = nth } : null;

    private static Sense Day(int day, bool sure) =>
        Sense.Of(
            new TimePoint(new DateReading(DateAnchor.Calendar) { Day = day }, null, DayPart.None),
            sure,
            bare: true
        );

    private static Sense? WeekdayAnd(Sense weekday, Sense day) =>
        weekday is { IsDate: true, Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } date }
            ? Sense.Of(new DateReading(DateAnchor.Calendar) { Day = day.Number, Weekday = date.Weekday })
            : null;

    private static bool IsYear(Sense number) => number is { Digits: 4, Number: >= 1900 and <= 2100 };

    private static Sense? WithYear(Sense date, Sense year) =>
        date.Date is { Anchor: DateAnchor.Calendar or DateAnchor.Ordinal, Year: 0, Month: > 0 } reading
        && date.Clock is null
        && (IsYear(year) || year is { Digits: 2, Number: >= 13 } && date.Bare)
            ? Sense.Of(reading with { Year = year.Digits == 4 ? year.Number : 2000 + year.Number })
            : null;

    /// <summary>"the 20th of next month", "the 20th of march".</summary>
    private static Sense? DayOfPeriod(Sense day, Sense of) =>
        day.Number is >= 1 and <= 31
        && of.Date is { Day: 0 } month
        && (
            month is { Anchor: DateAnchor.Period, Unit: TimeUnit.Month }
            || month is { Anchor: DateAnchor.Calendar, Month: > 0 }
        )
            ? Sense.Of(month with { Day = day.Number })
            : null;

    private static Sense? NthWeekday(int nth, Sense day) =>
        day is { IsDate: true, Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } }
            ? new Sense(OrdinalWeekday) { Number = nth, Time = day.Time }
            : null;

    private static Sense? NthOf(Sense nth, Sense of) =>
        of is { Clock: null, Date: { Day: 0, Weekday: 0 } month }
        && (
            month.Anchor == DateAnchor.Calendar && month.Month > 0
            || month is { Anchor: DateAnchor.Period, Unit: TimeUnit.Month }
        )
            ? Sense.Of(
                month with
                {
                    Anchor = DateAnchor.Ordinal,
                    Amount = nth.Number,
                    Weekday = nth.Date?.Weekday ?? 0,
                }
            )
            : null;

    /// <summary>"next friday", "this morning", "last night", "next november".</summary>
    private static Sense? Choose(Sense time, Which which) =>
        time.Point switch
        {
            { Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } day, Clock: null } point => Sense.Of(
                point with
                {
                    Date = day with { Which = which },
                }
            ),
            { Date: { Anchor: DateAnchor.Calendar, Month: > 0, Day: 0, Year: 0 } month, Clock: null } point =>
                Sense.Of(point with { Date = month with { Which = which } }),
            { Date: null, Clock: null, Part: not DayPart.None } point
                when which is Which.This or Which.Last => Sense.Of(
                point with
                {
                    Date = new DateReading(DateAnchor.Offset) { Amount = which == Which.Last ? -1 : 0 },
                }
            ),
            _ => null,
        };

    /// <summary>"the next three days", from today on.</summary>
    private static Sense? Stretch(Sense length) =>
        length is { Unit: >= TimeUnit.Day, Number: >= 1 and <= 99 }
            ? Sense.Of(new DateReading(DateAnchor.Period) { Unit = length.Unit, Amount = length.Number })
            : null;

    private static Sense? Period(TimeUnit unit, Which which) =>
        unit >= TimeUnit.Weekend
            ? Sense.Of(new DateReading(DateAnchor.Period) { Unit = unit, Which = which })
            : null;
}
