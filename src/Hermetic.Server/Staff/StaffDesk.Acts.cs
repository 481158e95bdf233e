using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

// What staff do in a conversation, and the files that came in it.
internal sealed partial class StaffDesk
{
    /// <summary>Hands out the file of one message in pieces; false when there is none. Recorded before the first.</summary>
    internal async Task<bool> ReadMediaAsync(
        Caller who, ConversationId id, MessageId message, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row || !IsLive(row.Subject))
            return false;
        var proof = await RecordAsync(who, Target.Of(id, row.Subject));
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
    internal async Task<bool> ReplyAsync(
        Caller who, ConversationId id, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { Person: not null } row)
            return false;
        var proof = Authorizer.Demand<ReplyInConversation>(who, Target.Of(id, row.Subject));
        using var key = await OpenAsync(row.Subject, cancel);
        using var card = PersonCard.Open(key.Key, row);
        using var draft = Draft.Of(text.Span, card, clock.GetCurrentInstant(), arena);
        var box = draft.Seal(key.Key, row.Subject);
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
    internal Task<bool> TakeOverAsync(Caller who, ConversationId id) =>
        HandAsync<TakeOverConversation>(who, id, ConversationState.HumanInCharge);

    /// <summary>Gives the conversation back to the assistant; false when there is no such conversation.</summary>
    internal Task<bool> ReleaseAsync(Caller who, ConversationId id) =>
        HandAsync<ReleaseConversation>(who, id, ConversationState.Automated);

    private async Task<bool> HandAsync<TAction>(Caller who, ConversationId id, ConversationState to) where TAction : IAction
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row)
            return false;
        var proof = Authorizer.Demand<TAction>(who, Target.Of(id, row.Subject));
        await database.CommitAsync(transaction => Storage.Conversations.SetStateOf(transaction, proof, id, to));
        return true;
    }
}
