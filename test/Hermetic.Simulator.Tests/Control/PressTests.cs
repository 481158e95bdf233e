using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hermetic.Simulator.Tests.Control;

/// <summary>What a pressed button answers with depends on the message that it stood under.</summary>
public sealed class PressTests
{
    [Fact]
    public async Task A_row_of_a_list_is_shown_as_a_button_and_answers_as_a_list_reply()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        var question = await SentAsync(stage, "interactive", new
        {
            type = "list",
            body = new { text = "When?" },
            action = new
            {
                button = "Choose",
                sections = new[]
                {
                    new { title = "Friday", rows = new[] { new { id = "fri-9", title = "9:00", description = "Ana" } } },
                },
            },
        });

        var chat = await stage.Http.GetFromJsonAsync<JsonElement>("simulator/conversations/0");
        Assert.Equal("9:00", chat.At("1.buttons.0.title"));
        var reply = await PressAsync(stage, "fri-9", "9:00", question);

        Assert.Equal("list_reply", reply.At("interactive.type"));
        Assert.Equal(("fri-9", "Ana"), (reply.At("interactive.list_reply.id"), reply.At("interactive.list_reply.description")));
        Assert.Equal(question, reply.At("context.id"));
    }

    [Fact]
    public async Task A_quick_reply_of_a_template_answers_as_a_button()
    {
        await using var stage = await Stage.SetAsync();
        stage.Simulator.SetTemplate(SimulatedTemplate.HelloWorld with { Buttons = [new("QUICK_REPLY", "Stop")] });
        var question = await SentAsync(
            stage, "template", new { name = "hello_world", language = new { code = "en_US" } });

        var reply = await PressAsync(stage, "Stop", "Stop", question, seen: 0);

        Assert.Equal(("button", "Stop"), (reply.At("type"), reply.At("button.text")));
    }

    private static async Task<string> SentAsync(Stage stage, string type, object content) =>
        (await stage.AcceptedAsync(new Dictionary<string, object>
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = "+491511234567",
            ["type"] = type,
            [type] = content,
        })).At("messages.0.id")!;

    private static async Task<JsonElement> PressAsync(
        Stage stage, string id, string title, string context, int seen = 1)
    {
        var response = await stage.Http.PostAsJsonAsync("simulator/people/0/buttons", new { id, title, context });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await stage.Service.NextAsync(seen)).Message!.Value;
    }
}
