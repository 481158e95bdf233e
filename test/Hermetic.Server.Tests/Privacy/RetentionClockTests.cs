using Hermetic.Server.Privacy;

namespace Hermetic.Server.Tests.Privacy;

public sealed class RetentionClockTests
{
    private const long Now = 500_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RetentionClock.MostHoursForward)]
    [InlineData(-RetentionClock.MostHoursBack)]
    public void An_hour_a_holiday_and_another_nodes_clock_are_nothing_odd(long since) =>
        Assert.Equal(ClockLeap.None, RetentionClock.Compare(Now - since, Now));

    [Fact]
    public void Before_anything_happened_every_clock_is_right() =>
        Assert.Equal(ClockLeap.None, RetentionClock.Compare(known: null, Now));

    [Fact]
    public void More_than_a_week_is_asked_about() => Assert.Equal(
        ClockLeap.Forward, RetentionClock.Compare(Now - RetentionClock.MostHoursForward - 1, Now));

    [Fact]
    public void More_than_a_day_back_is_asked_about() => Assert.Equal(
        ClockLeap.Back, RetentionClock.Compare(Now + RetentionClock.MostHoursBack + 1, Now));
}
