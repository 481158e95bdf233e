namespace Hermetic.WhatsApp;

/// <summary>One of <c>contacts[]</c>: the profile of the person a message is from.</summary>
/// <param name="Raw">The contact's own JSON object as it came.</param>
/// <param name="Identity">Its <c>user_id</c> and <c>wa_id</c>, as far as they are well-formed.</param>
public sealed record Contact(ReadOnlyMemory<byte> Raw, SenderIdentity Identity)
{
    /// <summary><c>profile.name</c>, chosen by the person; null when absent.</summary>
    public JsonText? ProfileName { get; init; }

    /// <summary><c>profile.username</c>, chosen by the person and changeable: never an identity.</summary>
    public JsonText? Username { get; init; }

    /// <summary><c>identity_key_hash</c>: the hash of the person's encryption key, to send along as
    /// <c>recipient_identity_key_hash</c>; null when absent.</summary>
    public JsonText? IdentityKeyHash { get; init; }

    /// <summary>Reads one contact object again, as <see cref="Raw"/> had it.</summary>
    /// <returns>Null when the bytes are not a contact with an identity.</returns>
    public static Contact? Parse(ReadOnlyMemory<byte> raw) =>
        JsonObject.From(JsonSlice.Read(raw)) is { } contact ? From(contact) : null;

    internal static Contact? From(JsonObject contact)
    {
        if (SenderIdentity.Read(contact, IdentityNames.Contact, out _) is not { } identity)
            return null;
        var profile = contact.Object("profile"u8);
        return new(contact.Raw, identity)
        {
            ProfileName = profile?.Text("name"u8),
            Username = profile?.Text("username"u8),
            IdentityKeyHash = contact.Text("identity_key_hash"u8),
        };
    }
}

/// <summary>The contacts of one value, to be found by identity in constant time each.</summary>
internal sealed class Contacts
{
    private readonly Dictionary<JsonText, Contact> _byUserId = [];
    private readonly Dictionary<JsonText, Contact> _byPhoneNumber = [];
    private readonly List<Contact> _all = [];

    public Contacts(JsonSlice? contacts)
    {
        foreach (var item in contacts is { IsArray: true } array ? array.Items() : [])
        {
            if (JsonObject.From(item) is not { } found || Contact.From(found) is not { } contact)
                continue;
            _all.Add(contact);
            if (contact.Identity.UserId is { } userId)
                _byUserId.TryAdd(userId, contact);
            if (contact.Identity.PhoneNumber is { } number)
                _byPhoneNumber.TryAdd(number, contact);
        }
    }

    /// <summary>The person, when there is only one.</summary>
    public SenderIdentity? Only => _all is [var contact] ? contact.Identity : null;

    /// <summary>
    /// The contact of that person: by user id, else by phone number. One that matches by number but names
    /// another user is somebody else's: people are never merged on conflicting identifiers.
    /// </summary>
    public Contact? Find(SenderIdentity person)
    {
        if (person.UserId is { } userId && _byUserId.TryGetValue(userId, out var contact))
            return contact;
        if (person.PhoneNumber is not { } number || !_byPhoneNumber.TryGetValue(number, out contact))
            return null;
        return person.UserId is null || contact.Identity.UserId is null ? contact : null;
    }
}
