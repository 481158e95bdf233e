namespace Hermetic.WhatsApp;

/// <summary>A typed element: an <see cref="InboundMessage"/> or a <see cref="MessageStatus"/>.</summary>
public abstract record WebhookElement
{
    private protected WebhookElement(ReadOnlyMemory<byte> raw, JsonText id) => (Raw, Id) = (raw, id);

    /// <summary>The element's own JSON object as it came, to be sealed so: unknown members survive.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The wamid: of the message itself, or of the message that a status is about. Personal data:
    /// it embeds the phone number.</summary>
    public JsonText Id { get; }

    /// <summary>Whose data it is, for sealing under that person's key; null when nobody can be named for
    /// certain.</summary>
    public abstract SenderIdentity? Person { get; }

    /// <summary>A constant name such as <c>message:text</c> or <c>status:sent</c>; no content.</summary>
    public abstract string Kind { get; }

    /// <summary><c>entry[].id</c>, the WhatsApp Business Account; empty when absent or parsed from a
    /// row.</summary>
    public JsonText EntryId { get; init; }

    /// <summary><c>metadata.phone_number_id</c>, the business's number; empty only when parsed from a
    /// row.</summary>
    public JsonText PhoneNumberId { get; init; }
}
