using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a message says about day and time, joined with what the booking already has.</summary>
/// <param name="Readings">None, one, or the two or three among which the person has to choose.</param>
/// <param name="PartOfDay">"Afternoon", when no time was named.</param>
/// <param name="AnyOfSeveralDays">"This weekend" or "next week": the day still has to be asked.</param>
internal sealed record WhenHeard(Options<TimeOption> Readings, OpenSpan? PartOfDay, bool AnyOfSeveralDays)
{
    internal TimeOption? Single => Readings.Count == 1 ? Readings[0] : null;

    /// <summary>
    /// "Friday" and "at 3" may be one expression or two. Ambiguity is only asked about where more than one
    /// reading is possible at all: at 8 in the evening a salon is closed.
    /// </summary>
    internal static WhenHeard Read(IReadOnlyList<TimeReading> times, DialogueState state, TurnContext context)
    {
        var day = times.FirstOrDefault(time => time.Best.HasDate && IsOneDay(time.Best));
        var clock = times.FirstOrDefault(time => time.Best.HasTime);
        if (day is null && clock is null)
        {
            var alone = times.FirstOrDefault(time => !time.Best.HasDate);
            return new(
                new([]),
                alone is null ? null : PartOf(alone.Best),
                AnyOfSeveralDays: times.Any(time => time.Best.HasDate));
        }

        var part = clock is null ? PartOf(day!.Best) : null;
        var dates = day is null || ReferenceEquals(day, clock)
            ? [null]
            : ReadingsOf(day).Select(span => (LocalDate?)span.Start.Date);
        var options = dates.SelectMany(date => clock is null
            ? [new TimeOption(date, part is null ? state.Time : null)]
            : ReadingsOf(clock).Select(span => new TimeOption(
                date ?? (span.HasDate ? span.Start.Date : state.Date), span.Start.TimeOfDay)));
        var all = options.Distinct().ToList();
        var possible = all.Where(option => IsPossible(option, context)).Take(3).ToList();
        return new(new(possible.Count > 0 ? possible : all.Take(1)), part, AnyOfSeveralDays: false);
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

    private static bool IsOneDay(LocalSpan span) => span.HasTime || span.End <= span.Start.PlusDays(1);

    /// <summary>Null for a whole day. "Friday night" reaches into Saturday but is about Friday.</summary>
    private static OpenSpan? PartOf(LocalSpan span) => span switch
    {
        { HasTime: true } => null,
        _ when span.End >= span.Start.PlusDays(1) => null,
        _ when span.End.Date > span.Start.Date => new(span.Start.TimeOfDay, new LocalTime(23, 59)),
        _ => new(span.Start.TimeOfDay, span.End.TimeOfDay),
    };
}
