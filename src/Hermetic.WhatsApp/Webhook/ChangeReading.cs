namespace Hermetic.WhatsApp;

/// <summary>Reads the elements of one change.</summary>
internal sealed class ChangeReading(
    JsonObject change,
    JsonObject members,
    WebhookValue value,
    bool bodyIsDeep,
    List<WebhookElement> elements,
    List<ParkedElement> parked)
{
    // A change without a field is read as messages: its elements say themselves what they are.
    private readonly bool _isMessages =
        change["field"u8] is not { } field || (field.Text is { } text && text.ValueEquals("messages"u8));

    public void Read()
    {
        var hasMessages = ReadItems("messages"u8, ReadMessage);
        var hasStatuses = ReadItems("statuses"u8, ReadStatus);
        var hasEchoes = ReadItems("message_echoes"u8, ReadEcho);
        var hasErrors = !hasMessages && ReadErrors();
        if (!ReadField() && !hasMessages && !hasStatuses && !hasEchoes && !hasErrors)
            parked.Add(value.Park(ParkReason.UnexpectedShape, change.Raw));
    }

    private bool ReadItems(ReadOnlySpan<byte> name, Action<JsonSlice> read) =>
        WebhookReader.ReadItems(members, name, value, parked, read);

    private void ReadMessage(JsonSlice slice)
    {
        var message = JsonObject.From(slice);
        ParkReason reason;
        if (Refuse(slice) is { } refused)
        {
            reason = refused;
        }
        else if (InboundMessage.From(message!, out reason) is { } typed)
        {
            elements.Add(typed with
            {
                EntryId = value.EntryId,
                PhoneNumberId = value.PhoneNumberId,
                Contact = value.Contacts.Find(typed.Sender),
            });
            return;
        }
        parked.Add(Park(reason, slice, message) with
        {
            Kind = message is null ? null : MessageKinds.Find(message)?.Name,
            Person = message is null ? null : SenderIdentity.Read(message, IdentityNames.Message, out _),
        });
    }

    private void ReadStatus(JsonSlice slice)
    {
        var status = JsonObject.From(slice);
        ParkReason reason;
        if (Refuse(slice) is { } refused)
        {
            reason = refused;
        }
        else if (MessageStatus.From(status!, out reason) is { } typed)
        {
            elements.Add(typed with { EntryId = value.EntryId, PhoneNumberId = value.PhoneNumberId });
            return;
        }
        parked.Add(Park(reason, slice, status) with
        {
            Kind = status is null ? null : MessageStatus.KindOf(status),
            Person = status is null ? null : MessageStatus.ReadRecipient(status),
        });
    }

    private void ReadEcho(JsonSlice slice)
    {
        var echo = JsonObject.From(slice);
        parked.Add(Park(echo is null ? ParkReason.UnexpectedShape : ParkReason.Echo, slice, echo) with
        {
            Kind = echo is null ? null : MessageKinds.Find(echo)?.EchoName,
            Person = echo is null ? null : SenderIdentity.Read(echo, IdentityNames.Echo, out _),
        });
    }

    // Errors beside messages explain those messages, which carry their own; alone they are an element.
    private bool ReadErrors()
    {
        var found = members.All("errors"u8);
        foreach (var errors in found)
        {
            if (!errors.IsArray || errors.Items().Count > 0)
                parked.Add(value.Park(ParkReason.ValueErrors, errors.Raw) with { Kind = "value-errors" });
        }
        return found.Count > 0;
    }

    private bool ReadField()
    {
        if (_isMessages || change["field"u8]?.Text is not { } field
            || field.ValueEquals("smb_message_echoes"u8))
        {
            return false;
        }
        parked.Add(value.Park(ParkReason.UnknownField, change.Raw) with
        {
            Kind = WebhookFields.KindOf(field),
            Person = value.Contacts.Only,
        });
        return true;
    }

    // What keeps a message or status from being looked at more closely.
    private ParkReason? Refuse(JsonSlice slice) =>
        !slice.IsObject ? ParkReason.UnexpectedShape
        : bodyIsDeep && slice.MeasureIsDeep() ? ParkReason.TooDeep
        : !_isMessages ? ParkReason.UnknownField
        : value.PhoneNumberId.IsEmpty ? ParkReason.NoPhoneNumberId
        : null;

    private ParkedElement Park(ParkReason reason, JsonSlice slice, JsonObject? element) =>
        value.Park(reason, slice.Raw) with { Id = element?.Text("id"u8) };
}
