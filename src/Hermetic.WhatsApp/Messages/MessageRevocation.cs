namespace Hermetic.WhatsApp;

/// <summary>An earlier message deleted for everyone (<c>revoke</c>), within 2 days: our copy has to go
/// too.</summary>
/// <param name="OriginalMessageId">The wamid of the deleted message.</param>
public sealed record MessageRevocation(JsonText OriginalMessageId) : MessageContent
{
    internal static readonly MessageKind Kind = new("revoke", read: Read);

    private static MessageRevocation? Read(JsonObject message) =>
        message.Object("revoke"u8)?.Text("original_message_id"u8) is { } original ? new(original) : null;
}
