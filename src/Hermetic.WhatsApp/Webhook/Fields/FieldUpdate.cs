namespace Hermetic.WhatsApp;

/// <summary>A change of a field other than <c>messages</c> and <c>smb_message_echoes</c>: about the account,
/// a template, a number, or many people at once. One record per field, in this folder.</summary>
public abstract record FieldUpdate : WebhookElement
{
    private readonly SenderIdentity? _onlyContact;

    private protected FieldUpdate(FieldReading reading)
        : base(reading.Change.Raw, default)
    {
        (Kind, HasUnreadItems) = (reading.Kind, reading.HasUnreadItems);
        (EntryId, PhoneNumberId) = (reading.Common.EntryId, reading.Common.PhoneNumberId);
        (EntryTime, Timestamp) = (reading.Common.EntryTime?.Scalar, reading.Common.EntryTime?.UnixTime());
        _onlyContact = reading.Common.Contacts.Only;
    }

    /// <summary><c>field:</c> and the field, and after a slash the event where the value has a documented
    /// one: <c>field:account_update/ACCOUNT_DELETED</c>.</summary>
    public sealed override string Kind { get; }

    /// <summary><c>entry[].time</c> as written: with <see cref="WebhookElement.Raw"/> it tells an event from
    /// its redelivery, since it stands outside of the change. Null when absent.</summary>
    public JsonText? EntryTime { get; }

    /// <summary>When, by Meta's clock (<c>entry[].time</c>); null when not said.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>The only contact of the value, or whom the update itself names.</summary>
    public override SenderIdentity? Person => _onlyContact;

    /// <summary>Some items of its list lack what makes them one and are only in
    /// <see cref="WebhookElement.Raw"/>.</summary>
    public bool HasUnreadItems { get; }
}
