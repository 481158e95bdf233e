using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
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

        // Without a user id, the number is all that is known of who has it now.
        await PostAsync(service, $$$"""
            {"from":"{{{Ana.PhoneNumber}}}","id":"wamid.heir","timestamp":"1753851315","type":"text","text":{"body":"hello"}}
            """);
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
    }

    [Fact]
    public async Task A_number_that_is_given_up_twice_holds_no_webhook_up()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var first = Ana.PhoneNumber!;

        var person = Ana;
        foreach (var number in new[] { "4915199999999", first, "4915199999999", first })
            person = await service.Phones.ChangeNumberAsync(person, number);

        var answer = await service.AskAsync(person, "what are your opening hours?");
        Assert.Equal('+' + first, answer.To);
        Assert.Single(service.Database.Read(Conversations.List));
    }

    [Fact]
    public async Task A_notice_about_somebody_unknown_introduces_nobody()
    {
        await using var service = await StartAsync();

        await service.Phones.ChangeNumberAsync(Ana, "4915199999999");
        await service.Phones.RotateUserIdAsync(Ben);
        await service.Phones.ChangeIdentityAsync(Prober);

        Assert.Empty(service.Database.Read(Conversations.List));
        Assert.Equal(3, service.Database.Read(Parked.Counts).Sum(count => count.Count));
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

        await PostAsync(service, $$$"""
            {"from":"{{{Ana.PhoneNumber}}}","from_user_id":"{{{Ana.UserId}}}","id":"wamid.moved","timestamp":"1753851315",
             "type":"system","system":{"type":"user_changed_number","body":"moved","wa_id":"{{{Prober.PhoneNumber}}}"}}
            """);

        Assert.Contains(
            (int)Server.Messaging.ParkedReason.ConflictingIdentity,
            service.Database.Read(Parked.Counts).Select(count => count.Reason));
        Assert.Equal(2, service.Database.Read(Conversations.List).Count);
    }

    [Fact]
    public async Task A_message_with_one_persons_user_id_and_anothers_number_merges_nobody()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.AskAsync(Prober, "where are you?");
        var (ana, prober) = (await TextsAsync(service, "Ana"), await TextsAsync(service, "Probe"));

        await PostAsync(service, Text(Prober.PhoneNumber!, Ana.UserId, "both"));
        await PostAsync(service, Text(Prober.PhoneNumber!, "DE.77700077700077700077", "stranger"));
        await PostAsync(service, Text(Prober.PhoneNumber!, null, "number alone"));

        var rows = service.Database.Read(Conversations.List);
        Assert.Equal(3, rows.Count);
        Assert.Equal([.. ana, "both"], await TextsAsync(service, "Ana"));
        Assert.Equal([.. prober, "number alone"], await TextsAsync(service, "Probe"));
        await service.Phones.SendTextAsync(Prober, "as ever");
        Assert.Equal([.. prober, "number alone", "as ever"], await TextsAsync(service, "Probe"));
    }

    /// <summary>What the person of this name wrote, as staff see it.</summary>
    private static async Task<List<string?>> TextsAsync(RunningService service, string name)
    {
        foreach (var row in service.Database.Read(Conversations.List))
        {
            await UntilAsync(
                () => service.Database.Read(Conversations.List).All(one => one.Drained == one.Arrived), "all turns");
            var texts = (await service.ShownAsync(row.Id)).EnumerateArray()
                .Where(one => one.GetProperty("from").GetString() == "person")
                .Select(one => one.GetProperty("text").GetString()).ToList();
            if (await NameAsync(service, row.Id) == name)
                return texts;
        }
        throw new InvalidOperationException("There is nobody of that name.");
    }

    private static async Task<string?> NameAsync(RunningService service, Domain.ConversationId id)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<StaffDesk>().ListAsync(StaffDesk.Socket, json, default);
        return JsonDocument.Parse(content.ToArray()).RootElement.EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == id.Value)
            .TryGetProperty("name", out var name) ? name.GetString() : null;
    }

    private static string Text(string from, string? userId, string body) =>
        new JsonObject
        {
            ["from"] = from, ["from_user_id"] = userId, ["id"] = "wamid." + body, ["timestamp"] = "1753851315",
            ["type"] = "text", ["text"] = new JsonObject { ["body"] = body },
        }.ToJsonString();

    private static async Task PostAsync(RunningService service, string message) =>
        await service.Phones.PostAsync(Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},"messages":[{{{message}}}]}}]}]}
            """));
}
