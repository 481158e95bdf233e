namespace Hermetic.WhatsApp;

/// <summary>An emoji put on a message, or taken off again (<c>reaction</c>).</summary>
/// <param name="MessageId">The wamid of the message that it is on.</param>
/// <param name="Emoji">The emoji; null when it was taken off. On the wire that is no member, null or
/// <c>""</c>.</param>
public sealed record Reaction(JsonText MessageId, JsonText? Emoji) : MessageContent
{
    internal static readonly MessageKind Kind = new("reaction", read: Read);

    /// <summary>Whether an earlier reaction was taken off.</summary>
    public bool IsRemoval => Emoji is null;

    private static Reaction? Read(JsonObject message) =>
        message.Object("reaction"u8) is { } reaction && reaction.Text("message_id"u8) is { } id
            ? new(id, reaction.Text("emoji"u8))
            : null;
}
