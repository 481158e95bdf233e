using CsCheck;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class SpreadTests
{
    private static readonly LocalDate Tuesday = new(2026, 11, 24);

    /// <summary>Days of free beginnings on a grid, each at least one, in order.</summary>
    private static readonly Gen<List<List<LocalDateTime>>> Days =
        from days in Gen.Int[1, 40]
        from step in AnyDialogue.OneOf(5, 10, 15, 20, 30, 60)
        from keep in Gen.Int[1, 9].Array[40]
        select Enumerable.Range(0, days).Select(day => Grid(day, step).Where((_, at) => at % keep[day] == 0).ToList())
            .ToList();

    private static IEnumerable<LocalDateTime> Grid(int day, int step) => Enumerable.Range(0, 9 * 60 / step)
        .Select(at => (Tuesday.PlusDays(day) + new LocalTime(9, 0)).PlusMinutes(at * step));

    private static List<LocalDateTime> Chosen(IReadOnlyList<IReadOnlyList<LocalDateTime>> days, int most) =>
        [.. Spread.Over(days, most).Select(option => option.Date!.Value + option.Time!.Value)];

    [Fact]
    public void What_is_offered_is_free_in_order_different_and_not_too_much() => Gen.Select(Days, Gen.Int[1, 10]).Sample(
        (days, most) =>
        {
            var all = days.SelectMany(day => day).ToList();
            var chosen = Chosen(days, most);

            Assert.InRange(chosen.Count, 1, most);
            Assert.Empty(chosen.Except(all));
            Assert.Equal(chosen.Order().Distinct(), chosen);
        });

    [Fact]
    public void The_first_free_time_is_always_among_them() => Gen.Select(Days, Gen.Int[1, 10]).Sample(
        (days, most) => Assert.Equal(days[0][0], Chosen(days, most)[0]));

    [Fact]
    public void Every_day_comes_in_where_there_is_room_for_all_of_them() => Days.Sample(days =>
    {
        var few = days.Take(10).ToList();
        Assert.Equal(few.Select(day => day[0].Date), Chosen(few, 10).Select(time => time.Date).Distinct());
    });

    [Fact]
    public void All_are_offered_where_there_are_few() => Days.Sample(days =>
    {
        var few = days[0].Take(10).ToList();
        Assert.Equal(few, Chosen([few], 10));
    });

    [Fact]
    public void A_whole_day_is_offered_in_round_hours() => Assert.Equal(
        Enumerable.Range(9, 9).Select(hour => Tuesday + new LocalTime(hour, 0)), Chosen([[.. Grid(0, 15)]], 10));
}
