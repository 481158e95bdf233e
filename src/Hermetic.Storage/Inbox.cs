using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>What became of a message that came in.</summary>
public enum InboxState
{
    Waiting = 0,
    Done = 1,

    /// <summary>The person edited it: its content is gone, the newer wording is a row of its own.</summary>
    Edited = 2,

    /// <summary>The person deleted it for everyone: its content is gone.</summary>
    Revoked = 3,
}

/// <param name="Sequence">Place in its conversation, from 1.</param>
/// <param name="Sealed">Null when the person edited or revoked the message.</param>
public sealed record InboxRow(MessageId Id, long Sequence, InboxState State, Sealed<InboundContent>? Sealed);

/// <summary>Messages that came in, in the order of their arrival numbers.</summary>
public static class Inbox
{
    // Not under a version of the key that others have left: they would not find it.
    private const string InsertDedupe =
        """
        insert into dedupe (tag, day) select $1, $2
        where not exists (select 1 from key_version where name = 1 and state = 1 and version <> $3)
        on conflict do nothing
        """;
    private const string CountTag = "select count(*) from dedupe where tag = $1";
    // Should a row hold the tag already (somebody else's, or one older than the dedupe), it keeps it.
    private const string InsertRow =
        """
        insert into inbox (id, conversation, sequence, state, day, envelope, tag)
        select $1, id, arrived, 0, $3, $4, case when exists (select 1 from inbox where tag = $5) then null else $5 end
        from conversation where id = $2
        and not exists (select 1 from key_version where name = 1 and state = 1 and version <> $6)
        """;
    private const string CountRow = "select count(*) from inbox where tag = $1";
    private const string SelectAll =
        "select id, sequence, state, envelope from inbox where conversation = $1 order by sequence";
    private const string SelectBefore =
        "select id, sequence, state, envelope from inbox where conversation = $1 and sequence < $2 order by sequence desc limit $3";
    private const string SetDone = "update inbox set state = 1 where conversation = $1 and sequence = $2 and state = 0";
    private const string EmptyOne =
        """
        update inbox set state = $4, envelope = zeroblob(0), tag = case when $4 = 3 then tag end
        where tag = $1 and state in (0, 1) and conversation in (select id from conversation where number = $2 and subject = $3)
        returning id
        """;

    /// <summary>False when the message came before, even if its person has been erased since.</summary>
    /// <remarks>A tag lives at least eight days, longer than WhatsApp redelivers (seven).</remarks>
    /// <exception cref="FencedException">The blind-index key was rotated since the tag was made: make it anew.</exception>
    public static bool IsNew(Transaction transaction, RingTag tag) =>
        !IsKnownByOthers(transaction, tag)
        && (transaction.Change(InsertDedupe, tag.Active, transaction.Today, tag.Active.Version) || IsSeen(transaction, tag));

    /// <summary>As <see cref="IsNew"/>, for what most often was there before: what is told once a day, say.</summary>
    /// <exception cref="FencedException">As there.</exception>
    public static bool IsFirst(Transaction transaction, RingTag tag) =>
        !IsKnownByOthers(transaction, tag)
        && (transaction.Execute(InsertDedupe, tag.Active, transaction.Today, tag.Active.Version) == 1 || IsSeen(transaction, tag));

    /// <summary>
    /// From here on it counts as seen, whether it was before or not. Ask something of <see cref="IsNew"/> in the same commit:
    /// that a tag was made too early is noticed there.
    /// </summary>
    public static void Note(Transaction transaction, RingTag tag) =>
        transaction.Post(InsertDedupe, tag.Active, transaction.Today, tag.Active.Version);

    /// <summary>Whether a tag was seen; it stays as it is.</summary>
    public static bool IsKnown(Session session, RingTag tag) =>
        IsKnownByOthers(session, tag) || session.Count(CountTag, tag.Active) > 0;

    private static bool IsKnownByOthers(Session session, RingTag tag)
    {
        foreach (var other in tag.Others)
        {
            if (session.Count(CountTag, other) > 0)
                return true;
        }
        return false;
    }

    /// <summary>It was not written: because it is there, and not because of its version.</summary>
    private static bool IsSeen(Transaction transaction, RingTag tag)
    {
        RingVersions.RequireActive(transaction, tag.Active);
        return false;
    }

    /// <summary>Stores a message under the arrival number that <see cref="Conversations.Arrive"/> has just given.</summary>
    /// <param name="tag">
    /// As in <see cref="IsNew"/>: an edit or a revoke finds the message by it. An edit takes over the tag of what it
    /// edits, so that a revoke finds the newest wording.
    /// </param>
    /// <exception cref="FencedException">
    /// There is no such conversation, or the blind-index key was rotated since the tag was made.
    /// </exception>
    public static void Append(
        Transaction transaction, MessageId id, ConversationId conversation, RingTag tag, Sealed<InboundContent> content)
    {
        // A row whose tag is of an earlier version keeps it as well.
        var isHeld = tag.Others.ToArray().Any(other => transaction.Count(CountRow, other) > 0);
        transaction.Demand(
            "the conversation is gone, or the blind-index key has another version by now", InsertRow, id, conversation,
            transaction.Today, SqlValue.Of(content), isHeld ? SqlValue.Null : tag.Active, tag.Active.Version);
    }

    /// <summary>
    /// Takes the content of a message away, because its own sender edited or revoked it. A message that has not come
    /// yet counts as seen from here on, so that the older wording is not stored when it does.
    /// </summary>
    /// <param name="to">Edited, which gives the tag free for the newer wording, or Revoked.</param>
    /// <returns>The message; null when this person has no such message with content here.</returns>
    public static MessageId? Empty(
        Transaction transaction, RingTag tag, RingTag number, SubjectId sender, InboxState to)
    {
        Note(transaction, tag);
        foreach (var one in tag.All())
        {
            foreach (var theirs in number.All())
            {
                if (transaction.Find(EmptyOne, row => (MessageId?)row.Message(0), one, theirs, sender, to) is { } emptied)
                    return emptied;
            }
        }
        return null;
    }

    public static IReadOnlyList<InboxRow> List<TAction>(Session session, Authorized<TAction> proof, ConversationId id)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectAll, Read, id);
    }

    /// <summary>The newest before one of them, newest first.</summary>
    /// <param name="before">Its sequence.</param>
    public static IReadOnlyList<InboxRow> Before<TAction>(
        Session session, Authorized<TAction> proof, ConversationId id, long before, int most)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectBefore, Read, id, before, most);
    }

    /// <summary>Marks the message of an advanced lease as answered.</summary>
    public static void Done(Transaction transaction, ConversationLease advanced) =>
        transaction.Post(SetDone, advanced.Id, advanced.Drained);

    internal static InboxRow Read(Row row)
    {
        var state = row.Enum<InboxState>(2);
        var hasContent = state is InboxState.Waiting or InboxState.Done;
        return new(row.Message(0), row.Long(1), state, hasContent ? row.Sealed<InboundContent>(3) : null);
    }
}
