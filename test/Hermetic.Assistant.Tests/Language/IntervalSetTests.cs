using CsCheck;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Language;

public sealed class IntervalSetTests
{
    private static readonly Gen<IntervalSet<int>> Sets = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40])
        .Select(ends => new Interval<int>(ends.Item1, ends.Item2)).List[0, 6].Select(IntervalSet<int>.Of);

    [Theory]
    [InlineData("", "")]
    [InlineData("3-5", "3-5")]
    [InlineData("5-3", "")]
    [InlineData("7-9 1-3", "1-3 7-9")]
    [InlineData("1-3 3-5", "1-5")]
    [InlineData("1-9 2-3", "1-9")]
    public void Intervals_stand_in_order_and_apart(string said, string expected) =>
        Assert.Equal(expected, Written(Set(said)));

    [Theory]
    [InlineData("0-24", "12-18", "0-12 18-24")]
    [InlineData("0-24", "0-24", "")]
    [InlineData("0-24", "20-30", "0-20")]
    [InlineData("0-24", "24-30", "0-24")]
    [InlineData("0-5 10-15", "3-12", "0-3 12-15")]
    [InlineData("0-24", "1-2 3-4", "0-1 2-3 4-24")]
    [InlineData("", "1-2", "")]
    public void What_is_ruled_out_is_gone(string all, string ruledOut, string expected) =>
        Assert.Equal(expected, Written(Set(all).Except(Set(ruledOut))));

    [Fact]
    public void Union_and_difference_are_those_of_sets() =>
        Gen.Select(Sets, Sets, Gen.Int[-1, 41]).Sample((one, other, at) =>
        {
            Assert.Equal(one.Contains(at) || other.Contains(at), one.Union(other).Contains(at));
            Assert.Equal(one.Contains(at) && !other.Contains(at), one.Except(other).Contains(at));
        });

    [Fact]
    public void Sets_of_the_same_times_are_equal() =>
        Sets.Sample(set =>
        {
            var again = IntervalSet<int>.Of(set.Reverse());
            Assert.Equal(set, again);
            Assert.Equal(set.GetHashCode(), again.GetHashCode());
            Assert.NotEqual(set, set.Union(IntervalSet<int>.Of(50, 51)));
        });

    private static IntervalSet<int> Set(string written) => IntervalSet<int>.Of(
        written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('-'))
            .Select(ends => new Interval<int>(int.Parse(ends[0]), int.Parse(ends[1]))));

    private static string Written(IntervalSet<int> set) =>
        string.Join(' ', set.Select(part => $"{part.From}-{part.Until}"));
}
