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
    public async Task An_appointment_comes_with_its_person_its_length_and_its_reminder()
    {
        using var mine = new Facts.OwnersFolder();
        mine.Write("staff.json", """{ "staff": [{ "id": "mira", "name": "Mira" }] }""");
        mine.Write("booking.json", """{ "reminderHours": 1 }""");
        await using var service = await StartAsync(("Business", mine.Path));
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        var told = (await service.AskAsync(Ana, "what do you know about me?")).Text;
        Assert.Matches("Haircut with Mira, Wednesday, .* at 15:00, 45 minutes \\(reminder on the same day at 14:00\\)", told);

        var (link, code) = await service.OrderAsync(Ana);
        using (var zip = await ExportedData.DownloadAsync(link, code))
        {
            var one = Assert.Single(zip.Json().GetProperty("appointments").EnumerateArray());
            Assert.Equal(("Mira", 45), (one.GetProperty("with").GetString(), one.GetProperty("minutes").GetInt32()));
            Assert.Equal(("planned", 60), ReminderOf(one));
            Assert.Matches("Haircut with Mira, Wed .*, 15:00, 45 minutes \\(booked\\); reminder Wed .*, 14:00 \\(planned\\)", zip.Html());
        }

        var none = await service.AskAsync(Ana, "cancel my reminder");
        await service.PressAsync(Ana, none, "No reminder");
        told = (await service.AskAsync(Ana, "what do you know about me?")).Text;
        Assert.Matches("45 minutes \\(no reminder, as you wished\\)", told);
        (link, code) = await service.OrderAsync(Ana);
        using var later = await ExportedData.DownloadAsync(link, code);
        Assert.Equal(("not wanted", 60), ReminderOf(later.Json().GetProperty("appointments")[0]));
    }

    private static (string?, int) ReminderOf(JsonElement appointment) => (
        appointment.GetProperty("reminder").GetProperty("state").GetString(),
        appointment.GetProperty("reminder").GetProperty("minutesBefore").GetInt32());

    [Fact]
    public async Task The_rows_of_a_list_are_in_it_as_they_were_shown_and_no_code_of_theirs()
    {
        await using var service = await StartAsync();
        var list = await service.AskAsync(Ana, $"any free haircut on {Testing.OpenDay.Wednesday}?");
        Assert.InRange(list.Rows.Count, 4, 10);
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        Assert.Equal(
            list.Rows.Select(row => row.Title),
            zip.Messages().First(one => !IsIn(one)).GetProperty("buttons").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains($"<span class=\"button\">{list.Rows[0].Title}</span>", zip.Html(), StringComparison.Ordinal);
        Assert.All(list.Rows, row => Assert.DoesNotContain(row.Id, zip.Html() + zip.Json(), StringComparison.Ordinal));
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
    public async Task It_carries_a_manifest_that_the_log_signed_and_who_looked_at_what()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        await service.ShownAsync();
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        var path = Path.GetTempFileName();
        try
        {
            await ExtractAsync(zip, path);
            using var copy = CopyFiles.Open(path);
            var key = Ledger.NoteVerifier.Parse(copy.Key!.Trim());
            Assert.True(CopyManifest.IsWhole(copy.Manifest, key, copy.Files, out var problem), problem);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Equal(1, zip.Json().GetProperty("person").GetProperty("opened").GetArrayLength());
        var acts = zip.Json().GetProperty("record").EnumerateArray().Select(act => (
            act.GetProperty("action").GetString(), act.GetProperty("actor").GetString()!.Split(':')[0])).ToList();
        Assert.Contains(("message.accept", "service"), acts);
        Assert.Contains(("conversation.read", "staff"), acts);
        Assert.Contains("a person of the business, conversation.read", zip.Html(), StringComparison.Ordinal);
    }

    /// <summary>The same entries in a file.</summary>
    private static async Task ExtractAsync(System.IO.Compression.ZipArchive zip, string path)
    {
        File.Delete(path);
        await using var to = await System.IO.Compression.ZipFile.OpenAsync(path, System.IO.Compression.ZipArchiveMode.Create);
        foreach (var entry in zip.Entries)
        {
            await using var from = await entry.OpenAsync();
            await using var copy = await to.CreateEntry(entry.FullName).OpenAsync();
            await from.CopyToAsync(copy);
        }
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
    public async Task Members_and_kinds_that_nobody_knows_are_in_it_as_they_came()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var who = $"\"from\":\"{Ana.PhoneNumber}\",\"from_user_id\":\"{Ana.UserId}\",\"timestamp\":\"1753851315\"";
        await service.Phones.PostAsync(Encoding.UTF8.GetBytes($$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},"messages":[
                {{{{who}}},"id":"wamid.1","type":"text","text":{"body":"hello","tone":{"warm":[1.50,true]}},"novelty":"caf\u00e9"},
                {{{{who}}},"id":"wamid.2","type":"hologram","hologram":{"depth":3}}]}}]}]}
            """));
        await service.DrainedAsync(2);
        var (link, code) = await service.OrderAsync(Ana);

        using var zip = await ExportedData.DownloadAsync(link, code);

        var novel = zip.Messages().Single(one => one.TryGetProperty("text", out var text) && text.ValueEquals("hello"))
            .GetProperty("raw").GetProperty("message");
        Assert.Equal("café", novel.GetProperty("novelty").GetString());
        Assert.Equal("[1.50,true]", novel.GetProperty("text").GetProperty("tone").GetProperty("warm").GetRawText());
        var other = zip.Json().GetProperty("conversations").EnumerateArray().Concat([zip.Json()])
            .SelectMany(one => one.TryGetProperty("other", out var list) ? list.EnumerateArray().ToList() : []);
        Assert.Equal(3, Assert.Single(other).GetProperty("raw").GetProperty("hologram").GetProperty("depth").GetInt32());
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
