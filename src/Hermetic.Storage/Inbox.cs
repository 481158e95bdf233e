using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <param name="Sequence">Place in its conversation, from 1.</param>
public sealed record InboxRow(MessageId Id, long Sequence, Sealed<InboundContent> Sealed);

/// <summary>Messages that came in, in the order of their arrival numbers.</summary>
public static class Inbox
{
    private const string InsertDedupe = "insert into dedupe (tag, day) values ($1, $2) on conflict do nothing";
    private const string InsertRow =
        "insert into inbox (id, conversation, sequence, state, day, envelope) values ($1, $2, $3, 0, $4, $5)";
    private const string SelectNext =
        "select id, sequence, envelope from inbox where conversation = $1 and sequence = $2";
    private const string SelectAll =
        "select id, sequence, envelope from inbox where conversation = $1 order by sequence";
    private const string SetDone = "update inbox set state = 1 where conversation = $1 and sequence = $2";
    private const string DeleteOld = "delete from inbox where day < $1 and state = 1";
    private const string DeleteDedupe = "delete from dedupe where day < $1";

    /// <summary>False when the message came before, even if its person has been erased since.</summary>
    /// <remarks>A tag lives at least eight days, longer than WhatsApp redelivers (seven).</remarks>
    public static bool IsNew(Transaction transaction, Tag tag) =>
        transaction.Execute(InsertDedupe, tag, transaction.Today) == 1;

    public static void Append(
        Transaction transaction, MessageId id, ConversationId conversation, long sequence,
        Sealed<InboundContent> content) =>
        transaction.Execute(InsertRow, id, conversation, sequence, transaction.Today, SqlValue.Of(content));

    /// <summary>The message after the last answered one, or null.</summary>
    public static InboxRow? Next(Session session, ConversationLease lease) =>
        session.Find(SelectNext, Read, lease.Id, lease.Drained + 1);

    public static IReadOnlyList<InboxRow> List<TAction>(Session session, Authorized<TAction> proof, ConversationId id)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectAll, Read, id);
    }

    /// <summary>Marks the message of an advanced lease as answered.</summary>
    public static void Done(Transaction transaction, ConversationLease advanced) =>
        transaction.Execute(SetDone, advanced.Id, advanced.Drained);

    /// <summary>Deletes answered messages that have been kept for their time.</summary>
    public static int Forget(Transaction transaction, int daysKept) =>
        transaction.Execute(DeleteOld, transaction.Today - daysKept);

    /// <summary>Forgets tags of messages that WhatsApp no longer redelivers.</summary>
    public static int ForgetTags(Transaction transaction, int daysKept) =>
        transaction.Execute(DeleteDedupe, transaction.Today - daysKept);

    private static InboxRow Read(Row row) => new(row.Message(0), row.Long(1), row.Sealed<InboundContent>(2));
}
