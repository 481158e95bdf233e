namespace Hermetic.WhatsApp;

/// <summary>A message from a person, of a kind that this product understands.</summary>
public sealed record InboundMessage : WebhookElement
{
    private InboundMessage(
        JsonObject message, JsonText id, SenderIdentity sender, MessageKind kind, MessageContent content)
        : base(message.Raw, id) =>
        (Sender, Content, Kind) = (sender, content, kind.Name);

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <summary>Who wrote.</summary>
    public SenderIdentity Sender { get; }

    /// <inheritdoc/>
    public override SenderIdentity? Person => Sender;

    /// <summary>What was written; one record per kind.</summary>
    public MessageContent Content { get; }

    /// <summary>When it was sent, to the second, by Meta's clock; null when absent or not a time. The 24-hour
    /// window counts from here, not from arrival.</summary>
    public DateTimeOffset? Timestamp { get; private init; }

    /// <summary>The message that this one answers or forwards; null when none.</summary>
    public MessageContext? Context { get; private init; }

    /// <summary>The advertisement or post that the person came from; null when none.</summary>
    public Referral? Referral { get; private init; }

    /// <summary>The state of the sender's encryption key; null when not sent along.</summary>
    public IdentityKey? IdentityKey { get; private init; }

    /// <summary><c>errors[].code</c>; empty when there are none. <see cref="GraphErrors"/> explains
    /// them.</summary>
    public IReadOnlyList<int> ErrorCodes { get; private init; } = [];

    /// <summary>The group it was written in; null for a message to the business alone.</summary>
    public JsonText? GroupId { get; private init; }

    /// <summary>The matching one of <c>contacts[]</c>; null when none matches or parsed from a row.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Parses one message object that was sealed as it came
    /// (<see cref="WebhookElement.Raw"/>), or a call (<see cref="Call.Raw"/>).</summary>
    /// <exception cref="WebhookFormatException">It is not JSON, or not a message of a typed kind.</exception>
    public static InboundMessage Parse(ReadOnlyMemory<byte> raw) =>
        TryParse(raw, out var reason)
        ?? throw new WebhookFormatException($"The bytes are not a message of a typed kind: {reason}.");

    /// <summary>As <see cref="Parse"/>, for an element that was parked and may be typed by now.</summary>
    /// <returns>The message, or null and the reason why it stays parked.</returns>
    /// <exception cref="WebhookFormatException">It is not JSON.</exception>
    public static InboundMessage? TryParse(ReadOnlyMemory<byte> raw, out ParkReason reason)
    {
        var slice = JsonSlice.Read(raw);
        if (slice.IsDeep)
        {
            reason = ParkReason.TooDeep;
            return null;
        }
        reason = ParkReason.UnexpectedShape;
        if (JsonObject.From(slice) is not { } message)
            return null;
        return IncomingCall.Is(message)
            ? From(message, IncomingCall.Kind, out reason)
            : From(message, out reason);
    }

    internal static InboundMessage? From(JsonObject message, out ParkReason reason) =>
        From(message, MessageKinds.Find(message), out reason);

    private static InboundMessage? From(JsonObject message, MessageKind? known, out ParkReason reason)
    {
        reason = ParkReason.NoMessageId;
        if (message.Text("id"u8) is not { } id)
            return null;
        var sender = ReadSender(message, out var malformed);
        reason = malformed ? ParkReason.MalformedSender : ParkReason.NoSender;
        if (malformed || sender is null)
            return null;
        reason = ParkReason.UnknownMessageType;
        if (known is not { Read: { } read } kind)
            return null;
        reason = ParkReason.IncompleteContent;
        if (read(message) is not { } content)
            return null;
        return new(message, id, sender, kind, content)
        {
            Timestamp = message.Time("timestamp"u8),
            Context = MessageContext.From(message.Object("context"u8)),
            Referral = Referral.From(message.Object("referral"u8)),
            IdentityKey = IdentityKey.From(message.Object("identity"u8)),
            ErrorCodes = WireErrors.ReadCodes(message["errors"u8]),
            GroupId = message.Text("group_id"u8),
        };
    }

    /// <summary>The sender. A system message may name none: then it is the person whom it is about, by the
    /// identifiers until now, else by the new ones.</summary>
    internal static SenderIdentity? ReadSender(JsonObject message, out bool malformed)
    {
        var sender = SenderIdentity.Read(message, IdentityNames.Message, out malformed);
        if (sender is not null || malformed || message.Object("system"u8) is not { } system)
            return sender;
        return SenderIdentity.OfUser(system["previous_user_id"u8], out _)
            ?? SenderIdentity.Read(system, IdentityNames.Contact, out _);
    }
}
