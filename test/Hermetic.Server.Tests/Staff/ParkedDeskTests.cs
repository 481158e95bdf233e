using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Staff;

/// <summary>What nobody could type is listed with its reason, and shown as it came.</summary>
public sealed class ParkedDeskTests
{
    [Fact]
    public async Task An_unknown_kind_of_message_is_listed_and_shown_as_it_came_each_look_on_record()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var body = Encoding.UTF8.GetString(service.Phones.Deliveries[0].Body.Span)
            .Replace("wamid.", "wamid.X", StringComparison.Ordinal)
            .Replace("\"type\":\"text\"", "\"type\":\"hologram\",\"hologram\":{\"depth\":3}", StringComparison.Ordinal);
        await service.Phones.PostAsync(Encoding.UTF8.GetBytes(body));
        await UntilAsync(() => service.Database.Read(Parked.Counts).Count == 1, "the parked element");

        var row = Assert.Single((await ReadAsync(service, (desk, json) => desk.ListAsync(json))).EnumerateArray());
        Assert.Equal(("unknown-message-type", true), (row.GetProperty("reason").GetString(), row.GetProperty("person").GetBoolean()));
        Assert.False(row.TryGetProperty("element", out _));

        var id = MessageId.From(row.GetProperty("id").GetGuid());
        var before = Entries(service);
        var shown = await ReadAsync(service, async (desk, json) => Assert.True(await desk.ShowAsync(id, json, default)));
        Assert.Equal(3, shown.GetProperty("element").GetProperty("hologram").GetProperty("depth").GetInt32());
        Assert.Equal(before + 1, Entries(service));
    }

    [Fact]
    public async Task What_is_not_there_is_not_shown_and_nothing_is_recorded()
    {
        await using var service = await StartAsync();
        var before = Entries(service);
        using var nothing = new MemoryStream();
        await using var json = new Utf8JsonWriter(nothing);

        Assert.False(await service.Parts.GetRequiredService<ParkedDesk>().ShowAsync(MessageId.New(), json, default));
        Assert.Equal(before, Entries(service));
    }

    private static long Entries(RunningService service) =>
        service.Database.Read(session => LedgerLog.Head(session).Size + LedgerEntries.Lag(session));

    private static async Task<JsonElement> ReadAsync(RunningService service, Func<ParkedDesk, Utf8JsonWriter, Task> write)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await write(service.Parts.GetRequiredService<ParkedDesk>(), json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
