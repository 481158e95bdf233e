using Hermetic.Simulator.Graph;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class SendLimitsTests
{
    private readonly FakeTimeProvider _clock = new();

    private SendLimits Limits(int perSecond = 0, bool pair = false) =>
        new(Stage.Options(new("http://127.0.0.1:9/")) with
    {
        Clock = _clock,
        MessagesPerSecond = perSecond,
        PairLimit = pair,
    });

    [Fact]
    public void Someone_who_never_wrote_cannot_be_answered() =>
        Assert.Equal(131047, Limits().Check(Stage.Anna)!.Code);

    [Fact]
    public void The_window_closes_24_hours_after_the_persons_last_message_and_opens_with_the_next()
    {
        var limits = Limits();
        limits.Wrote(Stage.Anna, _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(limits.Check(Stage.Anna));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(131047, limits.Check(Stage.Anna)!.Code);

        limits.Wrote(Stage.Anna, _clock.GetUtcNow());
        Assert.Null(limits.Check(Stage.Anna));
    }

    [Fact]
    public void A_pair_takes_45_at_once_then_one_in_six_seconds()
    {
        var limits = Limits(pair: true);
        limits.Wrote(Stage.Anna, _clock.GetUtcNow());
        limits.Wrote(Stage.Bo, _clock.GetUtcNow());

        Assert.All(Enumerable.Range(0, 45), _ => Assert.Null(limits.Check(Stage.Anna)));
        Assert.Equal(131056, limits.Check(Stage.Anna)!.Code);
        Assert.Null(limits.Check(Stage.Bo));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(limits.Check(Stage.Anna));
        Assert.Equal(131056, limits.Check(Stage.Anna)!.Code);
    }

    [Fact]
    public void The_number_has_a_rate_over_all_people()
    {
        var limits = Limits(perSecond: 2);
        limits.Wrote(Stage.Anna, _clock.GetUtcNow());
        limits.Wrote(Stage.Bo, _clock.GetUtcNow());

        Assert.Null(limits.Check(Stage.Anna));
        Assert.Null(limits.Check(Stage.Bo));
        Assert.Equal(130429, limits.Check(Stage.Anna)!.Code);

        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(limits.Check(Stage.Anna));
    }

    [Fact]
    public void A_bucket_never_holds_more_than_its_capacity()
    {
        var bucket = new TokenBucket(capacity: 2, TimeSpan.FromSeconds(1), _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => bucket.TryTake()));
    }
}
