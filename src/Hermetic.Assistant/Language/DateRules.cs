using static Hermetic.Assistant.Language.Symbol;

namespace Hermetic.Assistant.Language;

/// <summary>Days and longer stretches: "wed 25 nov", "the 24th", "wednesday next week", "the first monday of march".</summary>
internal static class DateRules
{
    public static void AddTo(List<(Symbol, Symbol, TimeRule)> rules)
    {
        rules.AddRange(
        [
            (Symbol.Month, Number, (month, day) => day.Digits <= 2 ? DayOfMonth(day.Number, month.Number) : null),
            (Symbol.Month, Ordinal, (month, day) => DayOfMonth(day.Number, month.Number)),
            (Number, Symbol.Month, (day, month) => day.Digits <= 2 ? DayOfMonth(day.Number, month.Number) : null),
            (Ordinal, Symbol.Month, (day, month) => DayOfMonth(day.Number, month.Number) is { } date
                ? date with { Bare = true } : null),
            (Symbol.Month, The, (month, _) => month),
            (Symbol.Month, Dash, (month, _) => month),
            (Symbol.Month, Slash, (month, _) => month),
            (Slash, Symbol.Month, (_, month) => month),
            (Of, Symbol.Month, (_, month) => month),
            (Dash, Symbol.Month, (_, month) => month),

            // "the 24th" is a day, "the second" is not; "24th" alone has to be all that is said.
            (Number, OrdinalMark, (day, _) => day is { Digits: 1 or 2, Number: >= 1 and <= 31 } ? Day(day.Number, sure: false) : null),
            (The, Ordinal, (_, day) => day.Digits > 0 ? Day(day.Number, sure: true) : null),
            (On, Ordinal, (_, day) => day.Digits > 0 ? Day(day.Number, sure: true) : null),
            (Time, Ordinal, (weekday, day) => WeekdayAnd(weekday, day.Number)),
            (Time, Number, WithYear),
            (TimeComma, Number, WithYear),
            (In, Number, (_, year) => IsYear(year) ? Sense.Of(new DateReading(DateAnchor.Calendar) { Year = year.Number }) : null),
            (Ordinal, OfTime, (day, of) => DayOfPeriod(day.Number, of)),
            (Number, OfTime, (day, of) => day.Digits <= 2 ? DayOfPeriod(day.Number, of) : null),
            (Ordinal, Time, NthWeekday),
            (Ordinal, Unit, (nth, unit) => unit.Unit == TimeUnit.Day
                ? new Sense(OrdinalWeekday) { Number = nth.Number } : null),
            (Last, Unit, (_, unit) => unit.Unit == TimeUnit.Day ? new Sense(OrdinalWeekday) { Number = -1 } : null),
            (OrdinalWeekday, OfTime, NthOf),
            (OrdinalWeekday, Time, NthOf),

            (Next, Time, (_, day) => Choose(day, Which.Next)),
            (This, Time, (_, day) => Choose(day, Which.This)),
            (Last, Time, (_, day) => Choose(day, Which.Last)),
            (Last, Time, (_, day) => day is { IsDate: true, Date: { Anchor: DateAnchor.Weekday } }
                ? new Sense(OrdinalWeekday) { Number = -1, Time = day.Time } : null),
            (Time, AfterNext, (day, _) => Choose(day, Which.AfterNext)),
            (Next, Unit, (_, unit) => Period(unit.Unit, Which.Next)),
            (This, Unit, (_, unit) => Period(unit.Unit, Which.This)),
            (Last, Unit, (_, unit) => Period(unit.Unit, Which.Last)),
            (Next, Symbol.Amount, (_, length) => Stretch(length)),
            (This, Symbol.Amount, (_, length) => Stretch(length)),
            (Unit, AfterNext, (unit, _) => Period(unit.Unit, Which.AfterNext)),
            (The, Unit, (_, unit) => unit.Unit == TimeUnit.Weekend ? Period(unit.Unit, Which.This) : null),

            (The, Time, (_, time) => time),
            (On, Time, (_, time) => time with { Sure = true }),
            // "in march" is a month; "in the sun" is no day.
            (In, Time, (_, time) => time.Clock is null
                ? time with { Sure = time.Sure || time.Date is not { Anchor: DateAnchor.Weekday } } : null),
            (At, Time, (_, time) => time with { Sure = time.Sure || time.Clock is not null }),
            (Of, Time, (_, time) => time with { Symbol = OfTime }),
            (Time, OfTime, TimeUnion.Join),
            (Time, Time, TimeUnion.Join),
            (Time, Comma, (time, _) => time with { Symbol = TimeComma }),
            (TimeComma, Time, TimeUnion.Join),
        ]);
    }

    private static Sense? DayOfMonth(int day, int month) => day is >= 1 and <= 31
        ? Sense.Of(new DateReading(DateAnchor.Calendar) { Day = day, Month = month }) : null;

    private static Sense Day(int day, bool sure) =>
        Sense.Of(new TimePoint(new DateReading(DateAnchor.Calendar) { Day = day }, null, DayPart.None), sure, bare: true);

    private static Sense? WeekdayAnd(Sense weekday, int day) =>
        weekday.Date is { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } date && weekday.IsDate
            ? Sense.Of(new DateReading(DateAnchor.Calendar) { Day = day, Weekday = date.Weekday }) : null;

    private static bool IsYear(Sense number) => number is { Digits: 4, Number: >= 1900 and <= 2100 };

    private static Sense? WithYear(Sense date, Sense year) =>
        date.Date is { Anchor: DateAnchor.Calendar or DateAnchor.Ordinal, Year: 0, Month: > 0 } reading && date.Clock is null
        && (IsYear(year) || year is { Digits: 2, Number: >= 13 } && date.Bare)
            ? Sense.Of(reading with { Year = year.Digits == 4 ? year.Number : 2000 + year.Number }) : null;

    private static Sense? DayOfPeriod(int day, Sense of) => of.Date switch
    {
        { Anchor: DateAnchor.Period, Unit: TimeUnit.Month, Day: 0 } month when day is >= 1 and <= 31
            => Sense.Of(month with { Day = day }),
        { Anchor: DateAnchor.Calendar, Month: > 0, Day: 0 } month when day is >= 1 and <= 31
            => Sense.Of(month with { Day = day }),
        _ => null,
    };

    private static Sense? NthWeekday(Sense nth, Sense day) =>
        day is { IsDate: true, Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } } && nth.Number <= 5
            ? new Sense(OrdinalWeekday) { Number = nth.Number, Time = day.Time } : null;

    private static Sense? NthOf(Sense nth, Sense of) => of is { Clock: null, Date: { Day: 0, Weekday: 0 } month }
        && (month.Anchor == DateAnchor.Calendar && month.Month > 0
            || month is { Anchor: DateAnchor.Period, Unit: TimeUnit.Month })
            ? Sense.Of(month with
            {
                Anchor = DateAnchor.Ordinal, Amount = nth.Number, Weekday = nth.Date?.Weekday ?? 0,
            }) : null;

    /// <summary>"next friday", "this morning", "last night", "next november".</summary>
    private static Sense? Choose(Sense time, Which which) => time.Point switch
    {
        { Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } day, Clock: null } point
            => Sense.Of(point with { Date = day with { Which = which } }),
        { Date: { Anchor: DateAnchor.Calendar, Month: > 0, Day: 0, Year: 0 } month, Clock: null } point
            => Sense.Of(point with { Date = month with { Which = which } }),
        { Date: null, Clock: null, Part: not DayPart.None } point when which is Which.This or Which.Last
            => Sense.Of(point with { Date = new DateReading(DateAnchor.Offset) { Amount = which == Which.Last ? -1 : 0 } }),
        _ => null,
    };

    /// <summary>"the next three days", from today on.</summary>
    private static Sense? Stretch(Sense length) => length is { Unit: >= TimeUnit.Day, Number: >= 1 and <= 99 }
        ? Sense.Of(new DateReading(DateAnchor.Period) { Unit = length.Unit, Amount = length.Number }) : null;

    private static Sense? Period(TimeUnit unit, Which which) => unit >= TimeUnit.Weekend
        ? Sense.Of(new DateReading(DateAnchor.Period) { Unit = unit, Which = which }) : null;
}
