namespace Hermetic.WhatsApp;

/// <summary>A press of a reply button that the business sent (<c>interactive/button_reply</c>).</summary>
/// <param name="ButtonId">The id that the business gave the button, at most 256 characters. It comes back
/// from the
/// person's device: what it means is checked, never believed.</param>
/// <param name="Title">What the button said, at most 20 characters.</param>
public sealed record ButtonReply(JsonText ButtonId, JsonText Title) : MessageContent
{
    internal static readonly MessageKind Kind = new("interactive", "button_reply", Read);

    private static ButtonReply? Read(JsonObject message) =>
        message.Object("interactive"u8)?.Object("button_reply"u8) is { } reply && reply.Text("id"u8) is { } id
            ? new(id, reply.Text("title"u8) ?? default)
            : null;
}
