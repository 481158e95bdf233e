namespace Hermetic.WhatsApp;

/// <summary>What the elements of one <c>changes[].value</c> have in common.</summary>
internal sealed class WebhookValue
{
    /// <summary>For what stands outside of a value.</summary>
    public WebhookValue(JsonText entryId) => (EntryId, Contacts) = (entryId, new(null));

    public WebhookValue(JsonText entryId, JsonObject members)
    {
        EntryId = entryId;
        PhoneNumberId = members.Object("metadata"u8)?.Text("phone_number_id"u8) ?? default;
        Contacts = new(members["contacts"u8]);
    }

    public JsonText EntryId { get; }

    public JsonText PhoneNumberId { get; }

    public Contacts Contacts { get; }

    public ParkedElement Park(ParkReason reason, ReadOnlyMemory<byte> raw) =>
        new(reason, raw) { EntryId = EntryId, PhoneNumberId = PhoneNumberId };
}
