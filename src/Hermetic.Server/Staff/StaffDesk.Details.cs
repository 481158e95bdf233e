using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Staff;

// What stands around a person's words: the message they answer, and what they ordered.
internal sealed partial class StaffDesk
{
    /// <summary>The message above theirs on the phone, with its words as they are here; nothing when it is not here.</summary>
    private void WriteQuoted(
        Utf8JsonWriter json, JsonText wamid, KeyLease key, Authorized<ReadConversation> proof, SubjectId subject)
    {
        using var id = arena.Rent(Math.Max(1, wamid.MaxLength));
        var utf8 = id.Span[..wamid.Unescape(id.Span)];
        var (dedupe, sent) = (
            vault.Ring.DedupeTag(settings.WhatsApp.PhoneNumberIdUtf8.Span, utf8), vault.Ring.WamidTag(utf8));
        if (database.Read(session => StoredMessages.FindReceived(session, dedupe)) is { } theirs && theirs.Subject == subject)
            WriteTheirs(json, theirs, key, proof);
        else if (database.Read(session => StoredMessages.FindSent(session, sent)) is { } ours && ours.Subject == subject)
            WriteOurs(json, ours, key, proof);
    }

    private void WriteTheirs(Utf8JsonWriter json, MessagePlace place, KeyLease key, Authorized<ReadConversation> proof)
    {
        if (database.Read(session => StoredMessages.ReadReceived(session, proof, place)) is not { Sealed: { } box })
            return;
        using var content = key.Key.Open(box, InboundEnvelope.Context(place.Id, place.Subject)).Keep();
        if (Said.Shown(Said.Newest(InboundEnvelope.Read(content.Memory).Content)) is { } shown)
            WriteText(json, "quotes"u8, shown);
    }

    private void WriteOurs(Utf8JsonWriter json, MessagePlace place, KeyLease key, Authorized<ReadConversation> proof)
    {
        if (database.Read(session => StoredMessages.ReadSent(session, proof, place)) is not { } row)
            return;
        using var content = key.Key.Open(row.Sealed, Draft.Context(place.Id, place.Subject)).Keep();
        json.WriteString("quotes"u8, Draft.TextOf(content.Memory).Span);
    }

    /// <summary>Each line as the phone sent it: prices come from the person's device, and are checked, never believed.</summary>
    private void WriteOrder(Utf8JsonWriter json, OrderMessage order)
    {
        json.WriteStartArray("lines"u8);
        foreach (var item in order.Items)
        {
            json.WriteStartObject();
            WriteText(json, "product"u8, item.ProductRetailerId);
            WriteText(json, "quantity"u8, item.Quantity);
            WriteText(json, "price"u8, item.ItemPrice);
            WriteText(json, "currency"u8, item.Currency);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonText? words)
    {
        if (words is not { } shown)
            return;
        using var text = arena.Rent(Math.Max(1, shown.MaxLength));
        json.WriteString(name, text.Span[..shown.Unescape(text.Span)]);
    }
}
