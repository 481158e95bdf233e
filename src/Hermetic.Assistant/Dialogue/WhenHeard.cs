using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a message says about day and time, joined with what the booking already has.</summary>
/// <param name="Readings">None, one, or the two or three among which the person has to choose.</param>
/// <param name="Within">A part of a day ("friday afternoon") or several days, when no time was named.</param>
internal sealed record WhenHeard(Options<TimeOption> Readings, LocalSpan? Within)
{
    /// <summary>"This weekend" or "next week": the day still has to be asked.</summary>
    internal bool AnyOfSeveralDays => Readings.Count == 0 && Within is not null;

    internal TimeOption? Single => Readings.Count == 1 ? Readings[0] : null;

    /// <summary>
    /// "Friday" and "at 3" may be one expression or two. Ambiguity is only asked about where more than one reading is
    /// possible at all: at 8 in the evening a salon is closed.
    /// </summary>
    internal static WhenHeard Read(IReadOnlyList<TimeReading> times, DialogueState state, TurnContext context)
    {
        var day = times.FirstOrDefault(time => time.Best.HasDate && IsOneDay(time.Best));
        var clock = times.FirstOrDefault(time => time.Best.HasTime);
        var within = clock is null ? times.Select(time => time.Best).FirstOrDefault(best => best.HasDate) : null;
        if (day is null && clock is null)
            return new(new([]), within);

        var dates = ReferenceEquals(day, clock) ? [null] : ReadingsOf(day).Select(span => (LocalDate?)span.Start.Date);
        var options = dates.SelectMany(date => clock is null
            ? [new TimeOption(date, within is { } part && IsPartOfDay(part) ? null : state.Time)]
            : ReadingsOf(clock).Select(span => new TimeOption(
                date ?? (span.HasDate ? span.Start.Date : state.Date), span.Start.TimeOfDay)));
        var all = options.Distinct().ToList();
        var possible = all.Where(option => IsPossible(option, context)).Take(3).ToList();
        return new(new(possible.Count > 0 ? possible : all.Take(1)), within);
    }

    private static IEnumerable<LocalSpan> ReadingsOf(TimeReading? time) => time switch
    {
        null => [],
        { Ambiguity: TimeAmbiguity.None } => [time.Best],
        _ => time.Candidates,
    };

    private static bool IsPossible(TimeOption option, TurnContext context)
    {
        var today = context.Input.Now.Date;
        if (option.Date is not { } date)
            return true;
        if (date < today || date > today.PlusDays(context.Business.Booking.HorizonDays))
            return false;
        return option.Time is not { } time || context.Business.Hours.On(date).Spans.Any(span => span.Contains(time));
    }

    private static bool IsOneDay(LocalSpan span) => span.HasTime || span.End <= span.Start.Date.PlusDays(1).AtMidnight();

    private static bool IsPartOfDay(LocalSpan span) =>
        IsOneDay(span) && (span.Start.TimeOfDay != LocalTime.Midnight || span.End.TimeOfDay != LocalTime.Midnight);
}
