using System.Text;
using System.Text.Json;
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

    [Fact]
    public async Task Each_code_of_the_catalogue_reaches_staff_with_its_meaning_and_moves_the_message_as_it_advises()
    {
        var people = GraphErrors.All.Select((error, at) => (
            Error: error, Person: new SimulatedPerson($"{error.Code}", $"4915200{at:D6}", $"DE.8{at:D19}"))).ToList();
        await using var service = await StartAsync(options => options with { People = [.. people.Select(one => one.Person)] });
        foreach (var (error, person) in people)
            service.Phones.FailNext(new GraphFault.Refuse(400, error.Code), count: 99, to: person);

        // Last: while the number is too fast nobody sends, for longer after each refusal.
        foreach (var group in people.GroupBy(one => one.Error.Code == 130429).OrderBy(group => group.Key))
        {
            await service.Phones.SendBatchAsync([.. group.Select(one => (one.Person, PersonMessage.Text("where are you?")))]);
            foreach (var (error, _) in group)
                await UntilAsync(() => Refusal(service, error.Code) is not null, $"what staff read of {error.Code}");
        }

        Assert.All(people, one =>
        {
            var (row, shown) = Refusal(service, one.Error.Code)!.Value;
            Assert.Equal(one.Error.Meaning, shown.GetProperty("error").GetProperty("meaning").GetString());
            var delivery = shown.GetProperty("delivery").GetString();
            // 1 and 131000 are given up after a few tries, and these may be over by now.
            var givenUp = one.Error is { Code: 1 or 131000 } && delivery == "failed";
            Assert.Equal(givenUp ? "failed" : Delivery(one.Error), delivery);
            Assert.Equal(
                one.Error.Person == PersonNotice.StaffWillAnswer || givenUp ? ConversationState.HumanInCharge : ConversationState.Automated,
                row.State);
        });
        Assert.Empty(service.Phones.Sent);
    }

    private static string Delivery(GraphError error) => error switch
    {
        { Kind: GraphErrorKind.Window } => "held",
        { Kind: GraphErrorKind.Account } or { Advice: not ErrorAdvice.Never } => "queued",
        _ => "failed",
    };

    /// <summary>The conversation of the person named by the code, and the refused message as staff read it.</summary>
    private static (ConversationRow Row, JsonElement Shown)? Refusal(RunningService service, int code)
    {
        foreach (var row in service.Database.Read(Conversations.List))
        {
            if (service.OutboxRows(row) is not [{ State: not OutboxState.Sending } sent] || sent.Code != code)
                continue;
            var shown = service.ShownAsync(row.Id).GetAwaiter().GetResult();
            return (row, shown[1]);
        }
        return null;
    }

    [Fact]
    public async Task A_refusal_of_the_account_is_one_event_for_whoever_looks_after_it_and_the_messages_wait()
    {
        await using var service = await StartAsync();
        service.Phones.TokenExpired = true;

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await service.Phones.SendTextAsync(Ben, "where are you?");
        await UntilAsync(
            () => service.Database.Read(Conversations.List) is [var one, var other]
                && service.OutboxRows(one).Concat(service.OutboxRows(other)).Count(row => row.Code == 190) == 2,
            "both refusals");

        var told = Assert.Single(service.Database.Read(AccountEvents.List));
        Assert.Equal(AccountEventSeverity.Warning, told.Severity);
        Assert.Equal(GraphErrors.Find(190).Meaning, await MeaningAsync(service));
    }

    [Fact]
    public async Task An_account_that_a_failed_status_tells_of_is_an_event_as_well()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.FailLater(131042));

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.Database.Read(AccountEvents.List).Count == 1, "the event");

        Assert.Equal(GraphErrors.Find(131042).Meaning, await MeaningAsync(service));
    }

    [Theory]
    [InlineData(131035)]
    [InlineData(131036)]
    public async Task What_WhatsApp_lost_is_told_in_its_own_words(int code)
    {
        await using var service = await StartAsync();

        await service.Phones.PostAsync(Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},
              "errors":[{"code":{{{code}}},"title":"lost"}]}}]}]}
            """));

        Assert.Equal(GraphErrors.Find(code).Meaning, await MeaningAsync(service));
    }

    private static async Task<string?> MeaningAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<AccountDesk>().ListAsync(json);
        return JsonDocument.Parse(content.ToArray()).RootElement[0].GetProperty("meaning").GetString();
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
        await service.Parts.GetRequiredService<StaffDesk>().ReleaseAsync(StaffDesk.Socket, service.Conversation.Id);

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
