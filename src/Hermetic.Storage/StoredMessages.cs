using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Where a message lies and whose it is.</summary>
public sealed record MessagePlace(MessageId Id, ConversationId Conversation, SubjectId Subject);

/// <summary>How much there is, and not of whom.</summary>
public sealed record StoredCounts(long Received, long Sent, long Appointments, long Entries);

/// <summary>
/// Single messages as they lie in the database, found by the tag of WhatsApp's id, with the ledger entry that recorded
/// them: what is shown to whoever doubts that it is stored sealed.
/// </summary>
public static class StoredMessages
{
    private const string SelectReceived =
        """
        select i.id, i.conversation, c.subject from inbox i join conversation c on c.id = i.conversation
        where i.tag = $1
        """;
    private const string SelectSent =
        """
        select o.id, o.conversation, c.subject from sent_tag t
        join outbox o on o.id = t.message join conversation c on c.id = o.conversation where t.tag = $1
        """;
    private const string SelectInbox =
        "select sequence, state, envelope from inbox where id = $1 and conversation = $2";
    private const string SelectOutbox =
        """
        select sequence, state, envelope from outbox where id = $1 and conversation = $2
        """;
    // A scan: the ledger keeps no index of what its entries are about, and evidence is asked for by hand. It ends: a
    // fraction of a second is what a question may cost, however old the ledger is.
    private const string SelectEntry =
        """
        select position, body from ledger_entry
        where row > (select max(row) from ledger_entry) - $2 and instr(body, $1) > 0 order by row limit 1
        """;
    private const string SelectCounts =
        """
        select (select count(*) from inbox), (select count(*) from outbox),
        (select count(*) from appointment where state = 0), (select count(*) from ledger_entry)
        """;

    /// <summary>Among about so many of the newest entries the one about a message is looked for (by row number).</summary>
    public const int MostEntries = 200_000;

    /// <param name="dedupe">As in <see cref="Inbox.IsNew"/>.</param>
    /// <returns>Null when there is no such message, or it was replaced by a newer wording.</returns>
    public static MessagePlace? FindReceived(Session session, RingTag dedupe) =>
        Find(dedupe, tag => session.Find(SelectReceived, Place, tag));

    /// <param name="wamid">As in <see cref="Outbox.Accept"/>.</param>
    /// <returns>Null when there is no such message, or it was never stored.</returns>
    public static MessagePlace? FindSent(Session session, RingTag wamid) =>
        Find(wamid, tag => session.Find(SelectSent, Place, tag));

    /// <summary>The active version last: that is where a tag goes meanwhile.</summary>
    private static MessagePlace? Find(RingTag tag, Func<Tag, MessagePlace?> find)
    {
        foreach (var other in tag.Others)
        {
            if (find(other) is { } found)
                return found;
        }
        return find(tag.Active);
    }

    /// <summary>The row of a message that came in.</summary>
    public static (long Sequence, InboxState State, Sealed<InboundContent>? Sealed)? ReadReceived<TAction>(
        Session session, Authorized<TAction> proof, MessagePlace place)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(place);
        return session.Find(
            SelectInbox,
            row => ((long, InboxState, Sealed<InboundContent>?)?)(row.Long(0), row.Enum<InboxState>(1), Content(row)),
            place.Id, place.Conversation);
    }

    /// <summary>The row of a message on its way out.</summary>
    public static (long Sequence, OutboxState State, Sealed<OutboundContent> Sealed)? ReadSent<TAction>(
        Session session, Authorized<TAction> proof, MessagePlace place)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(place);
        return session.Find(
            SelectOutbox,
            row => ((long, OutboxState, Sealed<OutboundContent>)?)(
                row.Long(0), row.Enum<OutboxState>(1), row.Sealed<OutboundContent>(2)),
            place.Id, place.Conversation);
    }

    /// <summary>
    /// The first ledger entry about a message, among the newest <see cref="MostEntries"/>; its position is null until the
    /// sequencer numbered it.
    /// </summary>
    public static (long? Position, ReadOnlyMemory<byte> Body)? FirstEntry<TAction>(
        Session session, Authorized<TAction> proof, MessageId id)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.Find(
            SelectEntry,
            row => ((long?, ReadOnlyMemory<byte>)?)(row.IsNull(0) ? null : row.Long(0), row.Bytes(1)),
            SqlValue.Bytes(Encoding.ASCII.GetBytes($"\"message:{id.Value:N}\"")), MostEntries);
    }

    public static StoredCounts Count(Session session) => session.Find(
        SelectCounts, row => new StoredCounts(row.Long(0), row.Long(1), row.Long(2), row.Long(3)))!;

    private static MessagePlace Place(Row row) => new(row.Message(0), row.Conversation(1), row.Subject(2));

    private static Sealed<InboundContent>? Content(Row row) =>
        row.Enum<InboxState>(1) is InboxState.Waiting or InboxState.Done ? row.Sealed<InboundContent>(2) : null;
}
