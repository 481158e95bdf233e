namespace Load.Tests;

public sealed class LatenciesTests
{
    [Fact]
    public void A_quantile_is_the_time_that_such_a_share_does_not_exceed()
    {
        var times = new Latencies();
        foreach (var time in Enumerable.Range(1, 1000).Reverse())
            times.Add(time * 1_000_000L);
        Assert.Equal(new(1000, 500, 990, 999, 1000), times.Summarize());
    }

    [Fact]
    public void Nothing_measured_is_no_time() => Assert.Equal(new(0, 0, 0, 0, 0), new Latencies().Summarize());
}
