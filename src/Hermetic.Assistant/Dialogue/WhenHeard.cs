using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a message says about day and time, joined with what the booking already has.</summary>
/// <param name="Readings">None, one, or the two or three among which the person has to choose.</param>
/// <param name="PartOfDay">"Afternoon" or "after 4", when no time was named.</param>
/// <param name="Days">"This weekend", "next week", "tomorrow or wednesday": any of them will do.</param>
internal sealed record WhenHeard(Options<TimeOption> Readings, OpenSpan? PartOfDay, DateSpan? Days)
{
    internal TimeOption? Single => Readings.Count == 1 ? Readings[0] : null;

    /// <summary>
    /// "Friday" and "at 3" may be one expression or two. Ambiguity is only asked about where more than one
    /// reading is possible at all: at 8 in the evening a salon is closed.
    /// </summary>
    internal static WhenHeard Read(IReadOnlyList<TimeReading> times, DialogueState state, TurnContext context)
    {
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
        var all = options.Distinct().ToList();
        var possible = all.Where(option => IsPossible(option, context)).Take(3).ToList();
        return new(new(possible.Count > 0 ? possible : all.Take(1)), part, Days: null);
    }

    /// <summary>One stretch of days, or two neighbouring days of which either will do; else null.</summary>
    private static DateSpan? DaysOf(IReadOnlyList<TimeReading> times, TimeReading? day)
    {
        if (day is null)
        {
            var days = times.Select(time => time.Best).FirstOrDefault(best => best.HasDate);
            return days is null ? null : new(days.Start.Date, days.End.PlusTicks(-1).Date);
        }
        var whole = times.Where(time => time.Best is { HasDate: true, HasTime: false } && IsOneDay(time.Best)
                && time.Ambiguity == TimeAmbiguity.None)
            .Select(time => time.Best.Start.Date).Distinct().Take(3).ToList();
        return whole is [var first, var second] && first.PlusDays(1) == second ? new(first, second) : null;
    }

    private static IEnumerable<LocalSpan> ReadingsOf(TimeReading time) =>
        time.Ambiguity == TimeAmbiguity.None ? [time.Best] : time.Candidates;

    private static bool IsPossible(TimeOption option, TurnContext context)
    {
        var today = context.Input.Now.Date;
        if (option.Date is not { } date)
            return true;
        if (date < today || date > today.PlusDays(context.Business.Booking.HorizonDays))
            return false;
        return option.Time is not { } time || context.Business.Hours.On(date).OpenAt(time);
    }

    /// <summary>"At 3", and not "after 3" or "from 3 to 5", which leave a choice.</summary>
    private static bool IsPoint(LocalSpan span) => span.HasTime && span.End <= span.Start.PlusHours(1);

    private static bool IsOneDay(LocalSpan span) => span.HasTime || span.End <= span.Start.PlusDays(1);

    /// <summary>Null for a whole day. "Friday night" reaches into Saturday but is about Friday.</summary>
    private static OpenSpan? PartOf(LocalSpan span) => span switch
    {
        _ when IsPoint(span) || span.End >= span.Start.PlusDays(1) => null,
        _ when span.End.Date > span.Start.Date => new(span.Start.TimeOfDay, new LocalTime(23, 59)),
        _ => new(span.Start.TimeOfDay, span.End.TimeOfDay),
    };
}
