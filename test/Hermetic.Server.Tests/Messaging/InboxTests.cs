using System.Text;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;
using Inbox = Hermetic.Server.Messaging.Inbox;

namespace Hermetic.Server.Tests.Messaging;

public sealed class InboxTests
{
    private const string Metadata = "\"metadata\":{\"phone_number_id\":\"106540352242922\"}";

    private const string Echo =
        """
        {"from":"493012345678","to":"4915112345678","id":"wamid.E","type":"text","text":{"body":"from my phone"}}
        """;

    [Fact]
    public async Task What_nothing_acts_on_is_kept_once_however_often_it_is_delivered()
    {
        await using var service = await StartAsync();
        string[] bodies =
        [
            Change("smb_message_echoes", $"{Metadata},\"message_echoes\":[{Echo}]"),
            Change("security", "\"event\":\"PIN_CHANGED\""),
            Change("security", "\"event\":\"PIN_CHANGED\"", time: 1_743_451_999),   // again, later
            Change("calls", $"{Metadata},\"calls\":[{{\"id\":\"wacid.A\"}}]"),
            Change("messages", $"{Metadata},\"errors\":[{{\"code\":131000}}]"),
        ];
        foreach (var body in bodies.Concat(bodies))
            await AcceptAsync(service, body);
        Assert.Equal([((int)Server.Messaging.ParkedReason.Kept, 5L)], Counts(service));
    }

    [Fact]
    public async Task What_is_about_another_number_is_set_aside_whatever_it_is()
    {
        await using var service = await StartAsync();
        var elsewhere = Metadata.Replace("106540352242922", "7", StringComparison.Ordinal);
        await AcceptAsync(service, Change("smb_message_echoes", $"{elsewhere},\"message_echoes\":[{Echo}]"));
        await AcceptAsync(service, Change("calls", $"{elsewhere},\"calls\":[{{\"id\":\"wacid.A\"}}]"));
        Assert.Equal([((int)Server.Messaging.ParkedReason.UnknownNumber, 2L)], Counts(service));
    }

    private static Task AcceptAsync(RunningService service, string body) =>
        service.Parts.GetRequiredService<Inbox>().AcceptAsync(WebhookReader.Read(Encoding.UTF8.GetBytes(body)), default);

    private static IReadOnlyList<(int Reason, long Count)> Counts(RunningService service) =>
        service.Parts.GetRequiredService<Database>().Read(Parked.Counts);

    private static string Change(string field, string members, long time = 1_743_451_903) =>
        $$"""{"entry":[{"id":"1","time":{{time}},"changes":[{"field":"{{field}}","value":{ {{members}} } }] }] }""";
}
