namespace Hermetic.WhatsApp;

/// <summary>One of <c>statuses[]</c>: what became of a message that the business sent. May come before the
/// answer
/// to the send, in any order and more than once.</summary>
public sealed record MessageStatus : WebhookElement
{
    private static readonly (byte[] Wire, string Kind, DeliveryState State)[] s_states =
    [
        ([.. "sent"u8], "status:sent", DeliveryState.Sent),
        ([.. "delivered"u8], "status:delivered", DeliveryState.Delivered),
        ([.. "read"u8], "status:read", DeliveryState.Read),
        ([.. "played"u8], "status:played", DeliveryState.Played),
        ([.. "failed"u8], "status:failed", DeliveryState.Failed),
    ];

    private MessageStatus(JsonObject status, JsonText id, string kind, DeliveryState state)
        : base(status.Raw, id) =>
        (Kind, State) = (kind, state);

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <summary>How far the message came.</summary>
    public DeliveryState State { get; }

    /// <summary>When, to the second, by Meta's clock; null when absent or not a time.</summary>
    public DateTimeOffset? Timestamp { get; private init; }

    /// <summary>The person it went to; null when not named, or a group.</summary>
    public SenderIdentity? Recipient { get; private init; }

    /// <summary><c>biz_opaque_callback_data</c>: the attempt that was sent along; null when absent.</summary>
    public JsonText? Attempt { get; private init; }

    /// <summary><c>errors[].code</c>; empty when there are none. <see cref="GraphErrors"/> explains
    /// them.</summary>
    public IReadOnlyList<int> ErrorCodes { get; private init; } = [];

    /// <summary><c>errors</c> as it came; empty when absent.</summary>
    public ReadOnlyMemory<byte> ErrorsRaw { get; private init; }

    /// <summary>What the message costs; null when not said.</summary>
    public MessagePricing? Pricing { get; private init; }

    /// <summary>The conversation it is charged to; since Graph v24.0 only after a free entry point. Null when
    /// absent.</summary>
    public MessageConversation? Conversation { get; private init; }

    /// <summary>The message went to a group; <see cref="Recipient"/> is null then.</summary>
    public bool IsToGroup { get; private init; }

    /// <summary>The member of the group whom this status is about; null when none.</summary>
    public SenderIdentity? Participant { get; private init; }

    /// <inheritdoc/>
    public override SenderIdentity? Person => Recipient ?? Participant;

    internal static MessageStatus? From(JsonObject status, out ParkReason reason)
    {
        reason = ParkReason.NoMessageId;
        if (status.Text("id"u8) is not { } id)
            return null;
        reason = IsAbout(status, "payment"u8) ? ParkReason.PaymentStatus : ParkReason.UnknownStatus;
        if (!IsAboutMessage(status) || FindState(status) is not { } found)
            return null;
        var errors = status["errors"u8];
        return new(status, id, found.Kind, found.State)
        {
            Timestamp = status.Time("timestamp"u8),
            Recipient = ReadRecipient(status),
            Attempt = status.Text("biz_opaque_callback_data"u8),
            ErrorCodes = WireErrors.ReadCodes(errors),
            ErrorsRaw = errors?.Raw ?? default,
            Pricing = MessagePricing.From(status.Object("pricing"u8)),
            Conversation = MessageConversation.From(status.Object("conversation"u8)),
            IsToGroup = IsGroup(status),
            Participant = SenderIdentity.Read(status, IdentityNames.Participant, out _),
        };
    }

    internal static string? KindOf(JsonObject status) =>
        IsAboutMessage(status) ? FindState(status)?.Kind : null;

    /// <summary>The person that a status went to, as far as the identifiers are well-formed.</summary>
    internal static SenderIdentity? ReadRecipient(JsonObject status) =>
        IsGroup(status) ? null : SenderIdentity.Read(status, IdentityNames.Status, out _);

    /// <summary>The person that a status is about: the recipient, else a member of the group.</summary>
    internal static SenderIdentity? ReadPerson(JsonObject status) =>
        ReadRecipient(status) ?? SenderIdentity.Read(status, IdentityNames.Participant, out _);

    private static bool IsGroup(JsonObject status) =>
        status.Text("recipient_type"u8) is { } type && type.ValueEquals("group"u8);

    // Payments and calls have statuses in the same place, with a type and with words such as "failed".
    private static bool IsAboutMessage(JsonObject status) =>
        status["type"u8] is null || IsAbout(status, "message"u8);

    private static bool IsAbout(JsonObject status, ReadOnlySpan<byte> what) =>
        status["type"u8]?.Text is { } type && type.ValueEquals(what);

    private static (string Kind, DeliveryState State)? FindState(JsonObject status)
    {
        if (status.Text("status"u8) is { } text)
        {
            foreach (var (wire, kind, state) in s_states)
            {
                if (text.ValueEquals(wire))
                    return (kind, state);
            }
        }
        return null;
    }
}
