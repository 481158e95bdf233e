using Hermetic.Simulator.Graph;
using Hermetic.Simulator.People;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class SendLimitsTests
{
    private readonly FakeTimeProvider _clock = new();

    private PersonState _anna = null!;
    private PersonState _bo = null!;

    private SendLimits Limits(int perSecond = 0, bool pair = false, bool wrote = true)
    {
        var options = Stage.Options(new("http://127.0.0.1:9/")) with
        {
            Clock = _clock,
            MessagesPerSecond = perSecond,
            PairLimit = pair,
        };
        var people = new SimulatedPeople(options);
        (_anna, _bo) = (people.Of(Stage.Anna), people.Of(Stage.Bo));
        if (wrote)
        {
            _anna.WroteAt(_clock.GetUtcNow());
            _bo.WroteAt(_clock.GetUtcNow());
        }
        return new(options);
    }

    [Fact]
    public void Someone_who_never_wrote_cannot_be_answered() =>
        Assert.Equal(131047, Limits(wrote: false).Check(_anna)!.Code);

    [Fact]
    public void The_window_closes_24_hours_after_the_persons_last_message_and_opens_with_the_next()
    {
        var limits = Limits();

        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(limits.Check(_anna));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(131047, limits.Check(_anna)!.Code);

        _anna.WroteAt(_clock.GetUtcNow());
        Assert.Null(limits.Check(_anna));
    }

    [Fact]
    public void A_pair_takes_45_at_once_then_one_in_six_seconds()
    {
        var limits = Limits(pair: true);

        Assert.All(Enumerable.Range(0, 45), _ => Assert.Null(limits.Check(_anna)));
        Assert.Equal(131056, limits.Check(_anna)!.Code);
        Assert.Null(limits.Check(_bo));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(limits.Check(_anna));
        Assert.Equal(131056, limits.Check(_anna)!.Code);
    }

    [Fact]
    public void The_number_has_a_rate_over_all_people()
    {
        var limits = Limits(perSecond: 2);

        Assert.Null(limits.Check(_anna));
        Assert.Null(limits.Check(_bo));
        Assert.Equal(130429, limits.Check(_anna)!.Code);

        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(limits.Check(_anna));
    }

    [Fact]
    public void A_bucket_never_holds_more_than_its_capacity()
    {
        var bucket = new TokenBucket(capacity: 2, TimeSpan.FromSeconds(1), _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => bucket.TryTake()));
    }

    [Fact]
    public void A_template_needs_no_window_and_marketing_needs_a_person_who_wants_it()
    {
        var limits = Limits(wrote: false);
        var marketing = SimulatedTemplate.HelloWorld with { Category = SimulatedTemplate.Marketing };

        Assert.Null(limits.Check(_anna, marketing));
        _anna.MarketingStopped = true;
        Assert.Equal(131050, limits.Check(_anna, marketing)!.Code);
        Assert.Null(limits.Check(_anna, SimulatedTemplate.HelloWorld));
    }

    [Fact]
    public void A_message_that_arrives_late_does_not_close_the_window_earlier()
    {
        var limits = Limits();
        _anna.WroteAt(_clock.GetUtcNow() - TimeSpan.FromHours(30));

        Assert.Null(limits.Check(_anna));
    }
}
