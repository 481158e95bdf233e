using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

public sealed class SendingTests
{
    [Theory]
    [InlineData(429, 130429)]
    [InlineData(500, 131000)]
    [InlineData(503, 131016)]
    public async Task A_refusal_that_may_pass_is_tried_again_and_arrives_once(int status, int code)
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(status, code));

        await service.AskAsync(Prober, "#echo one");
        await service.AskAsync(Prober, "#echo two");

        Assert.Equal(["one", "two"], service.SentTo(Prober).Select(echo => echo.Text));
    }

    [Fact]
    public async Task A_refusal_for_good_does_not_hold_the_next_message_up()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(400, 131026));

        await service.Phones.SendTextAsync(Prober, "#echo one");
        await service.AskAsync(Prober, "#echo two");

        Assert.Equal(["two"], service.SentTo(Prober).Select(echo => echo.Text));
    }

    [Fact]
    public async Task A_refused_access_token_loses_no_answer()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(401, 190));

        await service.Phones.SendTextAsync(Prober, "#echo one");
        await UntilAsync(() => Open(service) == 1, "the queued answer");

        Assert.Equal(OutboxState.Queued, await SettledAsync(service));
    }

    [Fact]
    public async Task An_answer_that_was_lost_after_accepting_is_settled_by_the_status_and_not_sent_again()
    {
        await using var service = await StartAsync(("WhatsApp:UnknownOutcomeSeconds", "20"));
        service.Phones.FailNext(new GraphFault.CutAfterAccepting());

        await service.AskAsync(Prober, "#echo one");
        await service.AskAsync(Prober, "#echo two");

        Assert.Equal(["one", "two"], service.SentTo(Prober).Select(echo => echo.Text));
        Assert.Equal(0, Parked(service));
    }

    [Fact]
    public async Task An_outcome_that_stays_unknown_is_parked_and_shown_and_never_sent_again()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.CutBeforeAccepting());

        await service.Phones.SendTextAsync(Prober, "#echo one");
        await service.AskAsync(Prober, "#echo two");

        Assert.Equal(["two"], service.SentTo(Prober).Select(echo => echo.Text));
        Assert.Equal(1, Parked(service));
    }

    [Fact]
    public async Task An_unknown_outcome_makes_only_its_own_conversation_wait()
    {
        await using var service = await StartAsync(("WhatsApp:UnknownOutcomeSeconds", "600"));
        service.Phones.FailNext(new GraphFault.CutBeforeAccepting());

        await service.Phones.SendTextAsync(Prober, "#echo one");
        await UntilAsync(() => Open(service) == 1, "the open try");
        var other = await service.AskAsync(Ana, "where are you?");

        Assert.Contains("Kastanienallee", other.Text, StringComparison.Ordinal);
        Assert.Empty(service.SentTo(Prober));
    }

    [Fact]
    public async Task Statuses_that_come_before_the_answer_to_the_send_are_applied()
    {
        await using var service = await StartAsync();
        service.Phones.Statuses = StatusPlan.Early;

        await service.AskAsync(Prober, "#echo one");

        await UntilAsync(() => StateOfLast(service) == OutboxState.Read, "the read status");
    }

    /// <summary>What the row is when its first try is over: accepted, answered and tried are three entries.</summary>
    private static async Task<OutboxState> SettledAsync(RunningService service)
    {
        var database = service.Parts.GetRequiredService<Database>();
        await UntilAsync(
            () => database.Read(session => LedgerLog.Head(session).Size + LedgerEntries.Lag(session)) >= 3, "the try");
        await UntilAsync(() => StateOfLast(service) != OutboxState.Sending, "the end of the try");
        return StateOfLast(service);
    }

    private static OutboxState StateOfLast(RunningService service)
    {
        var database = service.Parts.GetRequiredService<Database>();
        var id = database.Read(Conversations.List)[0].Id;
        var staff = Domain.Caller.Staff(Domain.StaffId.New(), Domain.Permission.ReadConversations);
        var proof = Domain.Authorizer.Demand<Domain.ReadConversation>(staff, Domain.Target.Deployment);
        return database.Read(session => Outbox.List(session, proof, id))[^1].State;
    }

    private static long Parked(RunningService service)
    {
        var database = service.Parts.GetRequiredService<Database>();
        return database.Read(session => Conversations.List(session).Sum(row => Outbox.Undelivered(session, row.Id)));
    }

    private static int Open(RunningService service) =>
        service.Parts.GetRequiredService<Database>().Read(session => Outbox.OpenConversations(session, 10)).Count;
}
