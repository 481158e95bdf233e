using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Staff;

/// <summary>
/// What staff do until (and beside) the console: list, show, reply, release. Each access is recorded in the commit
/// that allows it; what cannot be recorded is not shown.
/// </summary>
internal sealed partial class StaffDesk(
    Database database, Vault vault, SecretArena arena, Settings settings, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Whoever may open the 0600 socket; the console will bring names.</summary>
    internal static readonly StaffId Somebody = StaffId.From(new Guid("00000000-0000-4000-8000-000000000001"));

    private static readonly Caller _staff = Caller.Staff(
        Somebody,
        Permission.ReadConversations, Permission.ReplyInConversations, Permission.ReleaseConversations);

    /// <summary>
    /// Writes one object per conversation: id, name, who is in charge, why a person of the business and since when they
    /// are waited for, and unanswered and undelivered messages.
    /// </summary>
    internal async Task ListAsync(Utf8JsonWriter json, CancellationToken cancel)
    {
        var proof = await RecordAsync(Target.Deployment);
        json.WriteStartArray();
        foreach (var row in database.Read(Storage.Conversations.List))
        {
            if (!IsLive(row.Subject))
                continue;
            using var key = await OpenAsync(row.Subject, cancel);
            json.WriteStartObject();
            json.WriteString("id"u8, row.Id.Value);
            WriteCard(json, row, key);
            json.WriteString("state"u8, row.State == ConversationState.HumanInCharge ? "human"u8 : "assistant"u8);
            if (row.State == ConversationState.HumanInCharge)
            {
                CalledFor.Write(json, OpenTurn.OpenDialogue(key.Key, row).PersonAsked);
                WriteWaiting(json, row, proof, key);
            }
            json.WriteNumber("unanswered"u8, row.Arrived - row.Drained);
            json.WriteNumber("parked"u8, database.Read(session => Storage.Outbox.Parked(session, row.Id)));
            json.WriteNumber("undelivered"u8, database.Read(session => Storage.Outbox.Undelivered(session, row.Id)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
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
    internal async Task<bool> ShowAsync(ConversationId id, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row
            || !IsLive(row.Subject))
            return false;
        var proof = await RecordAsync(Target.Of(id, row.Subject));
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

    /// <summary>Hands out the file of one message in pieces; false when there is none. Recorded before the first.</summary>
    internal async Task<bool> ReadMediaAsync(
        ConversationId id, MessageId message, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row || !IsLive(row.Subject))
            return false;
        var proof = await RecordAsync(Target.Of(id, row.Subject));
        if (database.Read(session => Storage.Inbox.List(session, proof, id)).All(one => one.Id != message))
            return false;
        using var key = await OpenAsync(row.Subject, cancel);
        var count = database.Read(session => MediaChunks.Count(session, message));
        for (var position = 0; position < count; position++)
        {
            var box = database.Read(session => MediaChunks.Read(session, proof, message, position));
            if (box is null)
                return false;
            using var piece = key.Key.Open(box, Attachments.Context(message, position, row.Subject)).Keep();
            await write(piece.Memory);
        }
        return count > 0;
    }

    /// <summary>What WhatsApp takes as one text: 1 to 4,096 characters of valid UTF-8.</summary>
    internal static bool CanSend(ReadOnlySpan<byte> text) =>
        System.Text.Unicode.Utf8.IsValid(text)
        && System.Text.Encoding.UTF8.GetCharCount(text) is >= 1 and <= 4096;

    /// <summary>Sends a text; false when there is no such conversation or nobody has been answered in it yet.</summary>
    internal async Task<bool> ReplyAsync(ConversationId id, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { Person: not null } row)
            return false;
        using var key = await OpenAsync(row.Subject, cancel);
        using var card = PersonCard.Open(key.Key, row);
        using var draft = Draft.Of(text.Span, card, clock.GetCurrentInstant(), arena);
        var box = draft.Seal(key.Key, row.Subject);
        var proof = Authorizer.Demand<ReplyInConversation>(_staff, Target.Of(id, row.Subject));
        await database.CommitAsync(transaction =>
        {
            Subjects.RequireLive(transaction, row.Subject);
            LedgerEntries.Record(transaction, proof);
            Storage.Outbox.Queue(transaction, id, draft.Id, OutboundKind.Staff, box);
        });
        services.GetService<Messaging.Conversations>()?.Wake([id]);
        return true;
    }

    /// <summary>The assistant is silent from now on; false when there is no such conversation.</summary>
    internal Task<bool> TakeOverAsync(ConversationId id) =>
        HandAsync<TakeOverConversation>(id, ConversationState.HumanInCharge);

    /// <summary>Gives the conversation back to the assistant; false when there is no such conversation.</summary>
    internal Task<bool> ReleaseAsync(ConversationId id) =>
        HandAsync<ReleaseConversation>(id, ConversationState.Automated);

    private async Task<bool> HandAsync<TAction>(ConversationId id, ConversationState to) where TAction : IAction
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row)
            return false;
        var proof = Authorizer.Demand<TAction>(_staff, Target.Of(id, row.Subject));
        await database.CommitAsync(transaction => Storage.Conversations.SetStateOf(transaction, proof, id, to));
        return true;
    }

    /// <summary>The record is durable before anything is opened.</summary>
    private async Task<Authorized<ReadConversation>> RecordAsync(Target target)
    {
        var proof = Authorizer.Demand<ReadConversation>(_staff, target);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
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
            json.WriteBoolean("file"u8, value: true);
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
