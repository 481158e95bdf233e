using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>Every code of the catalogue, from WhatsApp's answer to what staff read.</summary>
public sealed class RefusalTests
{
    public static TheoryData<int> Final =>
    [
        .. GraphErrors.All
            .Where(error => error is { Advice: ErrorAdvice.Never, Kind: not (GraphErrorKind.Account or GraphErrorKind.Window) })
            .Select(error => error.Code),
    ];

    [Fact]
    public async Task Each_refusal_for_good_is_shown_to_staff_in_words_and_nothing_behind_it_waits()
    {
        await using var service = await StartAsync(("WhatsApp:PairLimit", "false"));
        foreach (var row in Final)
        {
            service.Phones.FailNext(new GraphFault.Refuse(400, row.Data));
            await service.Phones.SendTextAsync(Prober, $"#echo {row.Data}");
        }
        await service.AskAsync(Prober, "#echo last");

        var shown = (await service.ShownAsync()).EnumerateArray()
            .Where(one => one.TryGetProperty("error", out _))
            .ToDictionary(one => one.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(Final.Select(row => row.Data).Order(), shown.Keys.Order());
        Assert.All(shown, pair =>
        {
            Assert.Equal(pair.Key, int.Parse(pair.Value.GetProperty("text").GetString()!, null));
            Assert.Equal("failed", pair.Value.GetProperty("delivery").GetString());
            Assert.Equal(GraphErrors.Find(pair.Key).Meaning, pair.Value.GetProperty("error").GetProperty("meaning").GetString());
        });
    }

    [Theory]
    [InlineData(131009, ConversationState.HumanInCharge)]
    [InlineData(131026, ConversationState.Automated)]
    public async Task Where_the_person_should_have_had_an_answer_somebody_takes_over(int code, ConversationState state)
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(400, code));

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.Database.Read(Conversations.List) is [_] && service.OutboxStates().Contains(OutboxState.Failed), "the refusal");

        Assert.Equal(state, service.Conversation.State);
    }

    [Fact]
    public async Task A_failed_status_hands_over_once_and_not_again_when_it_is_delivered_again()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.FailLater(131009));
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(
            () => service.Database.Read(Conversations.List) is [{ State: ConversationState.HumanInCharge }], "the hand-over");
        await service.Parts.GetRequiredService<StaffDesk>().ReleaseAsync(service.Conversation.Id);

        await service.Phones.PostAsync(service.Phones.Deliveries[^1].Body.ToArray());

        Assert.Equal(ConversationState.Automated, service.Conversation.State);
    }

    [Fact]
    public async Task What_a_message_costs_stands_beside_it()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await UntilAsync(() => Cost(service) is not null, "the price");

        Assert.Equal("service", Cost(service));
    }

    private static string? Cost(RunningService service) =>
        service.ShownAsync().GetAwaiter().GetResult()[1].TryGetProperty("cost", out var cost)
            ? cost.GetProperty("category").GetString()
            : null;
}
