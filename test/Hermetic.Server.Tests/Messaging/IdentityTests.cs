using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>A BSUID and a number change; the person and the conversation stay, and nobody is merged.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rotated_user_id_keeps_the_conversation(bool retiredField)
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ben, "where are you?");
        var conversation = service.Conversation.Id;

        var renewed = await service.Phones.RotateUserIdAsync(Ben, retiredField);
        var answer = await service.AskAsync(renewed, "what are your opening hours?");

        Assert.Equal(renewed.UserId, answer.To);
        Assert.DoesNotContain("AI assistant", answer.Text, StringComparison.Ordinal);
        Assert.Equal(conversation, service.Conversation.Id);
    }

    [Fact]
    public async Task A_changed_number_keeps_the_conversation_and_the_old_number_is_somebody_elses()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var conversation = service.Conversation.Id;

        var moved = await service.Phones.ChangeNumberAsync(Ana, "4915199999999");
        var answer = await service.AskAsync(moved, "what are your opening hours?");
        Assert.Equal("+4915199999999", answer.To);
        Assert.Equal(conversation, service.Conversation.Id);

        var heir = new SimulatedPerson("Hans", Ana.PhoneNumber, "DE.70000000000000000001");
        service.Phones.AddPerson(heir);
        var greeting = await service.AskAsync(heir, "where are you?");
        Assert.Contains("AI assistant", greeting.Text, StringComparison.Ordinal);
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
    }

    [Fact]
    public async Task What_waits_for_a_person_goes_to_the_number_they_have_then()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "can I talk to a human please");
        var moved = await service.Phones.ChangeNumberAsync(Ana, "4915188888888");
        await service.DrainedAsync(2);

        await service.ReplyAsync("Hello Ana, Mia here.");

        Assert.Equal("+4915188888888", (await service.AnswerAsync(moved, 0)).To);
    }

    [Fact]
    public async Task A_number_that_somebody_else_has_is_not_given_to_two_people()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Prober, "hello");

        await service.Phones.ChangeNumberAsync(Ana, Prober.PhoneNumber!);

        Assert.Contains(
            (int)Server.Messaging.ParkedReason.ConflictingIdentity,
            service.Database.Read(Parked.Counts).Select(count => count.Reason));
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
    }
}
