using Hermetic.Simulator;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>One slow or blocked person never delays another.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task While_one_person_waits_for_the_pair_limit_everybody_else_is_answered()
    {
        await using var service = await StartAsync();
        // 4^0, 4^1, 4^2, 4^3 seconds: Ana waits longer than this test does for anybody.
        service.Phones.FailNext(new GraphFault.Refuse(400, 131056), count: 9, to: Ana);
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.Phones.Reads.Count > 0, "the turn of the one who waits");

        for (var i = 0; i < 5; i++)
            await service.AskAsync(Prober, $"#echo {i}");
        await service.AskAsync(Ben, "where are you?");

        Assert.Equal(5, service.SentTo(Prober).Count);
        Assert.Empty(service.SentTo(Ana));
    }

    [Fact]
    public async Task Behind_an_answer_that_never_comes_nobody_else_waits()
    {
        await using var service = await StartAsync(("WhatsApp:UnknownOutcomeSeconds", "60"));
        service.Phones.Statuses = StatusPlan.None;
        service.Phones.FailNext(new GraphFault.CutAfterAccepting());
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.SentTo(Ana).Count == 1, "the send whose answer is cut");
        await service.Phones.SendTextAsync(Ana, "are you a bot?");

        await service.AskAsync(Prober, "#echo one");

        Assert.Single(service.SentTo(Ana));
    }
}
