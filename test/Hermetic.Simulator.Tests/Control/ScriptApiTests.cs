using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Hermetic.Simulator.Tests.Control;

/// <summary>Everything under <c>/simulator</c> but the phones: one test for each endpoint.</summary>
public sealed class ScriptApiTests
{
    private static async Task<JsonElement> CallAsync(
        Stage stage, HttpMethod method, string path, object? body = null,
        HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, "simulator/" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await stage.Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {answer}");
        return answer;
    }

    [Fact]
    public async Task Someone_new_gets_a_place_and_a_user_id_and_can_write()
    {
        await using var stage = await Stage.SetAsync();

        var made = await CallAsync(
            stage, HttpMethod.Post, "people", new { name = "Cleo", username = "cleo" }, HttpStatusCode.Created);
        await CallAsync(
            stage, HttpMethod.Post, $"people/{made.At("position")}/messages", new { text = "Hi" },
            HttpStatusCode.Accepted);

        var message = (await stage.Service.NextAsync(alreadySeen: 0)).Message!.Value;
        Assert.Equal(made.At("person.userId"), message.At("from_user_id"));
    }

    [Fact]
    public async Task A_number_that_is_taken_is_a_conflict()
    {
        await using var stage = await Stage.SetAsync();
        var taken = new { name = "Other", phoneNumber = Stage.Anna.PhoneNumber };

        await CallAsync(stage, HttpMethod.Post, "people", taken, HttpStatusCode.Conflict);
        await CallAsync(
            stage, HttpMethod.Post, "people/1/changes", new { phoneNumber = Stage.Anna.PhoneNumber },
            HttpStatusCode.Conflict);
    }

    public static TheoryData<string, string> Changes() => new()
    {
        { """{"userId":"system"}""", "\"type\":\"user_changed_user_id\"" },
        { """{"userId":"field"}""", "\"field\":\"user_id_update\"" },
        { """{"phoneNumber":"4915770000000"}""", "\"wa_id\":\"4915770000000\"" },
        { """{"newIdentity":true}""", "\"type\":\"customer_identity_changed\"" },
        { """{"marketing":false}""", "\"value\":\"stop\"" },
        { """{"call":"connect"}""", "\"event\":\"connect\"" },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task A_change_of_a_person_is_told_by_a_webhook(string change, string told)
    {
        await using var stage = await Stage.SetAsync();

        using var body = new StringContent(change, Encoding.UTF8, "application/json");
        var response = await stage.Http.PostAsync("simulator/people/0/changes", body);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Contains(
            told, (await stage.Service.NextAsync(alreadySeen: 0)).Ascii, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Messages() => new()
    {
        { """{"type":"location","location":{"latitude":1.5,"longitude":2}}""", "\"latitude\":1.5" },
        { """{"type":"text","text":{"body":"Hi"},"context":{"id":"wamid.0"}}""", "\"id\":\"wamid.0\"" },
        { """{"text":"Hi","context":{"id":"wamid.0"}}""", "\"id\":\"wamid.0\"" },
        { """{"type":"reaction","reaction":{"message_id":"wamid.0"}}""", "\"reaction\":{\"message_id\"" },
        {
            """{"type":"image","image":{"mime_type":"image/png","data":"AQI=","caption":"Look"}}""",
            "\"mime_type\":\"image\\/png\""
        },
        { """{"type":"revoke","revoke":{"original_message_id":"wamid.0"}}""", "\"type\":\"revoke\"" },
        { """{"type":"unsupported","errors":[{"code":131051}]}""", "\"errors\":[{\"code\":131051}]" },
        { """{"type":"hologram","hologram":{"depth":3},"group_id":"g"}""", "\"group_id\":\"g\"" },
    };

    [Theory, MemberData(nameof(Messages))]
    public async Task A_message_of_any_type_can_be_written(string message, string written)
    {
        await using var stage = await Stage.SetAsync();

        using var body = new StringContent(message, Encoding.UTF8, "application/json");
        var response = await stage.Http.PostAsync("simulator/people/0/messages", body);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Contains(
            written, (await stage.Service.NextAsync(alreadySeen: 0)).Ascii, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_and_a_revoke_change_the_bubble()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hallo");
        async Task<string?> ShownAsync() => (await stage.Http.GetFromJsonAsync<JsonElement>(
            "simulator/conversations/0")).At("0.text");

        await CallAsync(
            stage, HttpMethod.Post, "people/0/messages", new
            {
                type = "edit",
                edit = new { original_message_id = wamid, message = new { type = "text", text = new { body = "Hello" } } },
            },
            HttpStatusCode.Accepted);
        Assert.Equal("Hello", await ShownAsync());
        await CallAsync(
            stage, HttpMethod.Post, "people/0/messages",
            new { type = "revoke", revoke = new { original_message_id = wamid } }, HttpStatusCode.Accepted);
        Assert.Equal("🚫 Deleted", await ShownAsync());
    }

    [Fact]
    public async Task An_echo_comes_from_the_business()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(
            stage, HttpMethod.Post, "people/0/echoes", new { text = "By hand" }, HttpStatusCode.Accepted);

        Assert.Equal(
            "By hand", (await stage.Service.NextAsync(alreadySeen: 0)).Value.At("message_echoes.0.text.body"));
    }

    [Fact]
    public async Task A_batch_is_one_webhook()
    {
        await using var stage = await Stage.SetAsync();

        var answer = await CallAsync(
            stage, HttpMethod.Post, "batches",
            new { messages = new[] { new { person = 0, text = "one" }, new { person = 1, text = "two" } } },
            HttpStatusCode.Accepted);

        await stage.Service.NextAsync(alreadySeen: 0);
        Assert.Equal(2, answer.GetProperty("wamids").GetArrayLength());
        Assert.Equal(2, Assert.Single(stage.Simulator.Deliveries).Wamids.Count);
    }

    [Fact]
    public async Task A_fault_meets_the_next_sends()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        await CallAsync(stage, HttpMethod.Post, "faults", new { fault = "cut-after", person = 1 });
        await CallAsync(
            stage, HttpMethod.Post, "faults", new { fault = "refuse", code = 131056, count = 1, person = 0 });

        Assert.Equal(
            "131056", (await stage.RefusedAsync(Stage.Text("Hi"), HttpStatusCode.TooManyRequests)).At("code"));
        await stage.AcceptedAsync(Stage.Text("Hi"));
    }

    [Fact]
    public async Task Shares_of_the_sends_go_wrong()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        await CallAsync(stage, HttpMethod.Put, "sends", new { cutAfter = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.SendAsync(Stage.Text("Hi")));
        Assert.Single(stage.Simulator.Sent);
    }

    [Fact]
    public async Task The_plan_of_the_statuses_changes()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        await CallAsync(stage, HttpMethod.Put, "statuses", new { plan = "failed", code = 131049 });
        await stage.AcceptedAsync(Stage.Text("Hi"));

        Assert.Equal("131049", (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value.At("errors.0.code"));
    }

    [Fact]
    public async Task The_delivery_changes()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(stage, HttpMethod.Put, "deliveries", new { duplicate = 1 });
        await stage.Simulator.SendTextAsync(Stage.Anna, "twice");

        Assert.Equal(2, stage.Service.Received.Count);
    }

    [Fact]
    public async Task The_token_expires()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(stage, HttpMethod.Put, "token", new { expired = true });

        Assert.Equal("190", (await stage.RefusedAsync(Stage.Text("Hi"), HttpStatusCode.Unauthorized)).At("code"));
    }

    [Fact]
    public async Task What_was_posted_and_answered_can_be_read_from_a_number_on()
    {
        await using var stage = await Stage.SetAsync();
        await stage.Simulator.SendTextAsync(Stage.Anna, "one");
        stage.Service.AnswerNext(503);
        await stage.Simulator.SendTextAsync(Stage.Anna, "two");

        var deliveries = await CallAsync(stage, HttpMethod.Get, "deliveries?after=1");

        Assert.Equal(1, deliveries.GetArrayLength());
        Assert.Equal(stage.Service.Received[1].Body, Convert.FromBase64String(deliveries.At("0.body64")!));
        Assert.Equal(stage.Service.Received[1].Signature, deliveries.At("0.signature"));
        Assert.Equal(("503", "200"), (deliveries.At("0.answers.0.httpStatus"), deliveries.At("0.answers.1.httpStatus")));
    }

    [Fact]
    public async Task What_was_sent_and_read_can_be_read()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");
        var first = (await stage.AcceptedAsync(Stage.Text("one"))).At("messages.0.id");
        await stage.AcceptedAsync(Stage.Text("two"));
        await stage.AcceptedAsync(new { messaging_product = "whatsapp", status = "read", message_id = wamid });

        Assert.Equal(2, (await CallAsync(stage, HttpMethod.Get, "sent")).GetArrayLength());
        var later = await CallAsync(stage, HttpMethod.Get, $"sent?after={Uri.EscapeDataString(first!)}");
        Assert.Equal("two", later.At("0.text"));
        Assert.Equal(wamid, (await CallAsync(stage, HttpMethod.Get, "reads")).At("0.wamid"));
    }

    [Fact]
    public async Task Any_bytes_can_be_signed_and_posted()
    {
        await using var stage = await Stage.SetAsync();
        stage.Service.AnswerNext(400);
        using var content = new ByteArrayContent("{ not JSON"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");

        var answer = await (await stage.Http.PostAsync("simulator/webhooks", content))
            .Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("400", answer.At("httpStatus"));
        Assert.True(Assert.Single(stage.Service.Received).SignatureHolds);
    }

    [Fact]
    public async Task An_event_of_the_account_is_raised()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(
            stage, HttpMethod.Post, "account",
            new { field = "security", value = new { @event = "PIN_RESET_REQUEST" } }, HttpStatusCode.Accepted);

        Assert.Equal("PIN_RESET_REQUEST", (await stage.Service.NextAsync(alreadySeen: 0)).Value.At("event"));
    }

    [Fact]
    public async Task A_template_is_set_and_listed_and_told_when_asked()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(
            stage, HttpMethod.Put, "templates",
            new { name = "offer", language = "de", category = "MARKETING", body = "Hi {{1}}", state = "PAUSED", tell = true });

        Assert.Equal("PAUSED", (await stage.Service.NextAsync(alreadySeen: 0)).Value.At("event"));
        var templates = await CallAsync(stage, HttpMethod.Get, "templates");
        Assert.Equal(("offer", "PAUSED"), (templates.At("1.name"), templates.At("1.state")));
    }

    [Fact]
    public async Task The_clock_moves_and_the_window_closes()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Clock = new SimulatedClock(TimeProvider.System) });
        await stage.AfterWritingAsync(Stage.Anna);
        var before = (await CallAsync(stage, HttpMethod.Get, "clock")).GetProperty("now").GetDateTimeOffset();

        var after = (await CallAsync(stage, HttpMethod.Post, "clock", new { seconds = 90_000 }))
            .GetProperty("now").GetDateTimeOffset();

        Assert.True(after - before >= TimeSpan.FromHours(25));
        Assert.Equal("131047", (await stage.RefusedAsync(Stage.Text("Hi"))).At("code"));
    }

    [Fact]
    public async Task A_clock_of_someone_else_cannot_be_moved()
    {
        await using var stage = await Stage.SetAsync();

        await CallAsync(stage, HttpMethod.Post, "clock", new { seconds = 1 }, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("POST", "people", """{"phoneNumber":"+49"}""")]
    [InlineData("POST", "people/0/changes", """{"userId":"system","call":"connect"}""")]
    [InlineData("POST", "people/0/changes", "{}")]
    [InlineData("POST", "people/0/changes", """{"userid":"x"}""")]
    [InlineData("POST", "people/0/messages", """{"type":"image","image":{"data":"?","mime_type":"image/png"}}""")]
    [InlineData("POST", "batches", """{"messages":[{"person":9,"text":"x"}]}""")]
    [InlineData("POST", "batches", """{"messages":[]}""")]
    [InlineData("POST", "faults", """{"fault":"refuse"}""")]
    [InlineData("POST", "faults", """{"fault":"slow","seconds":-1}""")]
    [InlineData("POST", "faults", """{"fault":"cut-after","count":0}""")]
    [InlineData("POST", "faults", """{"fault":"cut-after","person":9}""")]
    [InlineData("PUT", "sends", """{"cutAfter":0.7,"slow":0.7}""")]
    [InlineData("PUT", "sends", """{"refuse":0.1}""")]
    [InlineData("PUT", "statuses", """{"plan":"upwards"}""")]
    [InlineData("PUT", "deliveries", """{"duplicate":-1}""")]
    [InlineData("PUT", "token", "{}")]
    [InlineData("POST", "account", """{"field":"security"}""")]
    [InlineData("POST", "webhooks", "{}")]
    [InlineData("PUT", "templates", """{"name":"a","language":"de","body":"x","state":"ASLEEP"}""")]
    public async Task What_cannot_be_done_is_answered_with_a_sentence(string method, string path, string body)
    {
        await using var stage = await Stage.SetAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), "simulator/" + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await stage.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).At("error")!;
        Assert.StartsWith("Send", error.Replace("Media needs", "Send", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(stage.Simulator.Deliveries);
    }
}
