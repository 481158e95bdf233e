using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Staff;

// A message as staff read it, in either direction.
internal sealed partial class StaffDesk
{
    private void WriteReceived(
        Utf8JsonWriter json, InboxRow row, KeyLease key, Authorized<ReadConversation> proof, SubjectId subject)
    {
        json.WriteStartObject();
        json.WriteString("from"u8, "person"u8);
        if (row.Sealed is null)
            json.WriteString("kind"u8, row.State == InboxState.Revoked ? "revoked"u8 : "edited"u8);
        else
            WriteContent(json, row.Id, row.Sealed, key, proof, subject);
        json.WriteEndObject();
    }

    private void WriteContent(
        Utf8JsonWriter json, MessageId id, Sealed<InboundContent> box, KeyLease key,
        Authorized<ReadConversation> proof, SubjectId subject)
    {
        using var content = key.Key.Open(box, InboundEnvelope.Context(id, subject)).Keep();
        var message = InboundEnvelope.Read(content.Memory);
        json.WriteString("id"u8, id.Value);
        json.WriteString("kind"u8, message.Kind);
        if (message.Timestamp is { } at)
            json.WriteString("at"u8, at);
        if (database.Read(session => MediaChunks.Count(session, id)) > 0)
        {
            json.WriteBoolean("file"u8, value: true);
            json.WriteString("fileName"u8, ReceivedText.FileName(id, message));
        }
        if (message.Context is { IsForwarded: false, MessageId: { } quoted })
            WriteQuoted(json, quoted, key, proof, subject);
        if (Said.Newest(message.Content) is OrderMessage order)
            WriteOrder(json, order);
        if (Said.Shown(Said.Newest(message.Content)) is { } shown)
            WriteText(json, "text"u8, shown);
    }

    private static void WriteSent(Utf8JsonWriter json, IEnumerable<OutboxRow> rows, KeyLease key, SubjectId subject)
    {
        foreach (var row in rows)
        {
            using var content = Draft.Open(key.Key, row, subject);
            json.WriteStartObject();
            json.WriteString("from"u8, From(row.Kind));
            json.WriteString("delivery"u8, OutboxStates.Name(row.State));
            WriteRefusal(json, row);
            if (row.Cost is { } cost)
                WriteCost(json, cost);
            WriteDraft(json, Parts.Read(content.Memory));
            json.WriteEndObject();
        }
    }

    /// <summary>When it was written, its words, and what the person could choose.</summary>
    private static void WriteDraft(Utf8JsonWriter json, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (Draft.WrittenAt(parts) is { } at)
            json.WriteString("at"u8, at.ToDateTimeOffset());
        json.WriteString("text"u8, parts[1].Span);
        if (Draft.OpenerOf(parts) is { } opener)
            json.WriteString("list"u8, opener.Span);
        json.WriteStartArray("choices"u8);
        foreach (var title in Draft.ChoicesOf(parts))
            json.WriteStringValue(title.Span);
        json.WriteEndArray();
    }

    internal static ReadOnlySpan<byte> From(OutboundKind kind) => kind switch
    {
        OutboundKind.Staff => "staff"u8,
        OutboundKind.Echo => "phone app"u8,
        OutboundKind.Reopening => "template"u8,
        OutboundKind.Reminder => "reminder"u8,
        _ => "assistant"u8,
    };

    /// <summary>
    /// Why WhatsApp refused, or why it waits, in words; a failure without a code is our own refusal of what its limits do
    /// not allow. What went out in the end says nothing of earlier refusals.
    /// </summary>
    internal static void WriteRefusal(Utf8JsonWriter json, OutboxRow row)
    {
        var waits = row is { State: OutboxState.Queued or OutboxState.Sending or OutboxState.Held, Code: not null };
        if (!waits && row.State != OutboxState.Failed)
            return;
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, row.Code ?? 0);
        json.WriteString(
            "meaning"u8,
            row.Code is { } code ? GraphErrors.Find(code).Meaning : "WhatsApp's limits do not allow this message.");
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, MessageCost cost)
    {
        json.WriteStartObject("cost"u8);
        json.WriteBoolean("billable"u8, cost.Billable);
        json.WriteString("category"u8, Costs.Name(cost.Category));
        json.WriteEndObject();
    }
}
