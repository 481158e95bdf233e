using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>Entries of an address book, such as the business's own.</summary>
public sealed class OutboundContacts : OutboundMessage
{
    private readonly OutboundContact[] _contacts;

    /// <summary>Takes the entries.</summary>
    /// <param name="contacts">1 to 257 (Meta recommends at most 50).</param>
    /// <exception cref="ArgumentException">None or too many, or a text in one is empty, too long or not
    /// UTF-8.</exception>
    public OutboundContacts(params ReadOnlySpan<OutboundContact> contacts)
    {
        _contacts = contacts.ToArray();
        if (_contacts.Length is < 1 or > 257)
            throw new ArgumentException("WhatsApp allows 1 to 257 contacts.", nameof(contacts));
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "contacts"u8);
        writer.WriteStartArray("contacts"u8);
        foreach (var contact in _contacts)
            contact.Write(writer);
        writer.WriteEndArray();
    }
}
