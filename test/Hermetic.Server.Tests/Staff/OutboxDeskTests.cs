using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Staff;

/// <summary>What did not arrive is in one list, and staff send it again.</summary>
public sealed class OutboxDeskTests
{
    [Fact]
    public async Task What_was_refused_is_listed_with_its_reason_and_arrives_when_it_is_sent_again()
    {
        await using var service = await StartAsync();
        service.Phones.FailNext(new GraphFault.Refuse(400, 131026));
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => States(service).Contains(OutboxState.Failed), "the refusal");

        var row = Assert.Single(await ListAsync(service));
        Assert.Equal(("failed", "assistant", 131026), (
            row.GetProperty("delivery").GetString(), row.GetProperty("from").GetString(),
            row.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.True(row.GetProperty("repeatable").GetBoolean());
        Assert.False(row.TryGetProperty("text", out _));

        Assert.Equal(Repetition.Queued, await RepeatAsync(service, row));
        await UntilAsync(() => service.SentTo(Ana).Count == 1, "the message");
        Assert.Contains("Kastanienallee", service.SentTo(Ana)[0].Text, StringComparison.Ordinal);
        await UntilAsync(() => ListAsync(service).Result.Count == 0, "its arrival");
        Assert.Equal(Repetition.NotFound, await RepeatAsync(service, row));
        Assert.Equal(OutboxState.Repeated, States(service)[0]);
    }

    [Fact]
    public async Task What_may_have_arrived_is_sent_again_only_by_who_accepts_two()
    {
        await using var service = await StartAsync(("WhatsApp:UnknownOutcomeSeconds", "1"));
        service.Phones.FailNext(new GraphFault.CutBeforeAccepting());
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => States(service).Contains(OutboxState.Parked), "the unknown outcome");
        var row = Assert.Single(await ListAsync(service));

        Assert.Equal(Repetition.MayArriveTwice, await RepeatAsync(service, row));
        Assert.Empty(service.SentTo(Ana));

        Assert.Equal(Repetition.Queued, await RepeatAsync(service, row, mayArriveTwice: true));
        await UntilAsync(() => service.SentTo(Ana).Count == 1, "the second try");
        Assert.Contains("Kastanienallee", service.SentTo(Ana)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_by_itself_is_not_sent_by_hand()
    {
        await using var service = await StartAsync(("WhatsApp:UnknownOutcomeSeconds", "600"));
        service.Phones.FailNext(new GraphFault.CutBeforeAccepting());
        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => States(service).Contains(OutboxState.Sending), "the open try");

        var row = Assert.Single(await ListAsync(service));

        Assert.False(row.GetProperty("repeatable").GetBoolean());
        Assert.Equal(Repetition.StillWaits, await RepeatAsync(service, row, mayArriveTwice: true));
    }

    private static IReadOnlyList<OutboxState> States(RunningService service) =>
        service.Database.Read(Conversations.List).Count == 0 ? [] : service.OutboxStates();

    private static Task<Repetition> RepeatAsync(RunningService service, JsonElement row, bool mayArriveTwice = false) =>
        service.Parts.GetRequiredService<OutboxDesk>()
            .RepeatAsync(MessageId.From(row.GetProperty("id").GetGuid()), mayArriveTwice, default);

    private static async Task<List<JsonElement>> ListAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<OutboxDesk>().ListAsync(json);
        return [.. JsonDocument.Parse(content.ToArray()).RootElement.EnumerateArray()];
    }
}
