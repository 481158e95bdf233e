namespace Hermetic.WhatsApp;

/// <summary>One person's conversation in the history.</summary>
/// <param name="Person">Who; null when the thread's id is of neither form.</param>
/// <param name="Messages">The messages, in their order.</param>
public sealed record HistoryThread(SenderIdentity? Person, IReadOnlyList<HistoryMessage> Messages)
{
    internal static HistoryThread From(JsonObject thread) => new(
        SenderIdentity.Read(thread, IdentityNames.Thread, out _),
        [.. thread.Objects("messages"u8).Select(HistoryMessage.From)]);
}

/// <summary>One message of the history, of the person or of the business.</summary>
/// <param name="Raw">The message's own JSON object as it came.</param>
/// <param name="Id">The wamid; null when absent.</param>
/// <param name="Sender">Who wrote it, as it came; compare with the thread's person.</param>
/// <param name="Timestamp">When; null when not said.</param>
/// <param name="Content">What it says; null for a kind that is not typed, such as a placeholder for a
/// file.</param>
/// <param name="Status">How far it came.</param>
public sealed record HistoryMessage(
    ReadOnlyMemory<byte> Raw, JsonText? Id, JsonText? Sender, DateTimeOffset? Timestamp,
    MessageContent? Content, HistoryStatus Status)
{
    internal static HistoryMessage From(JsonObject message) => new(
        message.Raw,
        message.Text("id"u8),
        message.Text("from"u8) ?? message.Text("from_user_id"u8),
        message.Time("timestamp"u8),
        MessageKinds.Find(message)?.Read?.Invoke(message),
        WireWord<HistoryStatus>.Read(message.Object("history_context"u8)?.Text("status"u8)));
}

/// <summary>How far a message of the history came.</summary>
public enum HistoryStatus
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Not sent yet.</summary>
    Pending,

    /// <summary>On its way.</summary>
    Sent,

    /// <summary>On the other device.</summary>
    Delivered,

    /// <summary>Read.</summary>
    Read,

    /// <summary>Played.</summary>
    Played,

    /// <summary>It failed.</summary>
    Error,
}
