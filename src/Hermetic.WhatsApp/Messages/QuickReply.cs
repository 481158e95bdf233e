namespace Hermetic.WhatsApp;

/// <summary>A press of a quick-reply button of a template (<c>button</c>).</summary>
/// <param name="Payload">What the business put behind the button; checked, never believed. Empty when
/// absent.</param>
/// <param name="Text">What the button said.</param>
public sealed record QuickReply(JsonText Payload, JsonText Text) : MessageContent
{
    internal static readonly MessageKind Kind = new("button", read: Read);

    private static QuickReply? Read(JsonObject message) =>
        message.Object("button"u8) is { } button && button.Text("text"u8) is { } text
            ? new(button.Text("payload"u8) ?? default, text)
            : null;
}
