using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>
/// The messages of somebody who wrote a great deal, deleted a part at a time once they are fenced: everybody else's writes
/// wait for the commit that ends an erasure, so it has little left to delete.
/// </summary>
public static class ErasedMessages
{
    /// <summary>Messages in each direction that one commit deletes.</summary>
    public const int Part = 512;

    /// <summary>Pieces of files that one commit deletes: 64 KiB each, and deleted bytes are overwritten.</summary>
    private const int Pieces = 256;

    private const string SelectLong =
        """
        select id from conversation where subject = $1 and (arrived > $2 or replies > $2 or exists
        (select 1 from inbox i join media_chunk m on m.message = i.id where i.conversation = conversation.id))
        """;
    private const string RequireErasing =
        "select count(*) from conversation c join subject s on s.id = c.subject where c.id = $1 and s.state = 0";
    private const string ForgetSends =
        """
        update sent_tag set message = null where tag in
        (select wamid from (select wamid from outbox where conversation = $1 order by sequence limit $2) oldest where wamid is not null)
        """;
    private const string DeleteSent =
        """
        delete from outbox where conversation = $1 and sequence in
        (select sequence from outbox where conversation = $1 order by sequence limit $2)
        """;
    private const string DeleteMedia =
        """
        delete from media_chunk where row in (select row from media_chunk where message in
        (select id from inbox where conversation = $1 order by sequence limit $2) limit $3)
        """;
    private const string DeleteReceived =
        """
        delete from inbox where conversation = $1 and sequence in
        (select sequence from inbox where conversation = $1 order by sequence limit $2)
        """;

    /// <summary>A person's conversations that have had more than one part of messages, or have files.</summary>
    public static IReadOnlyList<ConversationId> Long(Session session, SubjectId person) =>
        session.List(SelectLong, row => row.Conversation(0), person, Part);

    /// <summary>Deletes a conversation's oldest messages, with their files and what else points to them.</summary>
    /// <returns>How many rows; 0 when none is left.</returns>
    /// <exception cref="FencedException">No erasure of its person is under way.</exception>
    public static int DeleteOldest(Transaction transaction, ConversationId conversation)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Count(RequireErasing, conversation) == 0)
            throw new FencedException("no erasure of this person is under way");
        if (transaction.Execute(DeleteMedia, conversation, Part, Pieces) is var pieces and >= Pieces)
            return pieces;
        transaction.Post(ForgetSends, conversation, Part);
        return transaction.Execute(DeleteSent, conversation, Part) + transaction.Execute(DeleteReceived, conversation, Part);
    }
}
