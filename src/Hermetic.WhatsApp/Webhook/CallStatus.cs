namespace Hermetic.WhatsApp;

/// <summary>One of <c>statuses[]</c> with <c>type: call</c>: how far a call of the business came.</summary>
public sealed record CallStatus : WebhookElement
{
    private CallStatus(JsonObject status, JsonText id, CallState state)
        : base(status.Raw, id) =>
        (State, Kind) = (state, $"status:{WireWord<CallState>.NameOf(state)}");

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <summary>How far the call came.</summary>
    public CallState State { get; }

    /// <summary>Who is called; null when not named.</summary>
    public SenderIdentity? Recipient { get; private init; }

    /// <inheritdoc/>
    public override SenderIdentity? Person => Recipient;

    /// <summary>When, to the second, by Meta's clock; null when absent or not a time.</summary>
    public DateTimeOffset? Timestamp { get; private init; }

    internal static bool IsOne(JsonObject status) =>
        status.Text("type"u8) is { } type && type.ValueEquals("call"u8);

    internal static CallStatus? From(JsonObject status, out ParkReason reason)
    {
        reason = ParkReason.NoMessageId;
        if (status.Text("id"u8) is not { } id)
            return null;
        reason = ParkReason.UnknownStatus;
        var state = WireWord<CallState>.Read(status.Text("status"u8));
        return state == CallState.Unknown
            ? null
            : new(status, id, state)
            {
                Recipient = MessageStatus.ReadRecipient(status),
                Timestamp = status.Time("timestamp"u8),
            };
    }
}

/// <summary>How far a call came.</summary>
public enum CallState
{
    /// <summary>A word nobody documented.</summary>
    Unknown = 0,

    /// <summary>The telephone rings.</summary>
    Ringing,

    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Refused.</summary>
    Rejected,
}
