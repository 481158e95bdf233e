using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Testing;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class MessagesEndpointTests
{
    [Fact]
    public async Task A_text_is_accepted_with_the_input_as_written_and_a_wamid()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        var answer = await stage.AcceptedAsync(Stage.Text("Guten Tag", callback: "attempt-1"));

        Assert.Equal("whatsapp", answer.At("messaging_product"));
        Assert.Equal("+491511234567", answer.At("contacts.0.input"));
        Assert.Equal("491511234567", answer.At("contacts.0.wa_id"));
        var sent = Assert.Single(stage.Simulator.Sent);
        Assert.Equal(answer.At("messages.0.id"), sent.Wamid);
        Assert.StartsWith("wamid.HBg", sent.Wamid, StringComparison.Ordinal);
        Assert.Equal(("text", "Guten Tag", "attempt-1"), (sent.Kind, sent.Text, sent.CallbackData));
    }

    [Fact]
    public async Task A_recipient_by_user_id_is_answered_with_a_user_id_and_no_number()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Bo);

        var answer = await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            recipient = Stage.Bo.UserId,
            type = "text",
            text = new { body = "Hello" },
        });

        Assert.Equal(Stage.Bo.UserId, answer.At("contacts.0.user_id"));
        Assert.False(answer.GetProperty("contacts")[0].TryGetProperty("wa_id", out _));
        Assert.Same(Stage.Bo, Assert.Single(stage.Simulator.Sent).Person);
    }

    [Fact]
    public async Task To_wins_when_recipient_is_given_too()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        await stage.AfterWritingAsync(Stage.Bo);

        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            recipient = Stage.Bo.UserId,
            type = "text",
            text = new { body = "Hello" },
        });

        Assert.Same(Stage.Anna, Assert.Single(stage.Simulator.Sent).Person);
    }

    [Fact]
    public async Task Without_a_token_and_with_a_wrong_one_the_answer_is_401_and_a_Graph_error()
    {
        await using var stage = await Stage.SetAsync();

        stage.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(
            "104", (await stage.RefusedAsync(Stage.Text("Hi"), HttpStatusCode.Unauthorized)).At("code"));

        stage.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");
        var error = await stage.RefusedAsync(Stage.Text("Hi"), HttpStatusCode.Unauthorized);
        Assert.Equal("190", error.At("code"));
        Assert.Equal("OAuthException", error.At("type"));
    }

    [Fact]
    public async Task Another_number_and_another_version_are_unknown()
    {
        await using var stage = await Stage.SetAsync();

        var number = await stage.Http.PostAsJsonAsync("v25.0/999/messages", Stage.Text("Hi"));
        var version = await stage.Http.PostAsJsonAsync("v1.0/106540352242922/messages", Stage.Text("Hi"));

        Assert.Equal("33", (await number.Content.ReadFromJsonAsync<JsonElement>()).At("error.error_subcode"));
        Assert.Equal("2500", (await version.Content.ReadFromJsonAsync<JsonElement>()).At("error.code"));
    }

    [Fact]
    public async Task An_error_has_every_member_that_Meta_documents()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);

        var error = await stage.RefusedAsync(Stage.Text("Hi", to: "+4900000"));

        Assert.Equal("(#131026) Message undeliverable", error.At("message"));
        Assert.Equal("OAuthException", error.At("type"));
        Assert.Equal("131026", error.At("code"));
        Assert.Equal("whatsapp", error.At("error_data.messaging_product"));
        Assert.NotEmpty(error.At("error_data.details")!);
        Assert.NotEmpty(error.At("fbtrace_id")!);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"to":7,"text":"x","type":null}""")]
    public async Task A_body_of_any_other_shape_is_an_invalid_parameter(string body)
    {
        await using var stage = await Stage.SetAsync();

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await stage.Http.PostAsync(Stage.Messages, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("100", (await response.Content.ReadFromJsonAsync<JsonElement>()).At("error.code"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_mark_succeeds_with_and_without_typing(bool typing)
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");

        var answer = await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            status = "read",
            message_id = wamid,
            typing_indicator = typing ? new { type = "text" } : null,
        });

        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal(new ReadMark(wamid, typing), Assert.Single(stage.Simulator.Reads));
        Assert.Empty(stage.Simulator.Sent);
    }

    [Fact]
    public async Task Only_a_received_message_can_be_marked_as_read()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        var own = (await stage.AcceptedAsync(Stage.Text("Reply"))).At("messages.0.id");

        foreach (var wamid in new[] { "wamid.unknown", own })
        {
            var error = await stage.RefusedAsync(
                new { messaging_product = "whatsapp", status = "read", message_id = wamid });
            Assert.Equal("131009", error.At("code"));
        }
        Assert.Empty(stage.Simulator.Reads);
    }

    public static TheoryData<string> Examples() =>
        [.. Repository.Fixtures("whatsapp/outbound") is { } folder
            ? Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Where(static name => name.Contains("__send_", StringComparison.Ordinal)
                    || name.EndsWith("__mark_message_as_read", StringComparison.Ordinal))
            : ["none"]];

    /// <summary>
    /// Meta's collection: placeholders become people, media and templates of this simulator, the rest stays.
    /// </summary>
    [Theory, MemberData(nameof(Examples))]
    public async Task Metas_own_examples_are_accepted_and_answered_in_their_shape(string example)
    {
        var file = Repository.Fixtures($"whatsapp/outbound/{example}.json");
        Assert.SkipWhen(file is null, "The recorded requests are not beside this checkout.");
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");
        var recorded = JsonNode.Parse(await File.ReadAllBytesAsync(file!))!;
        var mediaId = stage.Simulator.AddMedia(new(new byte[] { 1 }, "image/jpeg"));
        var request = MetasExample.Adapt(recorded, stage.Simulator, wamid, mediaId);

        using var content = JsonContent.Create(request);
        using var call = new HttpRequestMessage(new HttpMethod((string)recorded["method"]!), Stage.Messages)
        {
            Content = content,
        };
        var response = await stage.Http.SendAsync(call);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        if (recorded["responses"]!.AsArray().FirstOrDefault()?["body"] is not JsonObject expected)
            return;
        Assert.Equal(
            expected.Select(member => member.Key), answer.EnumerateObject().Select(member => member.Name));
        if (expected["contacts"] is { } contacts)
            Assert.Equal(
                contacts[0]!.AsObject().Select(member => member.Key),
                answer.GetProperty("contacts")[0].EnumerateObject().Select(member => member.Name));
    }
}
