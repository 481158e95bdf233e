using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>What was written for one device never reaches the next one of the same account: WhatsApp refuses it (137000).</summary>
public sealed class IdentityCheckTests
{
    private static readonly SimulatedPerson _ana = Ana with { IdentityKeyHash = "f0e1d2c3b4a5" };

    [Fact]
    public async Task A_reply_of_staff_does_not_follow_a_person_to_a_device_that_has_said_nothing()
    {
        await using var service = await StartCheckedAsync();
        await service.AskAsync(_ana, "can I talk to a human please");
        await service.Phones.ChangeIdentityAsync(_ana);
        await service.DrainedAsync(2);

        await service.ReplyAsync("Your results are here.");

        await RefusedAsync(service, "Your results are here.");
        Assert.Single(service.Phones.Sent);
    }

    [Fact]
    public async Task A_reaction_from_the_new_device_is_no_message_that_staff_answer()
    {
        await using var service = await StartCheckedAsync();
        var first = await service.AskAsync(_ana, "can I talk to a human please");
        var moved = await service.Phones.ChangeIdentityAsync(_ana);
        await service.Phones.SendAsync(moved, PersonMessage.Reaction(first.Wamid, "👍"));
        await service.DrainedAsync(3);

        await service.ReplyAsync("Your results are here.");

        await RefusedAsync(service, "Your results are here.");
        Assert.Single(service.Phones.Sent);
    }

    [Fact]
    public async Task A_held_answer_stays_with_the_device_that_asked_and_the_new_one_gets_its_own()
    {
        await using var service = await StartCheckedAsync();
        service.Phones.FailNext(new GraphFault.Refuse(400, 131047));
        await service.Phones.SendTextAsync(_ana, "where are you?");
        await UntilAsync(
            () => service.Database.Read(Conversations.List) is [_] && service.OutboxStates().Contains(OutboxState.Held),
            "the held answer");
        var moved = await service.Phones.ChangeIdentityAsync(_ana);

        var answer = await service.AskAsync(moved, "what are your opening hours?");

        Assert.DoesNotContain("Kastanienallee", answer.Text, StringComparison.Ordinal);
        await RefusedAsync(service, "Kastanienallee");
        Assert.Single(service.Phones.Sent);
    }

    [Fact]
    public async Task What_staff_send_again_after_they_made_sure_goes_to_the_device_that_wrote_last()
    {
        await using var service = await StartCheckedAsync();
        await service.AskAsync(_ana, "can I talk to a human please");
        var moved = await service.Phones.ChangeIdentityAsync(_ana);
        await service.DrainedAsync(2);
        await service.ReplyAsync("Your results are here.");
        var refused = await RefusedAsync(service, "Your results are here.");
        await service.Phones.SendTextAsync(moved, "it is me, with a new telephone");
        await service.DrainedAsync(3);
        var before = service.SentTo(moved).Count;

        await service.Parts.GetRequiredService<OutboxDesk>().RepeatAsync(refused, mayArriveTwice: false, default);

        Assert.Equal("Your results are here.", (await service.AnswerAsync(moved, before)).Text);
    }

    [Fact]
    public async Task Staff_who_answer_the_new_device_reach_it()
    {
        await using var service = await StartCheckedAsync();
        await service.AskAsync(_ana, "can I talk to a human please");
        var moved = await service.Phones.ChangeIdentityAsync(_ana);
        await service.AskAsync(moved, "are you there?");

        await service.ReplyAsync("Yes, here I am.");

        Assert.Equal("Yes, here I am.", (await service.AnswerAsync(moved, 1)).Text);
    }

    private static Task<RunningService> StartCheckedAsync() => StartAsync(
        options => options with { People = [_ana, Prober] }, ("WhatsApp:IdentityCheck", "true"));

    /// <summary>Staff read that WhatsApp refused it, and why.</summary>
    private static async Task<Domain.MessageId> RefusedAsync(RunningService service, string words)
    {
        await UntilAsync(() => service.OutboxStates().Contains(OutboxState.Failed), "the refusal");
        var shown = Assert.Single(
            (await service.ShownAsync()).EnumerateArray(), one => one.TryGetProperty("error", out _));
        Assert.Contains(words, shown.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(137000, shown.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("make sure who they are", shown.GetProperty("error").GetProperty("meaning").GetString(), StringComparison.Ordinal);
        return service.OutboxRows().Single(row => row.State == OutboxState.Failed).Id;
    }
}
