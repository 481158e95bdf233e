using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>What is in the copy: everything of the person, in order, and nothing of anybody else.</summary>
public sealed class PersonExportTests
{
    [Fact]
    public async Task Everything_that_was_said_and_booked_is_in_it_in_order()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ben, "where are you?");
        await service.AskAsync(Ana, "what are your opening hours?");
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        var json = zip.Json();
        Assert.Equal("4915112345678", Value(json, "phone number"));
        Assert.Equal(Ana.UserId, Value(json, "WhatsApp user id"));
        Assert.Equal("Haircut", Assert.Single(json.GetProperty("appointments").EnumerateArray())
            .GetProperty("service").GetString());
        var messages = zip.Messages();
        Assert.Equal(
            ["in", "out", "in", "out", "in", "out", "in", "out", "in"],
            messages.Select(one => one.GetProperty("direction").GetString()));
        Assert.Equal("what are your opening hours?", messages[0].GetProperty("text").GetString());
        Assert.Equal(
            ["Confirm", "Change", "Cancel"],
            messages[3].GetProperty("buttons").EnumerateArray().Select(one => one.GetString()));
        Assert.All(messages, one => Assert.True(one.TryGetProperty("at", out _)));
        Assert.Equal("Ana", Assert.Single(json.GetProperty("conversations").EnumerateArray())
            .GetProperty("profileName").GetString());
        Assert.DoesNotContain(Ben.UserId, json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_list_the_copy_names_what_could_be_chosen_and_no_code()
    {
        await using var service = await StartAsync();
        var list = await service.AskAsync(Ana, $"anything free on {Testing.OpenDay.Wednesday}?");
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        var titles = list.Rows.Select(row => row.Title).ToList();
        Assert.True(titles.Count > 3);
        Assert.Equal(titles, zip.Messages()[1].GetProperty("buttons").EnumerateArray().Select(one => one.GetString()));
        var html = System.Net.WebUtility.HtmlDecode(zip.Html());
        Assert.All(titles, title => Assert.Contains($"<span class=\"button\">{title}</span>", html, StringComparison.Ordinal));
        Assert.All(list.Rows, row => Assert.DoesNotContain(row.Id, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_WhatsApp_sent_is_kept_with_members_that_nobody_knows()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var body = Encoding.UTF8.GetString(service.Phones.Deliveries[0].Body.Span)
            .Replace("wamid.", "wamid.X", StringComparison.Ordinal)
            .Replace("\"type\":\"text\"", "\"type\":\"text\",\"from_the_future\":{\"deep\":[1,null]}", StringComparison.Ordinal);
        await service.Phones.PostAsync(Encoding.UTF8.GetBytes(body));
        await service.AnswerAsync(Ana, 1);
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        Assert.Contains(zip.Messages().Where(IsIn), one => one.GetProperty("raw").GetProperty("message")
            .TryGetProperty("from_the_future", out var future) && future.GetProperty("deep").GetArrayLength() == 2);
    }

    [Fact]
    public async Task The_page_for_people_holds_what_was_written_as_text_and_runs_nothing()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "<script>alert('x')</script> & \"quoted\" 🌸 \u202Ehidden");
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        var html = zip.Html();
        Assert.Contains(
            "<bdi>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot; 🌸 \u202Ehidden</bdi>", html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.Contains(zip.Messages(), one => one.TryGetProperty("text", out var text)
            && text.GetString()!.StartsWith("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_was_taken_back_is_named_and_its_words_are_not_there()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var secret = await service.Phones.SendTextAsync(Ana, "my secret is plum jam");
        await service.AnswerAsync(Ana, 1);
        await service.Phones.SendAsync(Ana, Simulator.PersonMessage.Revoke(secret));
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        Assert.Contains(zip.Messages(), one => one.TryGetProperty("gone", out var gone)
            && gone.GetString() == "deleted by you");
        Assert.DoesNotContain("plum jam", zip.Json().ToString() + zip.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_thousand_messages_pass_through_the_smallest_secret_memory()
    {
        await using var service = await StartAsync(("Memory:SecretBytes", "8388608"));
        await service.AskAsync(Ana, "where are you?");
        await FillAsync(service, 5_000);
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        Assert.InRange(zip.Messages().Count, 5_000, 5_010);
        Assert.InRange(service.Database.Read(session => PersonRecords.Count(session, service.Conversation.Subject)).Sent, 5_000, 5_010);
    }

    [Fact]
    public async Task More_than_the_limit_goes_to_a_person_and_says_so()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await FillAsync(service, PersonExport.MostMessages);
        var question = await service.AskAsync(Ana, "send me my data");

        var answer = await service.PressAsync(Ana, question, "Make the copy");

        Assert.Contains("There is more about you here than", answer.Text, StringComparison.Ordinal);
        Assert.Equal(ConversationState.HumanInCharge, service.Conversation.State);
    }

    /// <summary>Messages that the business wrote elsewhere: stored like every other, and never sent.</summary>
    private static async Task FillAsync(RunningService service, int count)
    {
        var row = service.Conversation;
        var subject = service.Database.Read(session => Subjects.Find(session, row.Subject))!;
        using var key = await Part<Server.Keys.Vault>(service).OpenAsync(subject.Slot, default);
        var arena = Part<Cryptography.SecretArena>(service);
        foreach (var hundred in Enumerable.Range(0, count).Chunk(500))
        {
            await service.Database.CommitAsync(transaction =>
            {
                foreach (var one in hundred)
                {
                    using var draft = Server.Messaging.Draft.OfEcho(
                        Encoding.UTF8.GetBytes($"echo {one}, with some words to fill a line"), "{}"u8, arena);
                    Outbox.Queue(transaction, row.Id, draft.Id, OutboundKind.Echo, draft.Seal(key.Key, row.Subject));
                }
            });
        }
    }

    private static T Part<T>(RunningService service) where T : notnull =>
        (T)service.Parts.GetService(typeof(T))!;

    private static bool IsIn(JsonElement message) => message.GetProperty("direction").GetString() == "in";

    private static string? Value(JsonElement json, string kind) =>
        json.GetProperty("person").GetProperty("identifiers").EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == kind).GetProperty("value").GetString();
}
