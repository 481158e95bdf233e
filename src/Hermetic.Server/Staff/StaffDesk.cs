using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>
/// What staff do in conversations, over the socket and in the console: list, show, reply, release. Each access is recorded
/// in the commit that allows it, under the name of who acts; what cannot be recorded is not shown.
/// </summary>
internal sealed partial class StaffDesk(
    Database database, Vault vault, SecretArena arena, Settings settings, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Whoever may open the 0600 socket; the console brings names.</summary>
    internal static readonly StaffId Somebody = StaffId.From(new Guid("00000000-0000-4000-8000-000000000001"));

    /// <summary>What they may do here.</summary>
    internal static readonly Caller Socket = Caller.Staff(
        Somebody,
        Permission.ReadConversations, Permission.ReplyInConversations, Permission.ReleaseConversations);

    /// <summary>
    /// Writes one object per conversation: id, name, who is in charge, why a person of the business and since when they
    /// are waited for, and unanswered and undelivered messages.
    /// </summary>
    internal async Task ListAsync(Caller who, Utf8JsonWriter json, CancellationToken cancel)
    {
        var proof = await RecordAsync(who, Target.Deployment);
        await WriteListAsync(database.Read(Storage.Conversations.List), json, proof, cancel);
    }

    private async Task WriteListAsync(
        IEnumerable<ConversationRow> rows, Utf8JsonWriter json, Authorized<ReadConversation> proof, CancellationToken cancel)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            if (!IsLive(row.Subject))
                continue;
            using var key = await OpenAsync(row.Subject, cancel);
            json.WriteStartObject();
            WriteHead(json, row, key, proof);
            json.WriteNumber("unanswered"u8, row.Arrived - row.Drained);
            json.WriteNumber("parked"u8, database.Read(session => Storage.Outbox.Parked(session, row.Id)));
            json.WriteNumber("undelivered"u8, database.Read(session => Storage.Outbox.Undelivered(session, row.Id)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Whose conversation it is, who is in charge, and who waits since when and why.</summary>
    private void WriteHead(Utf8JsonWriter json, ConversationRow row, KeyLease key, Authorized<ReadConversation> proof)
    {
        json.WriteString("id"u8, row.Id.Value);
        WriteCard(json, row, key);
        json.WriteString("state"u8, row.State == ConversationState.HumanInCharge ? "human"u8 : "assistant"u8);
        if (row.State != ConversationState.HumanInCharge)
            return;
        CalledFor.Write(json, OpenTurn.OpenDialogue(key.Key, row).PersonAsked);
        WriteWaiting(json, row, proof, key);
    }

    /// <summary>Since when, and how many messages; nothing while the business has the last word.</summary>
    private void WriteWaiting(
        Utf8JsonWriter json, ConversationRow row, Authorized<ReadConversation> proof, KeyLease key)
    {
        var sent = database.Read(session => Storage.Outbox.List(session, proof, row.Id));
        var received = database.Read(session => Storage.Inbox.List(session, proof, row.Id));
        var waits = Waiting.Of(
            received, sent, box => SaidAt(box, row.Subject, key), reply => SaidMeanwhile(reply, row.Subject, key));
        if (waits is not { } waiting)
            return;
        json.WriteStartObject("waiting"u8);
        json.WriteNumber("messages"u8, waiting.Messages);
        json.WriteString("since"u8, waiting.Since);
        json.WriteEndObject();
    }

    /// <summary>Null for what is no utterance: nobody waits for an answer to it.</summary>
    private static DateTimeOffset? SaidAt(InboxRow row, SubjectId subject, KeyLease key)
    {
        using var content = key.Key.Open(row.Sealed!, InboundEnvelope.Context(row.Id, subject)).Keep();
        var message = InboundEnvelope.Read(content.Memory);
        return Said.IsUtterance(Said.Newest(message.Content)) ? message.Timestamp : null;
    }

    private static bool SaidMeanwhile(OutboxRow row, SubjectId subject, KeyLease key)
    {
        using var content = Draft.Open(key.Key, row, subject);
        return Draft.SaidMeanwhile(Parts.Read(content.Memory));
    }

    /// <summary>Writes the messages of one conversation in their order; false when there is no such conversation.</summary>
    internal async Task<bool> ShowAsync(Caller who, ConversationId id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row
            || !IsLive(row.Subject))
            return false;
        var proof = await RecordAsync(who, Target.Of(id, row.Subject));
        using var key = await OpenAsync(row.Subject, cancel);
        var sent = database.Read(session => Storage.Outbox.List(session, proof, id));
        json.WriteStartArray();
        WriteSent(json, sent.Where(message => message.After == 0), key, row.Subject);
        foreach (var message in database.Read(session => Storage.Inbox.List(session, proof, id)))
        {
            WriteReceived(json, message, key, proof, row.Subject);
            WriteSent(json, sent.Where(reply => reply.After == message.Sequence), key, row.Subject);
        }
        json.WriteEndArray();
        return true;
    }

    /// <summary>The record is durable before anything is opened.</summary>
    private async Task<Authorized<ReadConversation>> RecordAsync(
        Caller who, Target target, ReadingPurpose purpose = ReadingPurpose.None)
    {
        var proof = Authorizer.Demand<ReadConversation>(who, target);
        await database.CommitAsync(transaction =>
        {
            if (purpose != ReadingPurpose.None)
                LedgerEntries.Append(transaction, ReadingPurposes.Record(who, target, purpose));
            LedgerEntries.Record(transaction, proof);
        });
        return proof;
    }

    /// <summary>Who is just being erased is not shown any more.</summary>
    private bool IsLive(SubjectId person) =>
        database.Read(session => Subjects.Find(session, person)) is { State: SubjectState.Live };

    private async ValueTask<KeyLease> OpenAsync(SubjectId person, CancellationToken cancel)
    {
        var subject = database.Read(session => Subjects.Find(session, person))
            ?? throw new FencedException("the person is gone");
        return await vault.OpenAsync(subject.Slot, cancel);
    }

    private static void WriteCard(Utf8JsonWriter json, ConversationRow row, KeyLease key)
    {
        if (row.Person is null)
            return;
        using var card = PersonCard.Open(key.Key, row);
        json.WriteString("name"u8, card.Name.Span);
    }
}
