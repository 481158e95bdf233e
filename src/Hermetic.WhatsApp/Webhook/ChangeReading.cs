namespace Hermetic.WhatsApp;

/// <summary>Reads the elements of one change.</summary>
internal sealed class ChangeReading(
    JsonObject change,
    JsonObject members,
    WebhookValue value,
    bool bodyIsDeep,
    List<WebhookElement> elements,
    List<ParkedElement> parked,
    List<ValueErrors> beside)
{
    // A change without a field is read as messages: its elements say themselves what they are.
    private readonly bool _isMessages = change["field"u8] is null || IsField(change, "messages"u8);

    private readonly bool _isEchoes = IsField(change, "smb_message_echoes"u8);

    public void Read()
    {
        var hasMessages = ReadItems("messages"u8, ReadMessage);
        var hasStatuses = ReadItems("statuses"u8, ReadStatus);
        var hasEchoes = ReadItems("message_echoes"u8, ReadEcho);
        var hasErrors = ReadErrors(hasMessages);
        if (!ReadField() && !hasMessages && !hasStatuses && !hasEchoes && !hasErrors)
            parked.Add(value.Park(ParkReason.UnexpectedShape, change.Raw));
    }

    private bool ReadItems(ReadOnlySpan<byte> name, Action<JsonSlice> read) =>
        WebhookReader.ReadItems(members, name, value, parked, read);

    private void ReadMessage(JsonSlice slice)
    {
        var message = JsonObject.From(slice);
        if (Refuse(slice, _isMessages) is not { } reason
            && InboundMessage.From(message!, out reason) is { } typed)
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
            Person = message is null ? null : InboundMessage.ReadSender(message, out _),
        });
    }

    private void ReadStatus(JsonSlice slice)
    {
        var status = JsonObject.From(slice);
        var isCall = status is not null && CallStatus.IsOne(status);
        if (Refuse(slice, _isMessages || (isCall && IsField(change, "calls"u8))) is not { } reason
            && StatusFrom(status!, isCall, out reason) is { } typed)
        {
            elements.Add(typed with { EntryId = value.EntryId, PhoneNumberId = value.PhoneNumberId });
            return;
        }
        parked.Add(Park(reason, slice, status) with
        {
            Kind = status is null ? null : MessageStatus.KindOf(status),
            Person = status is null ? null : MessageStatus.ReadPerson(status),
        });
    }

    private static WebhookElement? StatusFrom(JsonObject status, bool isCall, out ParkReason reason) =>
        isCall ? CallStatus.From(status, out reason) : MessageStatus.From(status, out reason);

    private void ReadEcho(JsonSlice slice)
    {
        var echo = JsonObject.From(slice);
        if (Refuse(slice, _isMessages || _isEchoes) is not { } reason
            && MessageEcho.From(echo!, out reason) is { } typed)
        {
            elements.Add(typed with
            {
                EntryId = value.EntryId,
                PhoneNumberId = value.PhoneNumberId,
                Contact = value.Contacts.Find(typed.Recipient),
            });
            return;
        }
        parked.Add(Park(reason, slice, echo) with
        {
            Kind = echo is null ? null : MessageKinds.Find(echo)?.EchoName,
            Person = echo is null ? null : SenderIdentity.Read(echo, IdentityNames.Echo, out _),
        });
    }

    // Errors beside messages explain those messages; alone they are an element.
    private bool ReadErrors(bool hasMessages)
    {
        var found = members.All("errors"u8);
        foreach (var errors in found)
        {
            if (errors.IsArray && errors.Items().Count == 0)
                continue;
            if (hasMessages)
                beside.Add(new(errors, value));
            else if (ShapeOf(errors) is { } odd)
                parked.Add(value.Park(odd, errors.Raw) with { Kind = ValueErrors.KindName });
            else
                elements.Add(new ValueErrors(errors, value));
        }
        return found.Count > 0 && !hasMessages;
    }

    private bool ReadField()
    {
        if (_isMessages || _isEchoes || change["field"u8]?.Text is not { } field)
            return false;
        var kind = FieldKinds.Find(field);
        var reason = kind is null ? ParkReason.UnknownField
            : IsTooDeep(change.Raw) ? ParkReason.TooDeep
            : ParkReason.IncompleteContent;
        if (reason == ParkReason.IncompleteContent && kind!.Read(change, members, value) is { } typed)
            elements.Add(typed);
        else
            parked.Add(value.Park(reason, change.Raw) with
            {
                Kind = kind?.Name,
                Person = value.Contacts.Only,
            });
        return true;
    }

    // What keeps a message, status or echo from being looked at more closely.
    private ParkReason? Refuse(JsonSlice slice, bool belongsHere) =>
        !slice.IsObject ? ParkReason.UnexpectedShape
        : IsTooDeep(slice.Raw) ? ParkReason.TooDeep
        : !belongsHere ? ParkReason.UnknownField
        : value.PhoneNumberId.IsEmpty ? ParkReason.NoPhoneNumberId
        : null;

    private ParkReason? ShapeOf(JsonSlice errors) =>
        !errors.IsArray ? ParkReason.UnexpectedShape
        : IsTooDeep(errors.Raw) ? ParkReason.TooDeep
        : null;

    private bool IsTooDeep(ReadOnlyMemory<byte> raw) => bodyIsDeep && JsonSlice.MeasureIsDeep(raw);

    private ParkedElement Park(ParkReason reason, JsonSlice slice, JsonObject? element) =>
        value.Park(reason, slice.Raw) with { Id = element?.Text("id"u8) };

    private static bool IsField(JsonObject change, ReadOnlySpan<byte> name) =>
        change["field"u8]?.Text is { } field && field.ValueEquals(name);
}
