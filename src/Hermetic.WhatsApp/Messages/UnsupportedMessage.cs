namespace Hermetic.WhatsApp;

/// <summary>Something that WhatsApp does not hand to businesses (<c>unsupported</c>, in old bodies
/// <c>unknown</c>): a poll, a message that disappears. <see cref="InboundMessage.ErrorCodes"/> say
/// why.</summary>
/// <param name="Type">What it was; null when not told.</param>
public sealed record UnsupportedMessage(JsonText? Type) : MessageContent
{
    internal static readonly MessageKind Kind = new("unsupported", read: Read);

    internal static readonly MessageKind LegacyKind = new("unknown", read: Read);

    private static UnsupportedMessage Read(JsonObject message) =>
        new(message.Object("unsupported"u8)?.Text("type"u8));
}
