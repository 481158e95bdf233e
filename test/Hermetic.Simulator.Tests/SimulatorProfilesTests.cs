namespace Hermetic.Simulator.Tests;

public sealed class SimulatorProfilesTests
{
    private static readonly SimulatorOptions _options = Stage.Options(new("http://127.0.0.1:9/"));

    [Fact]
    public void Calm_changes_nothing() => Assert.Same(_options, _options.With(SimulatorProfile.Calm));

    [Theory]
    [InlineData(SimulatorProfile.Meta)]
    [InlineData(SimulatorProfile.Hostile)]
    public void The_shares_of_a_profile_are_shares(SimulatorProfile profile)
    {
        var options = _options.With(profile);

        Assert.InRange(options.StatusMix.Sum(part => part.Share), 0.01, 1);
        Assert.InRange(options.SendTrouble.Shares.Sum(part => part.Share), 0, 1);
        Assert.InRange(options.DeliveryTrouble.CutBeforeShare + options.DeliveryTrouble.CutAfterShare, 0, 1);
    }

    /// <summary>Whatever the trouble, each message of a person arrives in the end, signed.</summary>
    [Fact]
    public async Task Nothing_that_people_write_is_lost_on_a_hostile_day()
    {
        await using var stage = await Stage.SetAsync(options => options.With(SimulatorProfile.Hostile) with
        {
            Retries = new([.. Enumerable.Repeat(TimeSpan.Zero, 50)]),
            Seed = 5,
        });
        stage.Simulator.DeliveryTrouble = stage.Simulator.DeliveryTrouble with
        {
            HeldFor = TimeSpan.FromMilliseconds(5),
            BatchFor = TimeSpan.FromMilliseconds(5),
        };

        var wamids = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => stage.Simulator.SendTextAsync(i % 2 == 0 ? Stage.Anna : Stage.Bo, $"{i}")));

        Assert.All(stage.Service.Received, webhook => Assert.True(webhook.SignatureHolds));
        var arrived = string.Concat(stage.Service.Received.Select(webhook => webhook.Ascii));
        Assert.All(wamids, wamid => Assert.Contains(
            wamid.Replace("/", "\\/", StringComparison.Ordinal), arrived, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statuses_take_the_plan_that_is_drawn_for_their_message()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            StatusMix = [(1, StatusPlan.Failed(131049))],
        });
        await stage.AfterWritingAsync(Stage.Anna);

        await stage.AcceptedAsync(Stage.Text("Hi"));

        Assert.Equal("failed", (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value.At("status"));
    }

    [Fact]
    public void A_crowd_has_different_numbers_and_ids_and_every_third_has_no_number()
    {
        var crowd = SimulatedPerson.Crowd(1000);

        Assert.Equal(1000, crowd.Select(person => person.UserId).Distinct().Count());
        Assert.Equal(333, crowd.Count(person => person.PhoneNumber is null));
        Assert.Equal(667, crowd.Select(person => person.PhoneNumber).OfType<string>().Distinct().Count());
        Assert.Equal(1000, crowd.Select(person => person.Name).Distinct().Count());
    }
}
