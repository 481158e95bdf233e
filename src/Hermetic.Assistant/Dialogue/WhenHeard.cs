using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a message says about day and time, joined with what the booking already has.</summary>
/// <param name="Readings">None, one, or the two or three among which the person has to choose.</param>
/// <param name="PartOfDay">"Afternoon" or "after 4", when no time was named.</param>
/// <param name="Days">"This weekend", "next week", "tomorrow or wednesday": any of them will do.</param>
internal sealed record WhenHeard(
    Options<TimeOption> Readings, IntervalSet<LocalTime>? PartOfDay, IntervalSet<LocalDate>? Days)
{
    private const int MostReadings = 3;

    /// <summary>"Thursday 13:30 or wednesday 11": each of them will do; none, or at least two.</summary>
    internal Options<TimeOption> Either { get; init; } = new([]);

    /// <summary>
    /// "Friday afternoon or saturday morning": where not the same hours will do on each of the days.
    /// </summary>
    internal IntervalSet<LocalDateTime>? Moments { get; init; }

    internal TimeOption? Single => Readings.Count == 1 ? Readings[0] : null;

    /// <summary>
    /// "Friday" and "at 3" may be one expression or two. Ambiguity is only asked about where more than one
    /// reading is possible at all: at 8 in the evening a salon is closed.
    /// </summary>
    internal static WhenHeard Read(IReadOnlyList<TimeReading> times, DialogueState state, TurnContext context)
    {
        if (times.Any(time => time.Or))
            return OneOf(times, state, context);
        var day = times.FirstOrDefault(time => time.Best.HasDate && IsOneDay(time.Best));
        var clock = times.FirstOrDefault(time => IsPoint(time.Best));
        var part = clock is not null
            ? null
            : times.Select(time => PartOf(time.Best)).FirstOrDefault(one => one is not null);
        if (DaysOf(times, day) is { } days)
        {
            return new(
                new(clock is null ? [] : [new TimeOption(Date: null, clock.Best.Start.TimeOfDay)]),
                part, days);
        }
        if (day is null && clock is null)
            return new(new([]), part, Days: null);
        var dates = day is null || ReferenceEquals(day, clock)
            ? [null]
            : ReadingsOf(day).Select(span => (LocalDate?)span.Start.Date);
        var options = dates.SelectMany(date => clock is null
            ? [new TimeOption(date, part is null ? state.Time : null)]
            : ReadingsOf(clock).Select(span => new TimeOption(
                date ?? (span.HasDate ? span.Start.Date : state.Date), span.Start.TimeOfDay)));
        // Which of two days is meant, no opening hour tells: who is asked about neither may mean the closed one.
        var asksDay = times.Any(time => time.Ambiguity.HasFlag(TimeAmbiguity.DayOrMonth));
        return new(new(Possible([.. options.Distinct()], context, hours: !asksDay)), part, Days: null);
    }

    /// <summary>Several times of which any will do, also what remains of a day or a week.</summary>
    private static WhenHeard OneOf(IReadOnlyList<TimeReading> times, DialogueState state, TurnContext context)
    {
        if (times.All(time => IsPoint(time.Best)))
        {
            var each = times.Select(time => Possible([.. ReadingsOf(time).Select(span => new TimeOption(
                span.HasDate ? span.Start.Date : state.Date, span.Start.TimeOfDay))], context)[0]).Distinct().ToList();
            return each.TrueForAll(option => option.Date is not null)
                ? new(new([]), HoursOf(each), DatesOf(each)) { Either = new(each.Take(MostReadings)) }
                : new(new([]), HoursOf(each), Days: null);
        }
        var dated = times.Select(time => time.Best).Where(span => span.HasDate).ToList();
        if (dated.Count == 0)
            return new(new([]), Union(times.Select(time => PartOf(time.Best))), Days: null);
        var days = IntervalSet<LocalDate>.Of(dated.Select(span => new Interval<LocalDate>(
            span.Start.Date, span.End.PlusTicks(-1).Date.PlusDays(1))));
        var hours = dated.GroupBy(span => (span.Start.Date, span.End.PlusTicks(-1).Date), HoursIn).Distinct().ToList();
        var moments = IntervalSet<LocalDateTime>.Of(
            dated.Select(span => new Interval<LocalDateTime>(span.Start, span.End)));
        return (hours, days) switch
        {
            // "Next week, but not on wednesday afternoon"
            _ when dated.Exists(span => !IsOneDay(span) && !IsWhole(span)) =>
                new(new([]), PartOfDay: null, days) { Moments = moments },
            ([var same], [var one]) when one.Until == one.From.PlusDays(1) =>
                new(new([new TimeOption(one.From, Time: null)]), same, Days: null),
            ([var same], _) => new(new([]), same, days),
            _ => new(new([]), PartOfDay: null, days) { Moments = moments },
        };
    }

    /// <summary>What is said of the hours of one day; null for all of it.</summary>
    private static IntervalSet<LocalTime>? HoursIn((LocalDate, LocalDate) day, IEnumerable<LocalSpan> spans) =>
        Union(spans.Select(span => IsPoint(span)
            ? IntervalSet<LocalTime>.Of(span.Start.TimeOfDay, span.Start.TimeOfDay.PlusMinutes(1)) : PartOf(span)));

    private static IntervalSet<LocalTime>? Union(IEnumerable<IntervalSet<LocalTime>?> parts) =>
        parts.Aggregate((left, right) => left is null || right is null ? null : left.Union(right));

    private static IntervalSet<LocalTime> HoursOf(IEnumerable<TimeOption> options) =>
        IntervalSet<LocalTime>.Of(options.Select(option =>
            new Interval<LocalTime>(option.Time!.Value, option.Time.Value.PlusMinutes(1))));

    private static IntervalSet<LocalDate> DatesOf(IEnumerable<TimeOption> options) =>
        IntervalSet<LocalDate>.Of(options.Select(option =>
            new Interval<LocalDate>(option.Date!.Value, option.Date.Value.PlusDays(1))));

    /// <summary>One stretch of days, or two neighbouring days of which either will do; else null.</summary>
    private static IntervalSet<LocalDate>? DaysOf(IReadOnlyList<TimeReading> times, TimeReading? day)
    {
        if (day is null)
        {
            var days = times.Select(time => time.Best).FirstOrDefault(best => best.HasDate);
            return days is null ? null
                : IntervalSet<LocalDate>.Of(days.Start.Date, days.End.PlusTicks(-1).Date.PlusDays(1));
        }
        var whole = times.Where(time => time.Best is { HasDate: true, HasTime: false } && IsOneDay(time.Best)
                && time.Ambiguity == TimeAmbiguity.None)
            .Select(time => time.Best.Start.Date).Distinct().Take(3).ToList();
        return whole is [var first, var second] && first.PlusDays(1) == second
            ? IntervalSet<LocalDate>.Of(first, second.PlusDays(1)) : null;
    }

    private static IEnumerable<LocalSpan> ReadingsOf(TimeReading time) =>
        time.Ambiguity == TimeAmbiguity.None ? [time.Best] : time.Candidates;

    /// <summary>Up to three that may be; the first one when none may.</summary>
    /// <param name="hours">Whether it is open then counts, too.</param>
    private static List<TimeOption> Possible(List<TimeOption> all, TurnContext context, bool hours = true)
    {
        var possible = all.Where(option => IsPossible(option, context, hours)).Take(MostReadings).ToList();
        return possible.Count > 0 ? possible : [all[0]];
    }

    private static bool IsPossible(TimeOption option, TurnContext context, bool hours)
    {
        var today = context.Input.Now.Date;
        if (option.Date is not { } date)
            return true;
        if (date < today || date > today.PlusDays(context.Business.Booking.HorizonDays))
            return false;
        return !hours || option.Time is not { } time || context.Business.Hours.On(date).OpenAt(time);
    }

    /// <summary>"At 3", and not "after 3" or "from 3 to 5", which leave a choice.</summary>
    private static bool IsPoint(LocalSpan span) => span.HasTime && span.End <= span.Start.PlusHours(1);

    private static bool IsOneDay(LocalSpan span) => span.HasTime || span.End <= span.Start.PlusDays(1);

    private static bool IsWhole(LocalSpan span) =>
        span.Start.TimeOfDay == LocalTime.Midnight && span.End.TimeOfDay == LocalTime.Midnight;

    /// <summary>Null for a whole day. "Friday night" reaches into Saturday but is about Friday.</summary>
    private static IntervalSet<LocalTime>? PartOf(LocalSpan span) => span switch
    {
        _ when IsPoint(span) || span.End >= span.Start.PlusDays(1) => null,
        _ when span.End.Date > span.Start.Date => IntervalSet<LocalTime>.Of(span.Start.TimeOfDay, LocalTime.MaxValue),
        _ => IntervalSet<LocalTime>.Of(span.Start.TimeOfDay, span.End.TimeOfDay),
    };
}
