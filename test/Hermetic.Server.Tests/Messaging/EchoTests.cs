using Hermetic.Domain;
using Hermetic.Simulator;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>What the business writes with the WhatsApp Business app is kept, and silences the assistant.</summary>
public sealed class EchoTests
{
    [Fact]
    public async Task The_assistant_steps_back_when_somebody_answers_with_the_phone_app()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");

        await service.Phones.EchoAsync(Ana, PersonMessage.Text("Mia here, we moved next door."));
        await service.Phones.SendTextAsync(Ana, "where exactly?");
        await service.DrainedAsync(2);

        Assert.Equal(ConversationState.HumanInCharge, service.Conversation.State);
        Assert.Single(service.SentTo(Ana));
        var shown = (await service.ShownAsync()).EnumerateArray().Single(one => one.GetProperty("from").GetString() == "phone app");
        Assert.Equal("Mia here, we moved next door.", shown.GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_the_business_edits_or_takes_back_there_is_edited_or_gone_here()
    {
        await using var service = await StartAsync();
        var first = await service.Phones.EchoAsync(Ben, PersonMessage.Text("Your comb was found."));
        await service.Phones.EchoAsync(Ben, PersonMessage.Edit(first, PersonMessage.Text("Your brush was found.")));

        var shown = Assert.Single((await service.ShownAsync()).EnumerateArray());
        Assert.Equal("Your brush was found.", shown.GetProperty("text").GetString());

        await service.Phones.EchoAsync(Ben, PersonMessage.Revoke(first));
        Assert.Empty((await service.ShownAsync()).EnumerateArray());
    }

    [Fact]
    public async Task An_echo_to_somebody_new_makes_their_conversation_and_is_kept_once()
    {
        await using var service = await StartAsync();

        var wamid = await service.Phones.EchoAsync(Ben, PersonMessage.Text("Your comb was found."));
        await service.Phones.RedeliverAsync(wamid);

        Assert.Single((await service.ShownAsync()).EnumerateArray());
        Assert.Empty(service.SentTo(Ben));
    }
}
