using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Staff;

public sealed class StaffDeskTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void A_message_of_staff_has_1_to_4096_characters(int length, bool sendable) =>
        Assert.Equal(sendable, StaffDesk.CanSend(Encoding.UTF8.GetBytes(new string('ü', length))));

    [Fact]
    public void What_is_not_UTF_8_is_not_sent() => Assert.False(StaffDesk.CanSend([0x41, 0xFF]));

    [Fact]
    public async Task The_list_says_who_waits_for_a_person_and_who_has_one()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        Assert.False(Waiting(await ListedAsync(service), out _));

        var asked = DateTimeOffset.UtcNow.AddSeconds(-2);
        await service.AskAsync(Ana, "human");
        await service.AskAsync(Ana, "are you there?");
        Assert.True(Waiting(await ListedAsync(service), out var waiting));
        Assert.Equal(2, waiting.GetProperty("messages").GetInt32());
        Assert.InRange(waiting.GetProperty("since").GetDateTimeOffset(), asked, DateTimeOffset.UtcNow.AddSeconds(2));
        var since = waiting.GetProperty("since").GetDateTimeOffset();
        await service.AskAsync(Ana, "delete my data");
        Assert.True(Waiting(await ListedAsync(service), out waiting));
        Assert.Equal(3, waiting.GetProperty("messages").GetInt32());
        Assert.Equal(since, waiting.GetProperty("since").GetDateTimeOffset());

        await service.ReplyAsync("Mira here.");
        var answered = await ListedAsync(service);
        Assert.False(Waiting(answered, out _));
        Assert.Equal("human", answered.GetProperty("state").GetString());

        var answer = service.SentTo(Ana)[^1].Wamid;
        await service.Phones.SendAsync(Ana, PersonMessage.Reaction(answer, "👍"));
        await service.DrainedAsync(5);
        Assert.False(Waiting(await ListedAsync(service), out _));
        await service.Phones.SendTextAsync(Ana, "one more thing");
        await service.DrainedAsync(6);
        Assert.True(Waiting(await ListedAsync(service), out waiting));
        Assert.Equal(1, waiting.GetProperty("messages").GetInt32());
    }

    [Theory]
    [InlineData("human", null, "Asked for a person", false)]
    [InlineData("this is the worst salon in the world", "Talk to a person", "A complaint", false)]
    [InlineData("my son is unconscious", null, "May be in danger", true)]
    [InlineData("i want to kill myself", null, "May harm themselves", true)]
    public async Task The_list_says_why_they_wait(string said, string? pressed, string words, bool emergency)
    {
        await using var service = await StartAsync();
        var answer = await service.AskAsync(Ana, said);
        if (pressed is not null)
            await service.PressAsync(Ana, answer, pressed);

        var reason = (await ListedAsync(service)).GetProperty("reason");
        Assert.Equal(words, reason.GetProperty("words").GetString());
        Assert.Equal(emergency, reason.GetProperty("emergency").GetBoolean());
    }

    [Fact]
    public async Task A_conversation_that_the_assistant_answers_has_no_reason_and_one_taken_over_says_so()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var answered = await ListedAsync(service);
        Assert.False(answered.TryGetProperty("reason", out _));

        var desk = service.Parts.GetRequiredService<StaffDesk>();
        Assert.True(await desk.TakeOverAsync(StaffDesk.Socket, ConversationId.From(answered.GetProperty("id").GetGuid())));

        Assert.StartsWith(
            "Taken over", (await ListedAsync(service)).GetProperty("reason").GetProperty("words").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_what_was_ordered_and_which_message_is_answered()
    {
        await using var service = await StartAsync();
        var answer = await service.AskAsync(Ana, "where are you?");
        var asked = await service.Phones.SendAsync(Ana, PersonMessage.Text("that one") with { Context = answer.Wamid });
        await service.Phones.SendAsync(Ana, PersonMessage.Text("and mine") with { Context = asked });
        await service.Phones.SendAsync(Ana, PersonMessage.Text("not here") with { Context = "wamid.elsewhere" });
        await service.Phones.SendAsync(Ana, PersonMessage.Order("catalogue", [("comb-7", 2, 4.5m), ("wax-1", 1, 12m)], "EUR", "please"));
        await service.DrainedAsync(5);

        var shown = (await service.ShownAsync()).EnumerateArray()
            .Where(one => one.GetProperty("from").GetString() == "person").ToList();

        Assert.Equal(answer.Text, shown[1].GetProperty("quotes").GetString());
        Assert.Equal("that one", shown[2].GetProperty("quotes").GetString());
        Assert.False(shown[3].TryGetProperty("quotes", out _));
        Assert.Equal("please", shown[4].GetProperty("text").GetString());
        Assert.Equal(
            [("comb-7", "2", "4.5", "EUR"), ("wax-1", "1", "12", "EUR")],
            shown[4].GetProperty("lines").EnumerateArray().Select(line => (
                line.GetProperty("product").GetString(), line.GetProperty("quantity").GetString(),
                line.GetProperty("price").GetString(), line.GetProperty("currency").GetString())));
    }

    [Fact]
    public async Task Staff_read_when_the_assistant_wrote_and_what_could_be_chosen()
    {
        await using var service = await StartAsync();
        var begun = DateTimeOffset.UtcNow.AddSeconds(-2);
        await service.AskAsync(Ana, $"anything free on {Testing.OpenDay.Wednesday}?");
        await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.AskAsync(Ana, "human");

        var answers = (await service.ShownAsync()).EnumerateArray()
            .Where(one => one.GetProperty("from").GetString() == "assistant").ToList();
        Assert.All(answers, one => Assert.InRange(
            one.GetProperty("at").GetDateTimeOffset(), begun, DateTimeOffset.UtcNow));
        Assert.Equal("Our services", answers[0].GetProperty("list").GetString());
        Assert.Equal(service.SentTo(Ana)[0].Rows.Select(row => row.Title), Choices(answers[0]));
        Assert.Equal(["Confirm", "Change", "Cancel"], Choices(answers[1]));
        Assert.False(answers[1].TryGetProperty("list", out _));
        Assert.Empty(Choices(answers[2]));
    }

    private static IEnumerable<string?> Choices(JsonElement message) =>
        message.GetProperty("choices").EnumerateArray().Select(one => one.GetString());

    private static bool Waiting(JsonElement conversation, out JsonElement waiting) =>
        conversation.TryGetProperty("waiting", out waiting);

    /// <summary>The only conversation.</summary>
    private static async Task<JsonElement> ListedAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<StaffDesk>().ListAsync(StaffDesk.Socket, json, default);
        return Assert.Single(JsonDocument.Parse(content.ToArray()).RootElement.EnumerateArray());
    }
}
