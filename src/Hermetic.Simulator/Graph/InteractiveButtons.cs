using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// An interactive message of type <c>button</c>, with Meta's limits and Meta's words for breaking them.
/// </summary>
internal static class InteractiveButtons
{
    private const int BodyLimit = 1024;
    private const int HeaderLimit = 60;
    private const int ButtonLimit = 3;
    private const int TitleLimit = 20;
    private const int IdLimit = 256;

    /// <exception cref="InvalidSendException">The first rule that the message breaks.</exception>
    public static SendRequest Read(JsonElement body, string address, bool isUserId)
    {
        if (body.Member("interactive") is not { ValueKind: JsonValueKind.Object } interactive)
            throw new InvalidSendException(GraphError.Missing("interactive"));
        if (interactive.Text("type") != "button")
            throw new InvalidSendException(
                GraphError.Of(131051, "The simulator takes interactive messages of type button."));
        var text = Limited(interactive.Member("body")?.Text("text"), "body['text']", BodyLimit)
            ?? throw new InvalidSendException(GraphError.Missing("body['text']"));
        return new(address, isUserId, "button", text, Buttons(interactive))
        {
            Header = Limited(interactive.Member("header")?.Text("text"), "header['text']", HeaderLimit),
            Footer = Limited(interactive.Member("footer")?.Text("text"), "footer['text']", HeaderLimit),
        };
    }

    private static List<ReplyButton> Buttons(JsonElement interactive)
    {
        List<ReplyButton> buttons =
            [.. interactive.Member("action")?.Array("buttons").Select(Button) ?? []];
        if (buttons.Count is 0 or > ButtonLimit)
            throw Broken(
                $"Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: {ButtonLimit}");
        if (buttons.DistinctBy(button => button.Title, StringComparer.Ordinal).Count() < buttons.Count)
            throw Broken("Duplicated button title");
        if (buttons.DistinctBy(button => button.Id, StringComparer.Ordinal).Count() < buttons.Count)
            throw Broken("Duplicated button id");
        return buttons;
    }

    private static ReplyButton Button(JsonElement button)
    {
        if (button.Text("type") != "reply" || button.Member("reply") is not { } reply)
            throw Broken("Button type must be reply");
        var (id, title) = (reply.Text("id") ?? "", reply.Text("title") ?? "");
        if (title.Length is 0 or > TitleLimit)
            throw Broken($"Button title length invalid. Min length: 1, Max length: {TitleLimit}");
        if (id.Length is 0 or > IdLimit)
            throw Broken($"Button id length invalid. Min length: 1, Max length: {IdLimit}");
        return new(id, title);
    }

    private static string? Limited(string? value, string parameter, int limit) =>
        value is not { Length: > 0 } ? null
        : value.Length <= limit ? value
        : throw Broken($"Parameter '{parameter}' must be at most {limit} characters long.");

    private static InvalidSendException Broken(string details) => new(GraphError.Value(details));
}
