using static Hermetic.Assistant.Language.Symbol;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Numbers, lengths of time, and the times that they lead to: "in two and a half hours", "a week from
/// monday".
/// </summary>
internal static class AmountRules
{
    public static readonly (Symbol, Symbol, TimeRule)[] Rules =
    [
        (Number, Number, TensAndOnes),
        (Number, Ordinal, TensAndOnes),
        (Number, OrdinalMark, Numeral),
        (Number, Unit, (count, unit) => Amount(count.Number, unit.Unit)),
        (One, Unit, (_, unit) => Amount(1, unit.Unit)),
        (Fraction, Unit, (part, unit) => PartOf(part, Amount(1, unit.Unit))),
        (Fraction, Symbol.Amount, PartOf),
        (Fraction, Of, (part, _) => part),
        (One, Fraction, (_, part) => part),
        (
            Number,
            AndHalf,
            (count, _) => count.Digits <= 2 ? Minutes(count.Number) with { Symbol = Fraction } : null
        ),
        (Symbol.Amount, AndHalf, (hours, _) => hours.Unit == TimeUnit.Hour ? Minutes(hours.Number) : null),
        (Symbol.Amount, Symbol.Amount, Sum),
        (Symbol.Amount, And, (amount, _) => amount with { Symbol = AmountAnd }),
        (AmountAnd, Symbol.Amount, Sum),
        (In, Symbol.Amount, (_, amount) => FromNow(amount, 1)),
        (After, Symbol.Amount, (_, amount) => FromNow(amount, 1)),
        (Symbol.Amount, Symbol.FromNow, (amount, _) => FromNow(amount, 1)),
        (Symbol.Amount, Ago, (amount, _) => FromNow(amount, -1)),
        (Symbol.Amount, From, (amount, _) => amount with { Symbol = AmountFrom }),
        (Symbol.Amount, On, (amount, _) => amount with { Symbol = AmountFrom }),
        (Symbol.Amount, After, (amount, _) => amount with { Symbol = AmountFrom }),
        (AmountFrom, Time, (amount, day) => Moved(day, new Shift(amount.Number, amount.Unit))),
        // British: "a week tomorrow", "two weeks today", "friday week".
        (Symbol.Amount, Time, (amount, day) => WeekOn(day, new Shift(amount.Number, amount.Unit))),
        (
            Time,
            Unit,
            (day, unit) => unit.Unit == TimeUnit.Week ? WeekOn(day, new Shift(1, TimeUnit.Week)) : null
        ),
        // "three fridays from now", "two thursdays back"
        (Number, Time, Weekdays),
        (OrdinalWeekday, Symbol.FromNow, (count, _) => Weekdays(count, count.Number - 1, Which.This)),
        (OrdinalWeekday, Ago, (count, _) => Weekdays(count, 1 - count.Number, Which.Last)),
    ];

    /// <summary>"twenty five", "twenty-first".</summary>
    private static Sense? TensAndOnes(Sense tens, Sense ones) =>
        IsTens(tens) && ones is { Digits: 0, Number: >= 1 and <= 9 }
            ? ones with
            {
                Number = tens.Number + ones.Number,
            }
            : null;

    /// <summary>"24th".</summary>
    private static Sense? Numeral(Sense day, Sense mark) =>
        day is { Digits: 1 or 2, Number: >= 1 and <= 31 }
            ? new Sense(Ordinal) { Number = day.Number, Digits = day.Digits }
            : null;

    /// <summary>"half an hour", "1/4 hour".</summary>
    private static Sense? PartOf(Sense part, Sense whole) =>
        whole is { Number: 1, Unit: TimeUnit.Hour } ? Amount(part.Number, TimeUnit.Minute) : null;

    /// <summary>So many hours and a half.</summary>
    private static Sense Minutes(int hours) => Amount((60 * hours) + 30, TimeUnit.Minute);

    private static Sense? WeekOn(Sense day, Shift shift) =>
        shift.Unit >= TimeUnit.Day && IsPlainDay(day) ? Moved(day, shift) : null;

    private static Sense? Weekdays(Sense count, Sense day) =>
        day is { IsDate: true, Date: { Anchor: DateAnchor.Weekday, Which: Which.Unsaid } }
        && count.Number is >= 1 and <= 52
            ? new Sense(OrdinalWeekday) { Number = count.Number, Time = day.Time }
            : null;

    private static bool IsTens(Sense number) => number is { Digits: 0, Number: 20 or 30 or 40 or 50 };

    private static Sense Amount(int count, TimeUnit unit) =>
        new(Symbol.Amount) { Number = count, Unit = unit };

    private static bool IsPlainDay(Sense day) =>
        day
            is {
                IsDate: true,
                Point.Part: DayPart.None,
                Date: { Anchor: DateAnchor.Offset or DateAnchor.Weekday, Which: Which.Unsaid }
            };

    private static Sense? Moved(Sense day, Shift shift) =>
        day.Date is { Shift.Amount: 0 } date
            ? Sense.Of(day.Point with { Date = date with { Shift = shift } })
            : null;

    private static Sense? Sum(Sense left, Sense right) =>
        (left.Unit, right.Unit) switch
        {
            (TimeUnit.Hour, TimeUnit.Minute) => Amount((60 * left.Number) + right.Number, TimeUnit.Minute),
            (TimeUnit.Week, TimeUnit.Day) => Amount((7 * left.Number) + right.Number, TimeUnit.Day),
            _ => null,
        };

    private static Sense FromNow(Sense amount, int sign) =>
        Sense.Of(new DateReading(DateAnchor.Now) { Shift = new Shift(sign * amount.Number, amount.Unit) });

    private static Sense? Weekdays(Sense count, int weeks, Which which) =>
        count.Date is { } day
            ? Sense.Of(day with { Which = which, Shift = new Shift(weeks, TimeUnit.Week) })
            : null;
}
