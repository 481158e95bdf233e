namespace Hermetic.WhatsApp;

/// <summary>The address book of the phone app changed (<c>smb_app_state_sync</c>): names that the business
/// gave people.</summary>
public sealed record ContactsSync : FieldUpdate
{
    internal static readonly FieldKind Field = new("smb_app_state_sync", Read);

    private ContactsSync(FieldReading reading, IReadOnlyList<SyncedContact> items)
        : base(reading) =>
        Contacts = items;

    /// <summary>What changed.</summary>
    public IReadOnlyList<SyncedContact> Contacts { get; }

    /// <summary>The person when it is about one only.</summary>
    public override SenderIdentity? Person => Contacts is [var only] ? only.Person : null;

    private static ContactsSync? Read(FieldReading reading) =>
        reading.Items("state_sync"u8, SyncedContact.From) is { } items ? new(reading, items) : null;
}

/// <summary>One entry of the address book.</summary>
/// <param name="Person">Whose entry; as far as the identifiers are well-formed.</param>
/// <param name="FullName">The name; null when absent.</param>
/// <param name="Action">What was done with it.</param>
/// <param name="Timestamp">When, by Meta's clock; null when not said.</param>
public sealed record SyncedContact(
    SenderIdentity Person, JsonText? FullName, SyncAction Action, DateTimeOffset? Timestamp)
{
    internal static SyncedContact? From(JsonObject item) =>
        item.Object("contact"u8) is { } contact
        && SenderIdentity.Read(contact, IdentityNames.AddressBook, out _) is { } person
            ? new(
                person,
                contact.Text("full_name"u8),
                WireWord<SyncAction>.Read(item.Text("action"u8)),
                item.Object("metadata"u8)?.Time("timestamp"u8))
            : null;
}

/// <summary>What was done with an entry.</summary>
public enum SyncAction
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Added or changed.</summary>
    Add,

    /// <summary>Removed.</summary>
    Remove,
}
