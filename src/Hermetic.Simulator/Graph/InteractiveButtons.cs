using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>An interactive message of type <c>button</c>: one to three reply buttons.</summary>
internal static class InteractiveButtons
{
    private const int ButtonLimit = 3;
    private const int TitleLimit = 20;
    private const int IdLimit = 256;

    /// <exception cref="InvalidSendException">The first rule that the message breaks.</exception>
    public static SendRequest Read(JsonElement interactive, SendRequest request)
    {
        List<ReplyButton> buttons =
            [.. interactive.Member("action")?.Array("buttons").Select(Button) ?? []];
        SendRules.Count("buttons", buttons.Count, 1, ButtonLimit);
        SendRules.Distinct("button title", buttons.Select(button => button.Title));
        SendRules.Distinct("button id", buttons.Select(button => button.Id));
        return request with { Buttons = buttons };
    }

    private static ReplyButton Button(JsonElement button)
    {
        if (button.Text("type") != "reply" || button.Member("reply") is not { } reply)
            throw SendRules.Broken("Button type must be reply");
        var (id, title) = (reply.Text("id") ?? "", reply.Text("title") ?? "");
        if (title.Length is 0 or > TitleLimit)
            throw SendRules.Broken($"Button title length invalid. Min length: 1, Max length: {TitleLimit}");
        if (id.Length is 0 or > IdLimit)
            throw SendRules.Broken($"Button id length invalid. Min length: 1, Max length: {IdLimit}");
        return new(id, title);
    }
}
