namespace Hermetic.WhatsApp;

/// <summary>One of <c>message_echoes[]</c>: what the business itself wrote with its phone app, or edited or
/// deleted there.</summary>
public sealed record MessageEcho : WebhookElement
{
    private MessageEcho(
        JsonObject echo, JsonText id, SenderIdentity recipient, MessageKind kind, MessageContent content)
        : base(echo.Raw, id) =>
        (Recipient, Content, Kind) = (recipient, content, kind.EchoName);

    /// <inheritdoc/>
    public override string Kind { get; }

    /// <summary>To whom it went.</summary>
    public SenderIdentity Recipient { get; }

    /// <inheritdoc/>
    public override SenderIdentity? Person => Recipient;

    /// <summary>What was written; one record per kind.</summary>
    public MessageContent Content { get; }

    /// <summary>When, to the second, by Meta's clock; null when absent or not a time.</summary>
    public DateTimeOffset? Timestamp { get; private init; }

    /// <summary>The message that this one answers or forwards; null when none.</summary>
    public MessageContext? Context { get; private init; }

    /// <summary>The matching one of <c>contacts[]</c>; null when none matches or parsed from a row.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Parses one echo object that was sealed as it came
    /// (<see cref="WebhookElement.Raw"/>).</summary>
    /// <exception cref="WebhookFormatException">It is not JSON, or not an echo of a typed kind.</exception>
    public static MessageEcho Parse(ReadOnlyMemory<byte> raw)
    {
        var (slice, reason) = (JsonSlice.Read(raw), ParkReason.UnexpectedShape);
        return !slice.IsDeep && JsonObject.From(slice) is { } echo && From(echo, out reason) is { } typed
            ? typed
            : throw new WebhookFormatException($"The bytes are not an echo of a typed kind: {reason}.");
    }

    internal static MessageEcho? From(JsonObject echo, out ParkReason reason)
    {
        reason = ParkReason.NoMessageId;
        if (echo.Text("id"u8) is not { } id)
            return null;
        var recipient = SenderIdentity.Read(echo, IdentityNames.Echo, out var malformed);
        reason = malformed ? ParkReason.MalformedRecipient : ParkReason.NoRecipient;
        if (malformed || recipient is null)
            return null;
        reason = ParkReason.UnknownMessageType;
        if (MessageKinds.Find(echo) is not { Read: { } read } kind)
            return null;
        reason = ParkReason.IncompleteContent;
        if (read(echo) is not { } content)
            return null;
        return new(echo, id, recipient, kind, content)
        {
            Timestamp = echo.Time("timestamp"u8),
            Context = MessageContext.From(echo.Object("context"u8)),
        };
    }
}
