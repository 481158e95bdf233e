using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Messages that did not arrive, or have not yet: what staff look through and may try again.</summary>
public static class Undelivered
{
    private const string Columns =
        "id, conversation, sequence, after, state, kind, envelope, code, billable, coalesce(category, 0)";
    // A scan: asked for by hand, and messages are kept for a while only.
    private const string SelectAll =
        $"select {Columns}, row from outbox where state in (0, 1, 5, 6, 7, 8) and row > $1 order by row limit $2";
    private const string SelectOne =
        $"select {Columns} from outbox where id = $1 and state in (0, 1, 5, 6, 7, 8)";
    private const string CountStuck = "select count(*) from outbox where state in (5, 6, 8)";
    private const string SetRepeated = "update outbox set state = 9 where id = $1 and state = $2 and state in (5, 6, 8)";

    /// <summary>The next of them, oldest first, nothing of them opened.</summary>
    /// <param name="after">The place of the last that was read; 0 to begin.</param>
    public static IReadOnlyList<(long Place, OutboxRow Message)> List<TAction>(
        Session session, Authorized<TAction> proof, long after, int most)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectAll, row => (row.Long(10), Outbox.Read(row)), after, most);
    }

    /// <summary>How many go no further without a person: refused, never sent, or nobody knows.</summary>
    public static long Stuck(Session session) => session.Count(CountStuck);

    /// <summary>Null when there is no such message, or it has arrived.</summary>
    public static OutboxRow? Find(Session session, MessageId id) => session.Find(SelectOne, Outbox.Read, id);

    /// <summary>
    /// Queues the content again as a message of its own, behind all others, and marks the one before as repeated: it is
    /// repeated once at most.
    /// </summary>
    /// <param name="row">As it was found: Failed, Parked or Unsent.</param>
    /// <param name="content">The same words, sealed for <paramref name="again"/>.</param>
    /// <exception cref="FencedException">It moved on meanwhile, or its person is being erased.</exception>
    public static void Repeat(
        Transaction transaction, Authorized<RepeatMessage> proof, OutboxRow row, MessageId again,
        Sealed<OutboundContent> content)
    {
        ArgumentNullException.ThrowIfNull(row);
        Subjects.RequireLive(transaction, proof.Target.Owner ?? throw new InvalidOperationException("A message is somebody's."));
        if (transaction.Execute(SetRepeated, row.Id, row.State) != 1)
            throw new FencedException("the message has moved on");
        LedgerEntries.Record(transaction, proof);
        Outbox.Queue(transaction, row.Conversation, again, OutboundKind.Staff, content);
    }
}
