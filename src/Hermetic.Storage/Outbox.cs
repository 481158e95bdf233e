using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How far a message to a person has come. The first five only ever grow.</summary>
public enum OutboxState
{
    Queued = 0,

    /// <summary>A try is open: its outcome is not known yet.</summary>
    Sending = 1,

    /// <summary>WhatsApp accepted it.</summary>
    Sent = 2,
    Delivered = 3,
    Read = 4,
    Failed = 5,

    /// <summary>The outcome of a try stayed unknown for the stated time. Never sent again, shown to staff.</summary>
    Parked = 6,

    /// <summary>WhatsApp's 24-hour window has closed: it goes out when the person writes again.</summary>
    Held = 7,

    /// <summary>A reminder for which the window has closed and no template is set up: never sent, shown to staff.</summary>
    Unsent = 8,

    /// <summary>It did not arrive, or nobody knows; staff sent the same words again as a message of its own.</summary>
    Repeated = 9,
}

/// <summary>Why a message goes out.</summary>
public enum OutboundKind
{
    Reply = 0,
    Probe = 1,
    Staff = 2,

    /// <summary>An approved template that asks the person to write again, because the window has closed.</summary>
    Reopening = 3,

    /// <summary>The business wrote it with the WhatsApp Business app; kept, never sent by us.</summary>
    Echo = 4,

    /// <summary>Reminds the person of an appointment: in words while the window is open, else as an approved template.</summary>
    Reminder = 5,
}

/// <summary>What kind of message WhatsApp charges (its status's <c>pricing.category</c>).</summary>
public enum PriceCategory
{
    Unknown = 0,
    Service = 1,
    Utility = 2,
    Marketing = 3,
    Authentication = 4,

    /// <summary>A message of a conversation that an advertisement opened.</summary>
    Referral = 5,
    GeneralPurposeAi = 6,
}

/// <summary>What a message costs, as WhatsApp's status told.</summary>
public sealed record MessageCost(bool Billable, PriceCategory Category);

/// <param name="Sequence">Place among the conversation's outgoing messages, from 1.</param>
/// <param name="After">The last incoming message that had been answered when this one was queued.</param>
/// <param name="Code">
/// The Graph API's error code of the last refusal, also of one after which it waits; null when there was none. 0 is a code.
/// </param>
/// <param name="Cost">Null until a status told.</param>
public sealed record OutboxRow(
    MessageId Id, ConversationId Conversation, long Sequence, long After, OutboxState State, OutboundKind Kind,
    Sealed<OutboundContent> Sealed, int? Code, MessageCost? Cost);

/// <summary>Messages on their way out; one at a time per conversation, each try recorded before it is made.</summary>
public static class Outbox
{
    private const string Columns =
        "id, conversation, sequence, after, state, kind, envelope, code, billable, coalesce(category, 0)";
    private const string NextSequence = "update conversation set replies = replies + 1 where id = $1";
    private const string InsertRow =
        """
        insert into outbox (id, conversation, sequence, after, state, kind, day, envelope)
        select $1, id, replies, drained, $3, $4, $5, $6 from conversation where id = $2
        """;
    private const string SelectOpenConversations =
        "select conversation from outbox where state in (0, 1) group by conversation order by random() limit $1";
    private const string SelectAll = $"select {Columns} from outbox where conversation = $1 order by sequence";
    private const string SelectBefore =
        $"select {Columns} from outbox where conversation = $1 and sequence < $2 order by sequence desc limit $3";
    private const string DeleteEcho =
        """
        delete from outbox where kind = 4 and id = (select message from sent_tag where tag = $1)
        and conversation in (select id from conversation where subject = $2) returning id
        """;
    private const string UnlinkEcho = "update sent_tag set message = null, rank = 0 where tag = $1";
    private const string SelectLastVoice =
        "select kind from outbox where conversation = $1 and kind in (0, 2, 4) order by sequence desc limit 1";
    private const string CountParked = "select count(*) from outbox where conversation = $1 and state = 6";
    private const string CountUndelivered = "select count(*) from outbox where conversation = $1 and state in (5, 6, 7, 8)";
    private const string CountReopening =
        """
        select count(*) from outbox o join conversation c on c.id = o.conversation
        where c.id = $1 and o.kind = 3 and o.after = c.drained
        """;
    private const string SetHeld = "update outbox set state = 7, code = $2 where id = $1 and state in (0, 1)";
    private const string SetReleased = "update outbox set state = 0 where conversation = $1 and state = 7";
    private const string SetSending =
        """
        update outbox set state = 1, attempt = $2 where id = $1 and state = 0 and exists
        (select 1 from conversation c join subject s on s.id = c.subject
         where c.id = $3 and c.epoch = $4 and c.drained = $5 and s.state = 1)
        and not exists (select 1 from outbox older
         where older.conversation = $3 and older.state in (0, 1) and older.sequence < outbox.sequence)
        """;
    private const string SetQueued = "update outbox set state = 0, code = $2 where id = $1 and state = 1";
    private const string SetSent = "update outbox set state = 2 where id = $1 and state in (0, 1, 6)";
    private const string SetFailed = "update outbox set state = 5, code = $2 where id = $1 and state in (1, 2, 6)";
    private const string SetUnsendable = "update outbox set state = 5, code = null where id = $1 and state = 0";
    private const string SetUnsent = "update outbox set state = 8 where id = $1 and state in (0, 1)";
    private const string SetParked = "update outbox set state = 6 where id = $1 and state = 1";

    public static void Queue(
        Transaction transaction, ConversationId conversation, MessageId id, OutboundKind kind,
        Sealed<OutboundContent> content)
    {
        var state = kind == OutboundKind.Echo ? OutboxState.Sent : OutboxState.Queued;
        transaction.Post(NextSequence, conversation);
        transaction.Demand(
            "the conversation is gone",
            InsertRow, id, conversation, state, kind, transaction.Today, SqlValue.Of(content));
    }

    /// <summary>A message that the business wrote with the WhatsApp Business app; its statuses find it.</summary>
    public static void KeepEcho(
        Transaction transaction, ConversationId conversation, MessageId id, RingTag wamid, Sealed<OutboundContent> content)
    {
        Queue(transaction, conversation, id, OutboundKind.Echo, content);
        SentTags.Link(transaction, wamid, id);
    }

    /// <summary>Who wrote last: the assistant, or somebody of the business here or elsewhere; null when nobody has.</summary>
    public static OutboundKind? LastVoice(Session session, ConversationId conversation) =>
        session.Find(SelectLastVoice, row => (OutboundKind?)row.Enum<OutboundKind>(0), conversation);

    public static IReadOnlyList<ConversationId> OpenConversations(Session session, int most) =>
        session.List(SelectOpenConversations, row => row.Conversation(0), most);

    public static IReadOnlyList<OutboxRow> List<TAction>(Session session, Authorized<TAction> proof, ConversationId id)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectAll, Read, id);
    }

    /// <summary>The newest before one of them, newest first.</summary>
    /// <param name="before">Its sequence.</param>
    public static IReadOnlyList<OutboxRow> Before<TAction>(
        Session session, Authorized<TAction> proof, ConversationId id, long before, int most)
        where TAction : IAction
    {
        ArgumentNullException.ThrowIfNull(proof);
        return session.List(SelectBefore, Read, id, before, most);
    }

    /// <summary>Deletes what the business wrote elsewhere and edited or took back there.</summary>
    /// <returns>The message; null when there is none of that id to this person.</returns>
    /// <exception cref="FencedException">The blind-index key was rotated since the tag was made: make it anew.</exception>
    public static MessageId? ForgetEcho(Transaction transaction, RingTag wamid, SubjectId to)
    {
        SentTags.Renew(transaction, wamid);
        var gone = transaction.Find(DeleteEcho, row => (MessageId?)row.Message(0), wamid.Active, to);
        if (gone is not null)
            transaction.Execute(UnlinkEcho, wamid.Active);
        else
            RingVersions.RequireActive(transaction, wamid.Active);
        return gone;
    }

    /// <summary>How many messages of a conversation may or may not have arrived.</summary>
    public static long Parked(Session session, ConversationId conversation) => session.Count(CountParked, conversation);

    /// <summary>How many messages of a conversation did not arrive: refused, held, not sent, or nobody knows.</summary>
    public static long Undelivered(Session session, ConversationId conversation) =>
        session.Count(CountUndelivered, conversation);

    /// <summary>Whether the person was asked to write again since their last answered message.</summary>
    public static bool IsReopening(Session session, ConversationId conversation) =>
        session.Count(CountReopening, conversation) > 0;

    /// <summary>The window has closed: the message waits, and nothing behind it has to.</summary>
    /// <param name="code">The Graph API's error code for that, whoever noticed it.</param>
    public static void Hold(Transaction transaction, MessageId id, int code) => transaction.Post(SetHeld, id, code);

    /// <summary>The window has closed and what would be allowed now is not set up: it is not sent.</summary>
    public static void Unsend(Transaction transaction, MessageId id) => transaction.Post(SetUnsent, id);

    /// <summary>The person wrote again: what was held goes out first. Call in the commit of the turn.</summary>
    public static void Release(Transaction transaction, ConversationLease lease) =>
        transaction.Post(SetReleased, lease.Id);

    /// <summary>Records a try before a byte of it leaves.</summary>
    /// <exception cref="FencedException">
    /// Another activation went on, the row is not queued, or an older one has to go before it.
    /// </exception>
    public static void Begin(Transaction transaction, ConversationLease lease, MessageId id, AttemptId attempt)
    {
        ArgumentNullException.ThrowIfNull(lease);
        transaction.Demand(
            "the message is not queued or not the first, another activation went on, or the person is being erased",
            SetSending, id, attempt, lease.Id, lease.Epoch, lease.Drained);
    }

    /// <summary>WhatsApp accepted it; a status that came early is applied now.</summary>
    /// <returns>The code of a failure that came early, else 0.</returns>
    /// <exception cref="FencedException">The blind-index key was rotated since the tag was made: make it anew.</exception>
    public static int Accept(Transaction transaction, MessageId id, RingTag wamid)
    {
        transaction.Post(SetSent, id);
        return SentTags.Link(transaction, wamid, id, likelyFirst: true);
    }

    /// <summary>No byte of the request left, or a refusal that may be tried again.</summary>
    /// <param name="code">Of the refusal, so that staff read why it waits; null when nothing was refused.</param>
    public static void Requeue(Transaction transaction, MessageId id, int? code) =>
        transaction.Post(SetQueued, id, code is { } refusal ? (SqlValue)refusal : SqlValue.Null);

    /// <param name="code">The Graph API's error code.</param>
    public static void Fail(Transaction transaction, MessageId id, int code) => transaction.Post(SetFailed, id, code);

    /// <summary>Nothing was tried: WhatsApp's limits do not allow the message as it is.</summary>
    public static void Refuse(Transaction transaction, MessageId id) => transaction.Post(SetUnsendable, id);

    /// <summary>True when the row was still open.</summary>
    public static bool Park(Transaction transaction, MessageId id) => transaction.Execute(SetParked, id) == 1;

    internal static OutboxRow Read(Row row) => new(
        row.Message(0), row.Conversation(1), row.Long(2), row.Long(3), row.Enum<OutboxState>(4), row.Enum<OutboundKind>(5),
        row.Sealed<OutboundContent>(6), row.IsNull(7) ? null : row.Int(7),
        row.IsNull(8) ? null : new MessageCost(row.Int(8) == 1, row.Enum<PriceCategory>(9)));
}
