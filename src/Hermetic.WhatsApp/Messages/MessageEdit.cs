namespace Hermetic.WhatsApp;

/// <summary>An earlier message with other content (<c>edit</c>), within 15 minutes: it replaces our
/// copy.</summary>
/// <param name="OriginalMessageId">The wamid of the earlier message.</param>
/// <param name="Content">What it says now.</param>
public sealed record MessageEdit(JsonText OriginalMessageId, MessageContent Content) : MessageContent
{
    internal static readonly MessageKind Kind = new("edit", read: Read);

    // An edit of an edit names the first message again; one inside another would only cost reading.
    private static MessageEdit? Read(JsonObject message) =>
        message.Object("edit"u8) is { } edit
        && edit.Text("original_message_id"u8) is { } original
        && edit.Object("message"u8) is { } inner
        && MessageKinds.Find(inner) is { Read: { } read } kind
        && kind != Kind
        && read(inner) is { } content
            ? new(original, content)
            : null;
}
