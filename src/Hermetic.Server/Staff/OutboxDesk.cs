using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>What became of a wish to send a message again.</summary>
internal enum Repetition
{
    Queued,

    /// <summary>There is no such message, or it has arrived.</summary>
    NotFound,

    /// <summary>It waits for its turn or for the person by itself.</summary>
    StillWaits,

    /// <summary>It may have arrived: whoever asks has to say that twice is better than never.</summary>
    MayArriveTwice,

    /// <summary>A template: it is made anew when it is needed, not repeated.</summary>
    NoWords,
}

/// <summary>Messages that did not arrive: all of them in one list, and sending one again by hand.</summary>
internal sealed class OutboxDesk(Database database, Vault vault, SecretArena arena, IServiceProvider services)
{
    /// <summary>So many are read at once.</summary>
    private const int Page = 1000;

    private static readonly Caller _staff = Caller.Staff(
        StaffDesk.Somebody, Permission.ReadConversations, Permission.ReplyInConversations);

    /// <summary>Writes one object per message, oldest first: ids, who wrote it, how far it came, why it was refused.</summary>
    internal async Task ListAsync(Utf8JsonWriter json)
    {
        var proof = Authorizer.Demand<ReadConversation>(_staff, Target.Deployment);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        json.WriteStartArray();
        foreach (var row in All(proof))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, row.Id.Value);
            json.WriteString("conversation"u8, row.Conversation.Value);
            json.WriteString("from"u8, StaffDesk.From(row.Kind));
            json.WriteString("delivery"u8, OutboxStates.Name(row.State));
            StaffDesk.WriteRefusal(json, row);
            json.WriteBoolean("repeatable"u8, Obstacle(row, mayArriveTwice: true) is null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private IEnumerable<OutboxRow> All(Authorized<ReadConversation> proof)
    {
        IReadOnlyList<(long Place, OutboxRow Message)> page;
        for (var after = 0L; ; after = page[^1].Place)
        {
            page = database.Read(session => Undelivered.List(session, proof, after, Page));
            foreach (var (_, message) in page)
                yield return message;
            if (page.Count < Page)
                yield break;
        }
    }

    /// <param name="mayArriveTwice">Whether one whose outcome nobody knows is sent all the same.</param>
    internal async Task<Repetition> RepeatAsync(MessageId id, bool mayArriveTwice, CancellationToken cancel)
    {
        if (database.Read(session => Undelivered.Find(session, id)) is not { } row
            || database.Read(session => Storage.Conversations.Find(session, row.Conversation)) is not { } conversation
            || database.Read(session => Subjects.Find(session, conversation.Subject))
                is not { State: SubjectState.Live } person)
            return Repetition.NotFound;
        if (Obstacle(row, mayArriveTwice) is { } obstacle)
            return obstacle;
        using var key = await vault.OpenAsync(person.Slot, cancel);
        // Whoever sends it again has seen why it did not arrive, a changed device included.
        using var to = conversation.Person is null ? null : PersonCard.Open(key.Key, conversation);
        var (again, box) = Draft.Again(key.Key, row, person.Id, to, arena);
        var proof = Authorizer.Demand<RepeatMessage>(_staff, Target.Of(row.Conversation, person.Id));
        await database.CommitAsync(transaction => Undelivered.Repeat(transaction, proof, row, again, box));
        services.GetService<Messaging.Conversations>()?.Wake([row.Conversation]);
        return Repetition.Queued;
    }

    private static Repetition? Obstacle(OutboxRow row, bool mayArriveTwice) => row switch
    {
        { Kind: OutboundKind.Reopening or OutboundKind.Reminder } => Repetition.NoWords,
        { State: OutboxState.Failed or OutboxState.Unsent } => null,
        { State: OutboxState.Parked } => mayArriveTwice ? null : Repetition.MayArriveTwice,
        _ => Repetition.StillWaits,
    };
}
