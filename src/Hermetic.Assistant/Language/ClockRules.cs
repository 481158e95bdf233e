using static Hermetic.Assistant.Language.Symbol;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Clock times: "3 pm", "half past three", "at 1030", "nine fifty-nine a.m.", "eight tonight".
/// </summary>
internal static class ClockRules
{
    private const int Noon = 12 * 60;

    public static readonly (Symbol, Symbol, TimeRule)[] Rules =
    [
        (
            Number,
            Meridiem,
            (number, half) => Clock(number) is { } clock ? InHalf(Sense.Of(clock), half) : null
        ),
        (Time, Meridiem, InHalf),
        (DottedClock, Time, (clock, day) => day.IsDate ? TimeUnion.Join(clock, day) : null),
        (DottedClock, Meridiem, (clock, half) => InHalf(clock with { Symbol = Time }, half)),
        (Number, HourMark, MarkedHour),
        (Time, HourMark, (time, _) => time.IsClock ? time with { Sure = true } : null),
        (Number, Roughly, (number, _) => Clock(number) is { } clock ? Sense.Of(clock) : null),
        (Time, Roughly, (time, _) => time.IsClock ? time with { Sure = true } : null),
        (Number, Number, SpokenClock),
        (At, Number, (_, number) => Clock(number) is { } clock ? Sense.Of(clock, bare: true) : null),
        (Fraction, Symbol.Past, (part, _) => Shifted(part.Number)),
        (Number, Symbol.Past, (minutes, _) => IsMinute(minutes.Number) ? Shifted(minutes.Number) : null),
        (Symbol.Amount, Symbol.Past, (minutes, _) => IsMinutes(minutes) ? Shifted(minutes.Number) : null),
        (Fraction, To, (part, _) => Shifted(-part.Number)),
        (
            Number,
            To,
            (minutes, _) => IsMinute(minutes.Number) ? Shifted(-minutes.Number, minutes.Digits) : null
        ),
        (Symbol.Amount, To, (minutes, _) => IsMinutes(minutes) ? Shifted(-minutes.Number) : null),
        (MinutesPast, Number, ShiftedHour),
        (MinutesPast, Time, ShiftedClock),
        (Fraction, Number, HalfHour),
        // "9 tomorrow morning", "tomorrow evening 7": the part of the day makes an hour of the number.
        (Number, Time, BesideDay),
        (Time, Number, (time, number) => BesideDay(number, time)),
    ];

    /// <summary>"5 o'clock", "15h"; "2h" is rather a length unless an "at" stands before it.</summary>
    private static Sense? MarkedHour(Sense hour, Sense mark) =>
        hour.IsHour && Clock(hour) is { } clock ? Sense.Of(clock, sure: hour.Number > 12 || mark.Sure) : null;

    /// <summary>"ten thirty", only in words and only beside a day or an "at".</summary>
    private static Sense? SpokenClock(Sense hour, Sense minute) =>
        hour is { Digits: 0, Number: >= 1 and <= 12 } && minute is { Digits: 0, Number: >= 10 and <= 59 }
            ? Sense.Of(ClockReading.At(hour.Number, minute.Number, certain: false), sure: false)
            : null;

    private static Sense? ShiftedHour(Sense minutes, Sense hour) =>
        hour.IsHour && Clock(hour) is { } clock && !IsRange(minutes, hour.Number)
            ? Sense.Of(Add(clock, minutes.Number))
            : null;

    private static Sense? ShiftedClock(Sense minutes, Sense time)
    {
        if (time is not { IsClock: true, Clock: { } clock } || clock.Minute % 60 != 0)
            return null;
        return IsRange(minutes, clock.Minute % Noon / 60)
            ? null
            : Sense.Of(time.Point with { Clock = Add(clock, minutes.Number) });
    }

    /// <summary>
    /// British "half three" is half past three; a language may set its half before the hour instead.
    /// </summary>
    private static Sense? HalfHour(Sense part, Sense hour) =>
        part.Sure && hour.Number is >= 1 and <= 12 && Clock(hour) is { } clock
            ? Sense.Of(Add(clock, part.Number))
            : null;

    /// <summary>
    /// Without a part of the day, "friday 3" and "12 tomorrow" have to be all that is said.
    /// </summary>
    private static Sense? BesideDay(Sense number, Sense day)
    {
        if (
            !number.IsHour
            || number.Number is 0 or > 12
            || day.Clock is not null
            || Clock(number) is not { } clock
        )
            return null;
        var part = day.Point.Part != DayPart.None;
        return part || day.Date is { Anchor: DateAnchor.Offset or DateAnchor.Weekday, Shift.Amount: 0 }
            ? Sense.Of(day.Point with { Clock = clock }, sure: part, bare: true)
            : null;
    }

    /// <summary>
    /// The clock that a bare number stands for: an hour, or hours and minutes without a mark between them.
    /// </summary>
    public static ClockReading? Clock(Sense number)
    {
        if (number.IsHour)
            return ClockReading.At(
                number.Number,
                0,
                IsCertain(number.Number, number.Digits == 2 && number.Number < 10)
            );
        if (number.Digits is 3 or 4 && number.Number / 100 <= 24 && number.Number % 100 <= 59)
            return ClockReading.At(
                number.Number / 100,
                number.Number % 100,
                IsCertain(number.Number / 100, number.Digits == 4 && number.Number < 1000)
            );
        return null;
    }

    private static bool IsCertain(int hour, bool leadingZero) => hour is 0 or > 12 || leadingZero;

    /// <summary>a.m. is 1, p.m. is 2.</summary>
    private static Sense? InHalf(Sense time, Sense half)
    {
        if (
            time is not { Symbol: Time, Clock: { } clock }
            || (clock.Certain && clock.Minute >= Noon + 60 && half.Number == 1)
        )
            return null;
        var minute =
            clock.Minute >= Noon + 60 ? clock.Minute : (clock.Minute % Noon) + (half.Number == 2 ? Noon : 0);
        return time with
        {
            Time = time.Time with
            {
                Start = time.Point with { Clock = new ClockReading(minute, Certain: true) },
            },
            Sure = true,
            Bare = false,
        };
    }

    private static Sense Shifted(int minutes, int digits = 0) =>
        new(MinutesPast) { Number = minutes, Digits = digits };

    private static bool IsMinute(int number) => number is >= 1 and <= 59;

    private static bool IsMinutes(Sense amount) => amount.Unit == TimeUnit.Minute && IsMinute(amount.Number);

    // "10 to 12" in digits is a range; "ten to twelve" and "15 to 12" are ten and a quarter to.
    private static bool IsRange(Sense minutes, int hour) =>
        minutes is { Number: < 0, Digits: > 0 } && -minutes.Number < hour;

    private static ClockReading Add(ClockReading clock, int minutes) =>
        clock with
        {
            Minute = (clock.Minute + minutes + (2 * Noon)) % (2 * Noon),
        };
}
