using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>
/// People of whom nothing is left but who they are: no message in either direction, no appointment, no reminder, nothing
/// unread, no copy that waits, and no duty to keep them.
/// </summary>
public static class IdleSubjects
{
    private const string Idle =
        """
        s.state = 1
        and not exists (select 1 from conversation c join inbox i on i.conversation = c.id where c.subject = s.id)
        and not exists (select 1 from conversation c join outbox o on o.conversation = c.id where c.subject = s.id)
        and not exists (select 1 from appointment a where a.subject = s.id)
        and not exists (select 1 from reminder r where r.subject = s.id)
        and not exists (select 1 from parked p where p.subject = s.id)
        and not exists (select 1 from export e where e.subject = s.id)
        and not exists (select 1 from legal_hold h where h.subject = s.id)
        """;
    private const string SelectPage =
        $"select s.id, s.slot, s.state from subject s where s.id > $1 and {Idle} order by s.id limit $2";
    private const string CountOne = $"select count(*) from subject s where s.id = $1 and {Idle}";
    private const string SelectConversations =
        """
        select id, number, subject, epoch, arrived, drained, state, person, dialogue
        from conversation where subject = $1 order by id
        """;

    /// <param name="after">Null at first, then the last of the page before.</param>
    public static IReadOnlyList<Subject> Page(Session session, SubjectId? after, int most) => session.List(
        SelectPage, Subjects.Read, after is { } id ? id : SqlValue.Bytes(default), most);

    /// <summary>Asked again in the commit that begins to erase: they may have written meanwhile.</summary>
    public static bool Contains(Session session, SubjectId id) => session.Count(CountOne, id) == 1;

    /// <summary>In which their last contact is sealed.</summary>
    public static IReadOnlyList<ConversationRow> ConversationsOf(Session session, SubjectId id) =>
        session.List(SelectConversations, Conversations.Read, id);
}
