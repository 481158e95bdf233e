using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests;

public sealed class SimulatedClockTests
{
    private readonly FakeTimeProvider _real = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void It_goes_with_the_real_one_and_ahead_of_it()
    {
        var clock = new SimulatedClock(_real);
        clock.Advance(TimeSpan.FromDays(8));
        _real.Advance(TimeSpan.FromHours(1));

        Assert.Equal(DateTimeOffset.UnixEpoch + TimeSpan.FromDays(8) + TimeSpan.FromHours(1), clock.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Elapsed_time_includes_what_was_skipped()
    {
        var clock = new SimulatedClock(_real);
        var began = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromMinutes(3));
        _real.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(181), clock.GetElapsedTime(began));
    }

    [Fact]
    public async Task What_became_due_rings_at_once_and_the_rest_in_its_time()
    {
        var clock = new SimulatedClock(_real);
        var soon = Task.Delay(TimeSpan.FromHours(1), clock);
        var later = Task.Delay(TimeSpan.FromHours(3), clock);

        clock.Advance(TimeSpan.FromHours(2));
        _real.Advance(TimeSpan.FromMilliseconds(1));
        await soon.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(later.IsCompleted);

        _real.Advance(TimeSpan.FromHours(1));
        await later.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_timer_that_is_gone_rings_no_more()
    {
        var clock = new SimulatedClock(_real);
        var rung = 0;
        var timer = clock.CreateTimer(_ => rung++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _real.Advance(TimeSpan.FromSeconds(3.5));
        var before = rung;

        timer.Dispose();
        clock.Advance(TimeSpan.FromHours(1));
        _real.Advance(TimeSpan.FromHours(1));

        Assert.Equal(3, before);
        Assert.Equal(before, rung);
    }
}
