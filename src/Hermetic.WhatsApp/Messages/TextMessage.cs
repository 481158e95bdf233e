namespace Hermetic.WhatsApp;

/// <summary>Typed words (<c>text</c>).</summary>
/// <param name="Body">The words; WhatsApp allows 4096 characters. May be empty.</param>
public sealed record TextMessage(JsonText Body) : MessageContent
{
    internal static readonly MessageKind Kind = new("text", read: Read);

    private static TextMessage? Read(JsonObject message) =>
        message.Object("text"u8)?["body"u8]?.Text is { } body ? new(body) : null;
}
