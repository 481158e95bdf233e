using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hermetic.Simulator.Tests.Phone;

namespace Hermetic.Simulator.Tests.Control;

public sealed class PhoneEndpointsTests
{
    private static async Task<string> PostedAsync(Stage stage, string path, object body)
    {
        var response = await stage.Http.PostAsJsonAsync(path, body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).At("wamid")!;
    }

    private static Task<JsonElement> ChatAsync(Stage stage, int person) =>
        stage.Http.GetFromJsonAsync<JsonElement>($"simulator/conversations/{person}");

    [Fact]
    public async Task The_list_of_people_has_names_numbers_and_suggestions()
    {
        await using var stage = await Stage.SetAsync();

        var people = await stage.Http.GetFromJsonAsync<JsonElement>("simulator/people");

        Assert.Equal("Praxis am Park", people.At("business"));
        Assert.Equal("Anna Jäger", people.At("people.0.name"));
        Assert.Equal(
            JsonValueKind.Null, people.GetProperty("people")[1].GetProperty("phoneNumber").ValueKind);
        Assert.NotEqual(0, people.GetProperty("suggestions").GetArrayLength());
    }

    [Fact]
    public async Task A_written_message_reaches_the_service_and_the_conversation()
    {
        await using var stage = await Stage.SetAsync();

        var wamid = await PostedAsync(stage, "simulator/people/1/messages", new { text = "¿Qué tal?" });

        var webhook = await stage.Service.NextAsync(alreadySeen: 0);
        Assert.Equal(wamid, webhook.Message!.Value.At("id"));
        var chat = await ChatAsync(stage, 1);
        Assert.Equal(wamid, chat.At("0.wamid"));
        Assert.Equal("¿Qué tal?", chat.At("0.text"));
        Assert.Equal(0, (await ChatAsync(stage, 0)).GetArrayLength());
    }

    [Fact]
    public async Task A_pressed_button_reaches_the_service_and_stays_pressed_in_the_conversation()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        var question = (await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "interactive",
            interactive = new
            {
                type = "button",
                body = new { text = "Book it?" },
                action = new
                {
                    buttons = new[] { new { type = "reply", reply = new { id = "yes", title = "Yes" } } },
                },
            },
        })).At("messages.0.id");

        await PostedAsync(
            stage, "simulator/people/0/buttons", new { id = "yes", title = "Yes", context = question });

        var reply = (await stage.Service.NextAsync(alreadySeen: 1)).Message!.Value;
        Assert.Equal("yes", reply.At("interactive.button_reply.id"));
        Assert.Equal("yes", (await ChatAsync(stage, 0)).At("1.pressed"));
    }

    [Fact]
    public async Task A_redelivery_can_be_asked_for()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");

        await PostedAsync(stage, $"simulator/messages/{Uri.EscapeDataString(wamid)}/redeliver", new { });

        Assert.Equal(stage.Service.Received[0].Body, (await stage.Service.NextAsync(alreadySeen: 1)).Body);
    }

    [Theory]
    [InlineData("simulator/people/2/messages", """{"text":"Hi"}""", HttpStatusCode.NotFound)]
    [InlineData("simulator/people/-1/messages", """{"text":"Hi"}""", HttpStatusCode.NotFound)]
    [InlineData("simulator/people/2/buttons", """{"id":"","title":"","context":""}""", HttpStatusCode.NotFound)]
    [InlineData("simulator/messages/wamid.unknown/redeliver", "{}", HttpStatusCode.NotFound)]
    [InlineData("simulator/people/0/messages", """{"text":""}""", HttpStatusCode.BadRequest)]
    [InlineData("simulator/people/0/messages", "{}", HttpStatusCode.BadRequest)]
    [InlineData("simulator/people/0/messages", "not JSON", HttpStatusCode.BadRequest)]
    [InlineData("simulator/people/0/buttons", """{"id":"1"}""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_done_is_said_and_nothing_is_posted(
        string path, string body, HttpStatusCode expected)
    {
        await using var stage = await Stage.SetAsync();

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await stage.Http.PostAsync(path, content);

        Assert.Equal(expected, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>()).At("error")!);
        Assert.Empty(stage.Simulator.Deliveries);
    }

    [Fact]
    public async Task A_form_from_another_page_cannot_write_messages()
    {
        await using var stage = await Stage.SetAsync();

        using var content = new StringContent("""{"text":"Hi"}""", Encoding.UTF8, "text/plain");
        var response = await stage.Http.PostAsync("simulator/people/0/messages", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(stage.Simulator.Deliveries);
    }

    [Fact]
    public async Task A_message_that_is_never_accepted_is_shown_as_lost_with_the_reason()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Retries = RetrySchedule.Never });
        stage.Service.AnswerNext(503);
        await using var events = await EventReader.OpenAsync(stage);

        await PostedAsync(stage, "simulator/people/0/messages", new { text = "Hello" });

        var lost = await events.NextAsync("message", data => data.At("message.state") == "lost");
        Assert.Equal("HTTP 503", lost.At("message.trouble"));
    }
}
