namespace Hermetic.WhatsApp;

/// <summary>One card of a <see cref="ContactsMessage"/>.</summary>
/// <param name="Raw">The card's own JSON object as it came, with addresses, e-mails and so on.</param>
/// <param name="Name"><c>name.formatted_name</c>; null when absent.</param>
/// <param name="Phones">Its phone numbers as written.</param>
/// <param name="Origin">Why it was sent.</param>
/// <param name="Vcard">The card as a vCard; null when absent.</param>
public sealed record SharedContact(
    ReadOnlyMemory<byte> Raw, JsonText? Name, IReadOnlyList<SharedPhone> Phones, ContactOrigin Origin,
    JsonText? Vcard)
{
    internal static SharedContact From(JsonObject card) => new(
        card.Raw,
        card.Object("name"u8)?.Text("formatted_name"u8),
        [.. card.Objects("phones"u8).Select(SharedPhone.From)],
        WireWord<ContactOrigin>.Read(card.Text("origin"u8)),
        card.Text("vcard"u8));
}

/// <summary>A phone number on a contact card; as written, not validated.</summary>
/// <param name="Number">The number; null when absent.</param>
/// <param name="WhatsAppId">The WhatsApp id behind it; null when it has none.</param>
public sealed record SharedPhone(JsonText? Number, JsonText? WhatsAppId)
{
    internal static SharedPhone From(JsonObject phone) => new(phone.Text("phone"u8), phone.Text("wa_id"u8));
}

/// <summary>Why a contact card was sent (since 2026).</summary>
public enum ContactOrigin
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>The business asked for it: the sender's own card.</summary>
    ContactRequest,

    /// <summary>Any card that the sender chose.</summary>
    Other,
}
