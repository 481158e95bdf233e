namespace Hermetic.WhatsApp;

/// <summary>What the elements of one <c>changes[].value</c> have in common.</summary>
internal sealed class WebhookValue
{
    /// <summary>For what stands outside of a value.</summary>
    public WebhookValue(JsonText entryId, JsonSlice? entryTime = null) =>
        (EntryId, EntryTime, Contacts) = (entryId, entryTime, new(null));

    public WebhookValue(WebhookValue entry, JsonObject members)
    {
        (EntryId, EntryTime) = (entry.EntryId, entry.EntryTime);
        PhoneNumberId = members.Object("metadata"u8)?.Text("phone_number_id"u8) ?? default;
        Contacts = new(members["contacts"u8]);
    }

    public JsonText EntryId { get; }

    /// <summary><c>entry[].time</c>, which fields about the account have.</summary>
    public JsonSlice? EntryTime { get; }

    public JsonText PhoneNumberId { get; }

    public Contacts Contacts { get; }

    public ParkedElement Park(ParkReason reason, ReadOnlyMemory<byte> raw) =>
        new(reason, raw) { EntryId = EntryId, PhoneNumberId = PhoneNumberId };
}
