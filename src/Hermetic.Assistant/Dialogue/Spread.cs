using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Of many free times the few that are worth offering: the first one, then round ones, over the whole of what
/// was asked for and not ten from the first morning.
/// </summary>
internal static class Spread
{
    /// <param name="days">Each with its free beginnings in order, at least one.</param>
    internal static Options<TimeOption> Over(IReadOnlyList<IReadOnlyList<LocalDateTime>> days, int most)
    {
        var chosen = Evenly(days, Math.Min(days.Count, most));
        return new(chosen.SelectMany((day, index) => chosen.Count == most
            ? [One(day, index)]
            : Within(day, (most / chosen.Count) + (index < most % chosen.Count ? 1 : 0)))
            .Select(TimeOption.At));
    }

    /// <summary>
    /// Where a day has room for one only: the first of this day, a middle one of the next, the last.
    /// </summary>
    private static LocalDateTime One(IReadOnlyList<LocalDateTime> free, int index)
    {
        var few = Within(free, 3);
        return few[Math.Min(index % 3, few.Count - 1)];
    }

    private static List<LocalDateTime> Within(IReadOnlyList<LocalDateTime> free, int most)
    {
        if (free.Count <= most)
            return [.. free];
        var hours = free.Where(start => start.Minute == 0).ToList();
        var halves = free.Where(start => start.Minute % 30 == 0).ToList();
        var round = 2 * hours.Count >= most ? hours : 2 * halves.Count >= most ? halves : free;
        return [free[0], .. Evenly(round, Math.Min(most, round.Count)).Skip(1)];
    }

    /// <summary>The first and the last, and between them at equal distances.</summary>
    private static List<T> Evenly<T>(IReadOnlyList<T> all, int count) => count == 1
        ? [all[0]]
        : [.. Enumerable.Range(0, count).Select(index => all[index * (all.Count - 1) / (count - 1)])];
}
