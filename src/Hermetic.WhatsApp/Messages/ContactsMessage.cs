namespace Hermetic.WhatsApp;

/// <summary>Contact cards (<c>contacts</c>): other people's data, or the sender's own on request.</summary>
/// <param name="Contacts">The cards, at least one, in their order.</param>
public sealed record ContactsMessage(IReadOnlyList<SharedContact> Contacts) : MessageContent
{
    internal static readonly MessageKind Kind = new("contacts", read: Read);

    private static ContactsMessage? Read(JsonObject message)
    {
        var items = message.Items("contacts"u8);
        var contacts = new List<SharedContact>(items.Count);
        foreach (var item in items)
        {
            if (JsonObject.From(item) is not { } card)
                return null;
            contacts.Add(SharedContact.From(card));
        }
        return contacts.Count > 0 ? new(contacts) : null;
    }
}
