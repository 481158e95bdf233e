using Hermetic.Domain;
using Hermetic.Server.Messaging;
using Hermetic.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>Our side of WhatsApp's limits: so tight that WhatsApp's own are not met, and never tighter for the neighbour.</summary>
public sealed class SendLimitsTests
{
    private static readonly ConversationId _ana = ConversationId.New();
    private static readonly ConversationId _ben = ConversationId.New();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void One_person_gets_44_messages_at_once_and_the_next_waits_while_others_do_not()
    {
        using var limits = Limits(perSecond: 0, pair: true);

        Assert.Equal(44, Granted(limits, _ana, 200));

        Assert.InRange(limits.Reserve(_ana)!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(6));
        Assert.Null(limits.Reserve(_ben));
    }

    [Fact]
    public void A_tenth_of_what_the_number_may_send_in_a_second_goes_at_once_for_all_together()
    {
        using var limits = Limits(perSecond: 50, pair: true);

        var granted = Granted(limits, _ana, 3) + Granted(limits, _ben, 100);

        // Each 22 milliseconds that the loop itself takes are one more.
        Assert.InRange(granted, 5, 20);
        Assert.InRange(limits.Reserve(_ben)!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Who_waits_for_the_pair_takes_no_place_of_the_number()
    {
        using var limits = Limits(perSecond: 450, pair: true);
        Assert.Equal(44, Granted(limits, _ana, 500));

        Assert.Null(limits.Reserve(_ben));
    }

    [Fact]
    public void A_limit_that_is_switched_off_holds_nobody()
    {
        using var limits = Limits(perSecond: 0, pair: false);

        Assert.Equal(500, Granted(limits, _ana, 500));
    }

    [Fact]
    public void After_WhatsApps_own_refusal_of_the_number_everybody_pauses()
    {
        using var limits = Limits(perSecond: 0, pair: true);
        limits.Pause(TimeSpan.FromSeconds(4));
        limits.Pause(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(4), limits.Reserve(_ana));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(1), limits.Reserve(_ben));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limits.Reserve(_ana));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(200)]
    public void Nodes_together_keep_the_numbers_limit(int nodes)
    {
        using var limits = Limits(perSecond: 120, pair: false);

        limits.Share(nodes);

        // Each nine milliseconds that the loop itself takes are one more.
        Assert.InRange(Granted(limits, _ana, 100), Math.Max(1, 12 / nodes), Math.Max(1, 12 / nodes) + 4);
    }

    [Fact]
    public void What_was_sent_before_others_came_or_went_counts()
    {
        using var limits = Limits(perSecond: 120, pair: false);
        Assert.InRange(Granted(limits, _ana, 100), 12, 16);

        limits.Share(2);
        limits.Share(1);

        // Without that memory there would be another dozen.
        Assert.InRange(Granted(limits, _ana, 100), 0, 7);
    }

    [Fact]
    public void Without_a_limit_there_is_nothing_to_share()
    {
        using var limits = Limits(perSecond: 0, pair: false);

        limits.Share(5);

        Assert.Equal(100, Granted(limits, _ana, 100));
    }

    [Fact]
    public async Task With_the_limits_of_both_sides_on_WhatsApp_refuses_nothing()
    {
        var people = Enumerable.Range(0, 8)
            .Select(i => new SimulatedPerson($"P{i}", $"49150000010{i}", $"DE.4440000000000000{i:D4}")).ToList();
        await using var service = await StartAsync(
            options => options with { People = people, MessagesPerSecond = 20, PairLimit = true },
            ("WhatsApp:MessagesPerSecond", "20"), ("WhatsApp:PairLimit", "true"));

        await service.Phones.SendBatchAsync(
            [.. Enumerable.Range(0, 45).Select(i => (people[0], PersonMessage.Text($"#echo {i}")))]);
        await Task.WhenAll(people.Skip(1).SelectMany(person => Enumerable.Range(0, 6).Select(
            i => service.Phones.SendTextAsync(person, $"#echo {i}"))));
        await service.Phones.SendTextAsync(people[0], "#echo 45");
        await UntilAsync(() => service.Phones.Sent.Count == 46 + (7 * 6), "every echo");

        Assert.Equal(Enumerable.Range(0, 46).Select(i => $"{i}"), service.SentTo(people[0]).Select(echo => echo.Text));
        Assert.Empty(service.Phones.Refusals);
    }

    private static int Granted(SendLimits limits, ConversationId pair, int asked) =>
        Enumerable.Range(0, asked).Count(_ => limits.Reserve(pair) is null);

    private SendLimits Limits(int perSecond, bool pair)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = "/nowhere",
            ["WhatsApp:AppSecret"] = "app secret",
            ["WhatsApp:AccessToken"] = "access token",
            ["WhatsApp:VerifyToken"] = "verify token",
            ["WhatsApp:PhoneNumberId"] = "106540352242922",
            ["WhatsApp:MessagesPerSecond"] = $"{perSecond}",
            ["WhatsApp:PairLimit"] = $"{pair}",
        }).Build();
        return new SendLimits(Settings.Read(configuration, intake: true).WhatsApp, _clock);
    }
}
