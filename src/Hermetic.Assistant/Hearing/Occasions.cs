using System.Runtime.CompilerServices;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// The special days of a business by the names that it gives them: Easter Monday is not the next Monday, and
/// Good Friday not the next Friday.
/// </summary>
internal sealed class Occasions
{
    private static readonly ConditionalWeakTable<Business, Occasions> Made = [];

    private readonly (Phrase Phrase, bool OneWord, List<LocalDate> Days)[] _longestFirst;

    private Occasions(Business business) => _longestFirst =
    [
        .. business.Hours.SpecialDays.GroupBy(day => day.Name, StringComparer.Ordinal)
            .Select(named => (
                new Phrase(named.Key), !named.Key.Contains(' ', StringComparison.Ordinal),
                named.Select(day => day.Date).Order().ToList()))
            .OrderByDescending(named => named.Item1.Length),
    ];

    internal static Occasions Of(Business business) => Made.GetValue(business, made => new(made));

    /// <summary>The times of a text, on the day that it names if it names one; else as they are.</summary>
    /// <param name="aboutHours">
    /// Whether it asks for opening hours: a name of one word counts only then.
    /// </param>
    internal IReadOnlyList<TimeReading> In(
        ReadOnlySpan<byte> folded, IReadOnlyList<TimeReading> times, bool aboutHours, LocalDate today)
    {
        foreach (var (phrase, oneWord, days) in _longestFirst)
        {
            if ((aboutHours || !oneWord) && phrase.IsIn(folded)
                && days.FindIndex(day => day >= today) is >= 0 and var next)
                return On(Row(days, next), times);
        }
        return times;
    }

    /// <summary>
    /// Days in a row, up to a week, are one occasion; of a longer one its first day is told.
    /// </summary>
    private static DateSpan Row(List<LocalDate> days, int first)
    {
        var last = first;
        while (last + 1 < days.Count && days[last + 1] == days[last].PlusDays(1))
            last++;
        return new(days[first], last - first < 7 ? days[last] : days[first]);
    }

    private static List<TimeReading> On(DateSpan occasion, IReadOnlyList<TimeReading> times)
    {
        List<TimeReading> clocks =
        [
            .. times.Where(time => time.Best.HasTime).Select(time => time with
            {
                Candidates = [.. time.Candidates.Select(span => OnDay(occasion.First, span))],
            }),
        ];
        var whole = new LocalSpan(
            occasion.First.AtMidnight(), occasion.Last.PlusDays(1).AtMidnight(), HasDate: true,
            HasTime: false);
        return clocks.Count > 0 ? clocks : [new([whole], TimeAmbiguity.None)];
    }

    private static LocalSpan OnDay(LocalDate day, LocalSpan span)
    {
        var start = day + span.Start.TimeOfDay;
        return span with { Start = start, End = start + (span.End - span.Start), HasDate = true };
    }
}
