using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hermetic.Simulator.Tests.Phone;

/// <summary>What a conversation tells the page of a message beside its text.</summary>
public sealed class PhoneMessagesTests
{
    private static async Task<JsonElement> ChatAsync(Stage stage) =>
        await stage.Http.GetFromJsonAsync<JsonElement>("simulator/conversations/0");

    private static Task<string> WriteAsync(Stage stage, PersonMessage message) =>
        stage.Simulator.SendAsync(Stage.Anna, message);

    [Fact]
    public async Task An_edit_a_reaction_and_a_revoke_change_the_bubble_and_are_remembered_by_their_ids()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await WriteAsync(stage, PersonMessage.Text("tomorow"));

        var edit = await WriteAsync(stage, PersonMessage.Edit(wamid, PersonMessage.Text("tomorrow")));
        var reaction = await WriteAsync(stage, PersonMessage.Reaction(wamid, "👍"));
        var changed = (await ChatAsync(stage))[0];
        Assert.Equal("tomorrow", changed.At("text"));
        Assert.Equal("True", changed.At("edited"));
        Assert.Equal("👍", changed.At("reactions.person"));

        var taken = await WriteAsync(stage, PersonMessage.Reaction(wamid, emoji: null));
        var revoke = await WriteAsync(stage, PersonMessage.Revoke(wamid));
        var deleted = Assert.Single((await ChatAsync(stage)).EnumerateArray());
        Assert.Equal("True", deleted.At("deleted"));
        Assert.Equal("", deleted.At("reactions.person"));
        Assert.Equal(
            [edit, reaction, taken, revoke],
            deleted.GetProperty("changes").EnumerateArray().Select(static change => change.GetString()!));
    }

    [Fact]
    public async Task A_reaction_of_the_business_stands_below_the_message_and_can_be_taken_back()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await WriteAsync(stage, PersonMessage.Text("thank you"));

        await stage.AcceptedAsync(Reaction("🙏"));
        Assert.Equal("🙏", (await ChatAsync(stage))[0].At("reactions.business"));
        await stage.AcceptedAsync(Reaction(""));
        Assert.Equal("", (await ChatAsync(stage))[0].At("reactions.business"));

        object Reaction(string emoji) => new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "reaction",
            reaction = new { message_id = wamid, emoji },
        };
    }

    [Fact]
    public async Task A_file_is_shown_with_what_it_is_and_served_as_nothing_more()
    {
        await using var stage = await Stage.SetAsync();
        byte[] bytes = [0xff, 0xd8, 0xff];
        await WriteAsync(stage, PersonMessage.Media("image", new(bytes, "image/jpeg") { Caption = "Look" }));
        await WriteAsync(stage, PersonMessage.Media("document", new("<script>"u8.ToArray(), "text/html") { Filename = "a.html" }));

        var chat = await ChatAsync(stage);
        Assert.Equal(("image", "Look", "3"), (chat.At("0.kind"), chat.At("0.content.caption"), chat.At("0.content.size")));
        var picture = await stage.Http.GetAsync($"simulator/media/{chat.At("0.content.id")}");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal(bytes, await picture.Content.ReadAsByteArrayAsync());

        var page = await stage.Http.GetAsync($"simulator/media/{chat.At("1.content.id")}");
        Assert.Equal("application/octet-stream", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", page.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Http.GetAsync("simulator/media/1")).StatusCode);
    }

    [Fact]
    public async Task A_list_keeps_its_sections_and_a_place_its_coordinates()
    {
        await using var stage = await Stage.SetAsync();
        await WriteAsync(stage, PersonMessage.Location(52.5, 13.4, "Here"));
        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "interactive",
            interactive = new
            {
                type = "list",
                body = new { text = "When?" },
                action = new { button = "Choose", sections = new[] { new { title = "Monday", rows = new[] { new { id = "1", title = "9:00" } } } } },
            },
        });

        var chat = await ChatAsync(stage);

        Assert.Equal(("location", "52.5"), (chat.At("0.kind"), chat.At("0.content.latitude")));
        Assert.Equal(("list", "Choose"), (chat.At("1.kind"), chat.At("1.content.action.button")));
        Assert.Equal("Monday", chat.At("1.content.action.sections.0.title"));
        Assert.Equal("9:00", chat.At("1.buttons.0.title"));
    }

    [Fact]
    public async Task Buttons_that_open_an_address_are_links_and_a_templates_suffix_completes_them()
    {
        var template = new SimulatedTemplate("there", "en", SimulatedTemplate.Utility, "Come by.")
        {
            Buttons = [new("QUICK_REPLY", "Yes"), new("URL", "Directions") { Url = "https://maps.example/{{1}}" }],
        };
        await using var stage = await Stage.SetAsync(options => options with { Templates = [template] });
        await stage.AfterWritingAsync(Stage.Anna);
        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "template",
            template = new
            {
                name = "there",
                language = new { code = "en" },
                components = new object[]
                {
                    new { type = "button", sub_type = "url", index = 1, parameters = new[] { new { type = "text", text = "salon" } } },
                },
            },
        });
        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "interactive",
            interactive = new
            {
                type = "cta_url",
                body = new { text = "Ready." },
                action = new { name = "cta_url", parameters = new { display_text = "Open", url = "http://127.0.0.1/d" } },
            },
        });

        var chat = await ChatAsync(stage);

        Assert.Equal(("Directions", "https://maps.example/salon"), (chat.At("1.links.0.title"), chat.At("1.links.0.url")));
        Assert.Equal(("Open", "http://127.0.0.1/d"), (chat.At("2.links.0.title"), chat.At("2.links.0.url")));
    }

    [Fact]
    public async Task The_record_of_a_message_has_its_webhooks_or_its_request()
    {
        await using var stage = await Stage.SetAsync(options => options with { Statuses = StatusPlan.Ladder });
        var wamid = await WriteAsync(stage, PersonMessage.Text("Hello"));
        var answer = (await stage.AcceptedAsync(Stage.Text("Good morning"))).At("messages.0.id")!;
        await stage.Service.NextAsync(alreadySeen: 1);

        var said = await RecordAsync(wamid);
        Assert.Equal(stage.Service.Received[0].Body, said.GetProperty("deliveries")[0].GetProperty("body64").GetBytesFromBase64());
        Assert.Equal("200", said.At("deliveries.0.answers.0.httpStatus"));
        Assert.Equal(JsonValueKind.Null, said.GetProperty("sent").ValueKind);
        var sent = await RecordAsync(answer);
        Assert.Contains("Good morning", sent.At("sent.json")!, StringComparison.Ordinal);
        Assert.NotEqual(0, sent.GetProperty("deliveries").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Http.GetAsync("simulator/messages/wamid.unknown")).StatusCode);

        Task<JsonElement> RecordAsync(string id) =>
            stage.Http.GetFromJsonAsync<JsonElement>($"simulator/messages/{Uri.EscapeDataString(id)}");
    }
}
