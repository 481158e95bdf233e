using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A conversation as stored; content is sealed under its person's key.</summary>
/// <param name="Number">Tag of the business's phone_number_id.</param>
/// <param name="Arrived">Sequence of the last message that came in.</param>
/// <param name="Drained">Sequence of the last message that was answered.</param>
public sealed record ConversationRow(
    ConversationId Id,
    Tag Number,
    SubjectId Subject,
    int Epoch,
    long Arrived,
    long Drained,
    ConversationState State,
    Sealed<PersonContent>? Person,
    Sealed<DialogueContent>? Dialogue);

/// <summary>
/// Proof that an activation knows how far a conversation is: made by <see cref="Conversations.Look"/> only. Every write
/// of a turn takes it; when somebody else has gone on meanwhile each of them throws <see cref="FencedException"/>.
/// </summary>
public sealed class ConversationLease
{
    internal ConversationLease(ConversationId id, SubjectId subject, int epoch, long drained) =>
        (Id, Subject, Epoch, Drained) = (id, subject, epoch, drained);

    public ConversationId Id { get; }

    public SubjectId Subject { get; }

    /// <summary>Sequence of the last message that this or an earlier activation answered.</summary>
    public long Drained { get; }

    internal int Epoch { get; }

    /// <summary>The lease as it will be when <see cref="Conversations.Advance"/> has committed.</summary>
    public ConversationLease Next => new(Id, Subject, Epoch, Drained + 1);
}

/// <summary>What an activation finds, as it stood in one commit.</summary>
/// <param name="Open">The oldest message that is queued or whose try is open: it goes first.</param>
/// <param name="Next">The message after the last answered one.</param>
/// <param name="HasHeld">Something waits for the person to write again.</param>
public sealed record ConversationWork(
    ConversationLease Lease, ConversationRow Conversation, Subject Person, OutboxRow? Open, InboxRow? Next, bool HasHeld);

/// <summary>Conversations and their fences.</summary>
public static class Conversations
{
    private const string Columns =
        "id, number, subject, epoch, arrived, drained, state, person, dialogue";
    // Not under a version of the key that others have left: they would not find it.
    private const string Insert =
        """
        insert into conversation (id, number, subject, epoch, arrived, drained, replies, state)
        select $1, $2, $3, 0, 0, 0, 0, $4
        where not exists (select 1 from key_version where name = 1 and state = 1 and version <> $5)
        on conflict (number, subject) do nothing
        """;
    private const string NextOfKnown =
        """
        update conversation set arrived = arrived + 1 where id = $1
        and exists (select 1 from subject where id = conversation.subject and state = 1)
        """;
    private const string NextSequence =
        """
        update conversation set arrived = arrived + 1 where number = $1 and subject = $2
        and exists (select 1 from subject where id = $2 and state = 1) returning id
        """;
    private const string SelectOne = $"select {Columns} from conversation where id = $1";
    private const string SelectByPerson = $"select {Columns} from conversation where number = $1 and subject = $2";
    private const string SelectAll = $"select {Columns} from conversation order by id";
    private const string SelectWithPeople = $"select {Columns} from conversation where state = 0 order by id limit $1";
    // Backwards through the messages: where the last one of a conversation stands is its place.
    private const string SelectRecent =
        """
        select c.id, c.number, c.subject, c.epoch, c.arrived, c.drained, c.state, c.person, c.dialogue, i.row
        from inbox i join conversation c on c.id = i.conversation and c.arrived = i.sequence
        where i.row < $1 order by i.row desc limit $2
        """;
    private const string SelectUndrained = "select id from conversation where arrived > drained order by random() limit $1";
    // One statement, so that it is one journey where the database is a server.
    private const string SelectWork =
        """
        select c.id, c.number, c.subject, c.epoch, c.arrived, c.drained, c.state, c.person, c.dialogue,
        s.id, s.slot, s.state, i.id, i.sequence, i.state, i.envelope,
        (select count(*) from outbox where conversation = c.id and state = 7),
        o.id, o.conversation, o.sequence, o.after, o.state, o.kind, o.envelope, o.code, o.billable, coalesce(o.category, 0)
        from conversation c
        join subject s on s.id = c.subject
        left join inbox i on i.conversation = c.id and i.sequence = c.drained + 1
        left join outbox o on o.row =
          (select row from outbox where conversation = c.id and state in (0, 1) order by sequence limit 1)
        where c.id = $1
        """;
    private const string TakeEpoch =
        """
        update conversation set epoch = epoch + 1 where id = $1 and epoch = $2 and drained = $3
        and exists (select 1 from subject where id = conversation.subject and state = 1) returning epoch
        """;
    private const string Fence =
        """
        update conversation set drained = $4 where id = $1 and epoch = $2 and drained = $3 and arrived >= $4
        and exists (select 1 from subject where id = conversation.subject and state = 1)
        """;
    // Who took the conversation over or gave it back while the turn ran decides, not the turn.
    private const string Conclusion =
        """
        update conversation set drained = $4, person = $5, dialogue = $6, state = case when state = $7 then $8 else state end
        where id = $1 and epoch = $2 and drained = $3 and arrived >= $4
        and exists (select 1 from subject where id = conversation.subject and state = 1)
        """;
    private const string Fenced = "another activation went on with the conversation, or the person is being erased";
    private const string SetAside =
        "update conversation set person = null, dialogue = null, state = $2 where id = $1";
    private const string SetState = "update conversation set state = $2 where id = $1";

    /// <summary>Gives the next arrival number, under the conversation's row lock; makes the conversation if it is new.</summary>
    /// <param name="known">Where it was found to be before the commit; null when it was not.</param>
    /// <exception cref="FencedException">
    /// The person was or is being erased, or the blind-index key was rotated since the number's tag was made.
    /// </exception>
    public static ConversationId Arrive(
        Transaction transaction, ConversationId? known, RingTag number, SubjectId subject, ConversationId ifNew)
    {
        if (known is { } id && transaction.Change(NextOfKnown, id))
            return id;
        foreach (var one in number.All())
        {
            if (Count(transaction, one, subject) is { } found)
                return found;
        }
        Subjects.RequireLive(transaction, subject);
        Make(transaction, number, subject, ifNew);
        return Count(transaction, number.Active, subject) ?? throw Late();
    }

    private static ConversationId? Count(Transaction transaction, Tag number, SubjectId subject) =>
        transaction.Find(NextSequence, row => (ConversationId?)row.Conversation(0), number, subject);

    /// <summary>The conversation of a person with a number; made when there is none.</summary>
    /// <exception cref="FencedException">The blind-index key was rotated since the number's tag was made.</exception>
    public static ConversationId Open(
        Transaction transaction, RingTag number, SubjectId subject, ConversationId ifNew)
    {
        foreach (var other in number.Others)
        {
            if (Find(transaction, other, subject) is { } found)
                return found.Id;
        }
        Make(transaction, number, subject, ifNew);
        return Find(transaction, number.Active, subject)?.Id ?? throw Late();
    }

    private static void Make(Transaction transaction, RingTag number, SubjectId subject, ConversationId id) =>
        transaction.Post(Insert, id, number.Active, subject, ConversationState.Automated, number.Active.Version);

    private static FencedException Late() => new("the blind-index key has another version by now");

    /// <summary>Somebody of the business answered outside of this product: the assistant steps back.</summary>
    public static void TakeOver(Transaction transaction, ConversationId id) =>
        transaction.Post(SetState, id, ConversationState.HumanInCharge);

    public static ConversationRow? Find(Session session, ConversationId id) => session.Find(SelectOne, Read, id);

    public static ConversationRow? Find(Session session, Tag number, SubjectId subject) =>
        session.Find(SelectByPerson, Read, number, subject);

    /// <summary>What staff may list: opening names needs a proof of their own.</summary>
    public static IReadOnlyList<ConversationRow> List(Session session) => session.List(SelectAll, Read);

    /// <summary>Those in which a person of the business is in charge; as <see cref="List"/>.</summary>
    public static IReadOnlyList<ConversationRow> WithPeople(Session session, int most) =>
        session.List(SelectWithPeople, Read, most);

    /// <summary>
    /// Those in which somebody wrote last come first; as <see cref="List"/>. One whose last message has gone by age is not
    /// among them.
    /// </summary>
    /// <param name="before">The place of the last that was read; <see cref="long.MaxValue"/> to begin.</param>
    public static IReadOnlyList<(long Place, ConversationRow Conversation)> Recent(Session session, long before, int most) =>
        session.List(SelectRecent, row => (row.Long(9), Read(row)), before, most);

    /// <summary>Conversations with unanswered messages: the scan that guarantees progress.</summary>
    public static IReadOnlyList<ConversationId> Undrained(Session session, int most) =>
        session.List(SelectUndrained, row => row.Conversation(0), most);

    /// <summary>What there is to do in a conversation; null when it is gone.</summary>
    public static ConversationWork? Look(Session session, ConversationId id) =>
        session.Find(SelectWork, ReadWork, id);

    /// <summary>
    /// Takes a conversation over: every other lease is worthless from here on. For who works in several commits; one
    /// commit fences itself.
    /// </summary>
    /// <exception cref="FencedException">Somebody else went on, or the person is being erased or gone.</exception>
    public static ConversationLease Claim(Transaction transaction, ConversationLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var epoch = transaction.Find(TakeEpoch, row => (int?)row.Int(0), lease.Id, lease.Epoch, lease.Drained)
            ?? throw new FencedException("another activation went on with the conversation");
        return new ConversationLease(lease.Id, lease.Subject, epoch, lease.Drained);
    }

    /// <summary>Moves the drained sequence by exactly one, or refuses: the heart of exactly-once.</summary>
    /// <exception cref="FencedException">
    /// Another activation took over, the person is being erased, or no message waits: one that came later would
    /// never be answered.
    /// </exception>
    public static ConversationLease Advance(Transaction transaction, ConversationLease lease)
    {
        Move(transaction, lease, lease.Next);
        return lease.Next;
    }

    /// <summary>Checks the fence without moving it, for writes between two turns.</summary>
    /// <exception cref="FencedException">As <see cref="Advance"/>.</exception>
    public static void Require(Transaction transaction, ConversationLease lease) => Move(transaction, lease, lease);

    private static void Move(Transaction transaction, ConversationLease lease, ConversationLease next) =>
        transaction.Demand(Fenced, Fence, lease.Id, lease.Epoch, lease.Drained, next.Drained);

    /// <summary>
    /// As <see cref="Advance"/>, and stores what the turn decided. Both envelopes are sealed with the advanced lease's
    /// <see cref="ConversationLease.Drained"/> as row version.
    /// </summary>
    /// <param name="from">Who was in charge when the turn began.</param>
    /// <param name="to">Who is from here on, unless somebody changed it meanwhile.</param>
    /// <exception cref="FencedException">As <see cref="Advance"/>.</exception>
    public static void Conclude(
        Transaction transaction, ConversationLease lease, Sealed<PersonContent>? person,
        Sealed<DialogueContent>? dialogue, ConversationState from, ConversationState to)
    {
        ArgumentNullException.ThrowIfNull(lease);
        transaction.Demand(
            Fenced, Conclusion, lease.Id, lease.Epoch, lease.Drained, lease.Next.Drained,
            SqlValue.Of(person), SqlValue.Of(dialogue), from, to);
    }

    /// <summary>
    /// Gives the conversation to staff without opening anything: what was known of the running flow is forgotten.
    /// Call after <see cref="Advance"/> in the same commit.
    /// </summary>
    public static void HandOver(Transaction transaction, ConversationLease lease) =>
        transaction.Execute(SetAside, lease.Id, ConversationState.HumanInCharge);

    /// <summary>Hands the conversation to staff or back, with the record of who did it.</summary>
    public static void SetStateOf<TAction>(
        Transaction transaction, Authorized<TAction> proof, ConversationId id, ConversationState state)
        where TAction : IAction
    {
        LedgerEntries.Record(transaction, proof);
        transaction.Post(SetState, id, state);
    }

    private static ConversationWork ReadWork(Row row)
    {
        var conversation = Read(row);
        var (message, open) = (row.From(12), row.From(17));
        return new ConversationWork(
            new ConversationLease(conversation.Id, conversation.Subject, conversation.Epoch, conversation.Drained),
            conversation, Subjects.Read(row.From(9)),
            open.IsNull(0) ? null : Outbox.Read(open), message.IsNull(0) ? null : Inbox.Read(message), row.Long(16) > 0);
    }

    internal static ConversationRow Read(Row row) => new(
        row.Conversation(0), row.Tag(1), row.Subject(2), row.Int(3), row.Long(4), row.Long(5),
        row.Enum<ConversationState>(6), row.SealedOrNull<PersonContent>(7), row.SealedOrNull<DialogueContent>(8));
}
