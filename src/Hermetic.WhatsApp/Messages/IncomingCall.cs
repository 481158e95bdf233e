namespace Hermetic.WhatsApp;

/// <summary>The person called. No message of <c>messages[]</c>: one of <see cref="CallsUpdate.Calls"/>, kept as a row
/// like a message because it opens the 24-hour window as one does.</summary>
/// <param name="Event">Whether the call begins or ends.</param>
public sealed record IncomingCall(CallEvent Event) : MessageContent
{
    internal static readonly MessageKind Kind = new("call", read: Read);

    /// <summary>A call has a direction and an event where a message has a type.</summary>
    internal static bool Is(JsonObject message) =>
        message.Text("type"u8) is null
        && WireWord<CallDirection>.Read(message.Text("direction"u8)) == CallDirection.UserInitiated;

    private static IncomingCall? Read(JsonObject message) =>
        Is(message) ? new(WireWord<CallEvent>.Read(message.Text("event"u8))) : null;
}
