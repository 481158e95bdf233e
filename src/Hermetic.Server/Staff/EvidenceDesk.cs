using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Evidence;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>
/// What is kept of one message, as it lies on the disk, and what the ledger says about it: nothing is opened for that.
/// Each look is recorded like any other reading by staff.
/// </summary>
internal sealed class EvidenceDesk(
    Database database, Vault vault, Settings settings, LedgerExport ledger, SealedMessages messages)
{
    private static readonly Caller _staff = Caller.Staff(StaffDesk.Somebody, Permission.ReadConversations);

    /// <summary>Writes row and ledger entry of a message that came in or went out.</summary>
    /// <param name="wamid">WhatsApp's id of it, UTF-8.</param>
    /// <returns>False when nothing is stored by this id (any more).</returns>
    internal async Task<bool> ShowAsync(ReadOnlyMemory<byte> wamid, Utf8JsonWriter json, CancellationToken cancel)
    {
        var dedupe = vault.Ring.DedupeTag(settings.WhatsApp.PhoneNumberIdUtf8.Span, wamid.Span);
        var sent = vault.Ring.WamidTag(wamid.Span);
        var received = database.Read(session => StoredMessages.FindReceived(session, dedupe));
        if ((received ?? database.Read(session => StoredMessages.FindSent(session, sent))) is not { } place)
            return false;
        var proof = await RecordAsync(Target.Of(place.Conversation, place.Subject));
        json.WriteStartObject();
        json.WriteStartObject("stored"u8);
        if (received is null)
            WriteSent(json, place, proof);
        else
            WriteReceived(json, place, proof);
        json.WriteEndObject();
        await WriteRecordedAsync(json, place.Id, proof, cancel);
        json.WriteEndObject();
        return true;
    }

    /// <summary>Tries to open sealed bytes of a message with the keys of this moment; writes the text, or why not.</summary>
    /// <returns>False when <paramref name="request"/> does not say what to open.</returns>
    internal async Task<bool> OpenAsync(JsonElement request, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (SealedMessage.Read(request) is not { } message)
            return false;
        await RecordAsync(Target.Of(message.Subject));
        await messages.OpenAsync(message, json, cancel);
        return true;
    }

    /// <summary>Numbers of rows: whether something came in or went out, without a look at it.</summary>
    internal void Count(Utf8JsonWriter json)
    {
        var counts = database.Read(StoredMessages.Count);
        json.WriteStartObject();
        json.WriteNumber("received"u8, counts.Received);
        json.WriteNumber("sent"u8, counts.Sent);
        json.WriteNumber("appointments"u8, counts.Appointments);
        json.WriteNumber("entries"u8, counts.Entries);
        json.WriteEndObject();
    }

    /// <summary>The record is durable before anything is shown.</summary>
    private async Task<Authorized<ReadConversation>> RecordAsync(Target target)
    {
        var proof = Authorizer.Demand<ReadConversation>(_staff, target);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        return proof;
    }

    private void WriteReceived(Utf8JsonWriter json, MessagePlace place, Authorized<ReadConversation> proof)
    {
        if (database.Read(session => StoredMessages.ReadReceived(session, proof, place)) is not { } row)
            return;
        WriteRow(json, "inbox"u8, place, row.Sequence);
        json.WriteString("state"u8, row.State switch
        {
            InboxState.Waiting => "waiting"u8,
            InboxState.Done => "done"u8,
            InboxState.Edited => "edited"u8,
            _ => "revoked"u8,
        });
        if (row.Sealed is { } box)
            json.WriteBase64String("envelope"u8, box.Envelope.Span);
    }

    private void WriteSent(Utf8JsonWriter json, MessagePlace place, Authorized<ReadConversation> proof)
    {
        if (database.Read(session => StoredMessages.ReadSent(session, proof, place)) is not { } row)
            return;
        WriteRow(json, "outbox"u8, place, row.Sequence);
        json.WriteString("state"u8, OutboxStates.Name(row.State));
        json.WriteBase64String("envelope"u8, row.Sealed.Envelope.Span);
    }

    private static void WriteRow(Utf8JsonWriter json, ReadOnlySpan<byte> table, MessagePlace place, long sequence)
    {
        json.WriteString("table"u8, table);
        json.WriteString("row"u8, place.Id.Value);
        json.WriteString("conversation"u8, place.Conversation.Value);
        json.WriteString("subject"u8, place.Subject.Value);
        json.WriteNumber("sequence"u8, sequence);
    }

    /// <summary>The entry's bytes, and their proof once a checkpoint covers them: that takes a moment.</summary>
    private async Task WriteRecordedAsync(
        Utf8JsonWriter json, MessageId id, Authorized<ReadConversation> proof, CancellationToken cancel)
    {
        if (database.Read(session => StoredMessages.FirstEntry(session, proof, id)) is not { } entry)
        {
            json.WriteNull("recorded"u8);
            json.WriteNumber("searched"u8, StoredMessages.MostEntries);
            return;
        }
        json.WriteStartObject("recorded"u8);
        json.WriteBase64String("entry"u8, entry.Body.Span);
        if (entry.Position is { } position)
            await ledger.WriteProofAsync(json, position, cancel);
        json.WriteEndObject();
    }
}
