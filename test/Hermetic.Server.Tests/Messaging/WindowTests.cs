using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>After 24 hours free words are not sent: they wait for the person, who may be asked to write again.</summary>
public sealed class WindowTests
{
    private static readonly (string Key, string Value)[] _template =
        [("WhatsApp:WindowTemplate:Name", "hello_world"), ("WhatsApp:WindowTemplate:Language", "en_US")];

    [Fact]
    public async Task A_reply_after_the_window_waits_for_the_next_message_and_goes_out_before_its_answer()
    {
        await using var service = await StartLateAsync(out var clock);
        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");
        Assert.Empty(service.SentTo(Ana));
        Assert.Equal("held", (await service.ShownAsync())[1].GetProperty("delivery").GetString());

        clock.Shift = TimeSpan.Zero;
        await service.Phones.SendTextAsync(Ana, "anything new?");

        Assert.Equal("Your comb was found.", (await service.AnswerAsync(Ana, 0)).Text);
        Assert.DoesNotContain(OutboxState.Held, States(service));
    }

    [Fact]
    public async Task A_call_opens_the_window_and_brings_what_was_held()
    {
        await using var service = await StartLateAsync(out var clock);
        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");

        clock.Shift = TimeSpan.Zero;
        await service.Phones.CallAsync(Ana, "connect");
        await service.Phones.CallAsync(Ana, "terminate");

        Assert.Equal("Your comb was found.", (await service.AnswerAsync(Ana, 0)).Text);
        await service.DrainedAsync(2);
        Assert.Single(service.Phones.Sent);
        var shown = (await service.ShownAsync()).EnumerateArray().Select(one =>
            one.TryGetProperty("kind", out var kind) ? kind.GetString() : null);
        Assert.Contains("message:call", shown);
    }

    [Fact]
    public async Task A_call_of_somebody_unknown_introduces_nobody()
    {
        await using var service = await StartAsync();

        await service.Phones.CallAsync(Ana, "connect");

        Assert.Empty(service.Database.Read(Conversations.List));
    }

    [Fact]
    public async Task Where_a_template_is_set_the_person_is_asked_once_to_write_again()
    {
        await using var service = await StartLateAsync(out _, _template);

        await service.ReplyAsync("Your comb was found.");
        await service.ReplyAsync("It is blue.");

        Assert.Equal("hello_world", (await service.AnswerAsync(Ana, 0)).Template);
        await UntilAsync(() => States(service).Count(state => state == OutboxState.Held) == 2, "two held replies");
        Assert.Single(service.SentTo(Ana));
    }

    [Fact]
    public async Task A_STOP_does_not_bring_what_was_held()
    {
        await using var service = await StartLateAsync(out var clock);
        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");
        await service.Parts.GetRequiredService<StaffDesk>().ReleaseAsync(StaffDesk.Socket, service.Conversation.Id);

        clock.Shift = TimeSpan.Zero;
        await service.Phones.SendTextAsync(Ana, "STOP");
        var answer = await service.AnswerAsync(Ana, 0);

        Assert.DoesNotContain("comb", answer.Text, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Held, States(service)[0]);
    }

    [Fact]
    public async Task A_preference_that_is_delivered_again_does_not_undo_the_newer_one()
    {
        await using var service = await StartLateAsync(
            out _, [.. _template, ("WhatsApp:WindowTemplate:Category", "marketing")]);
        await service.Phones.SetMarketingAsync(Ana, wanted: true);
        var resume = service.Phones.Deliveries[^1].Body.ToArray();
        await service.Phones.SetMarketingAsync(Ana, wanted: false);

        await service.Phones.PostAsync(resume);
        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");

        Assert.Single(States(service));
    }

    [Fact]
    public async Task Who_said_STOP_is_not_asked()
    {
        await using var service = await StartLateAsync(out _, _template, first: "STOP");

        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");

        // A template would have been queued in the commit that held the reply.
        Assert.Equal([OutboxState.Held], States(service));
    }

    [Theory]
    [InlineData("marketing", true)]
    [InlineData("utility", false)]
    public async Task Who_wants_no_marketing_gets_no_template_of_marketing(string category, bool silent)
    {
        await using var service = await StartLateAsync(
            out _, [.. _template, ("WhatsApp:WindowTemplate:Category", category)]);
        await service.Phones.SetMarketingAsync(Ana, wanted: false);

        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service).Contains(OutboxState.Held), "the held reply");

        Assert.Equal(silent ? 1 : 2, States(service).Count);
        if (!silent)
            await service.AnswerAsync(Ana, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_turns_out_to_want_no_marketing_gets_no_second_template_of_it(bool atOnce)
    {
        await using var service = await StartLateAsync(
            out _, [.. _template, ("WhatsApp:WindowTemplate:Category", "marketing")]);
        service.Phones.FailNext(atOnce ? new GraphFault.Refuse(400, 131050) : new GraphFault.FailLater(131050));
        await service.ReplyAsync("Your comb was found.");
        await UntilAsync(() => States(service) is [OutboxState.Held, OutboxState.Failed], "the refused template");

        await service.Phones.SendTextAsync(Ana, "hello?");
        await service.DrainedAsync(2);
        await service.ReplyAsync("It is blue.");
        await UntilAsync(
            () => States(service) is [OutboxState.Held, OutboxState.Failed, OutboxState.Held], "both replies to be held");

        Assert.Single(service.OutboxRows(), row => row.Kind == OutboundKind.Reopening);
    }

    [Fact]
    public async Task WhatsApps_own_word_that_the_window_is_closed_holds_the_message_as_well()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(400, 131047));

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.Database.Read(Conversations.List) is [_] && States(service).Contains(OutboxState.Held), "the held answer");
        await service.Phones.SendTextAsync(Ana, "are you a bot?");

        Assert.Contains("Kastanienallee", (await service.AnswerAsync(Ana, 0)).Text, StringComparison.Ordinal);
    }

    private static Task<RunningService> StartLateAsync(
        out ShiftedClock clock, IReadOnlyList<(string, string)>? settings = null, string first = "where are you?")
    {
        var shifted = clock = new ShiftedClock { Shift = TimeSpan.FromHours(-25) };
        return StartedAsync();

        async Task<RunningService> StartedAsync()
        {
            var service = await StartAsync(options => options with { Clock = shifted }, [.. settings ?? []]);
            await service.Phones.SendTextAsync(Ana, first);
            await service.DrainedAsync(1);
            return service;
        }
    }

    private static IReadOnlyList<OutboxState> States(RunningService service) => service.OutboxStates();
}
