using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>What became of a status.</summary>
public enum StatusOutcome
{
    /// <summary>Nothing known by that id yet: kept until the send is recorded, or the send was erased.</summary>
    Unmatched,

    /// <summary>Applied, or older than what is known already.</summary>
    Matched,

    /// <summary>It answered an open or parked try: the conversation may go on.</summary>
    ResolvedTry,
}

/// <param name="Conversation">Whose message it was; null when unmatched.</param>
public sealed record StatusApplied(StatusOutcome Outcome, ConversationId? Conversation)
{
    /// <summary>The message counts as failed because of this status, and did not before.</summary>
    public bool Refused { get; init; }
}

/// <summary>
/// Statuses find their message by the try's id or by a content-free tag of the wamid. They only move forward, in
/// whatever order they come: sent, failed, delivered, read. A failure never overrides a delivery, and a delivery
/// proves a failure wrong.
/// </summary>
public static class SentTags
{
    private const string SelectTag = "select message, rank from sent_tag where tag = $1";
    // An erased message has no row: its tag stays, and names nothing.
    private const string InsertTag =
        """
        insert into sent_tag (tag, message, rank, day, code)
        select $1, (select id from outbox where id = $2), $3, $4, $5
        where not exists (select 1 from key_version where name = 1 and state = 1 and version <> $6)
        on conflict do nothing
        """;
    private const string Retag =
        "update sent_tag set tag = $1 where tag = $2 and not exists (select 1 from sent_tag where tag = $1)";
    private const string RetagMessage =
        "update outbox set wamid = $1 where id = (select message from sent_tag where tag = $1)";
    private const string SetMessage =
        """
        update sent_tag set message = (select id from outbox where id = $2)
        where tag = $1 and message is null returning rank, coalesce(code, 0)
        """;
    private const string RaiseRank =
        """
        update sent_tag set rank = $2, code = $3 where tag = $1 and message is null
        and case when $2 = 5 then rank <= 2 when rank = 5 then $2 > 2 else rank < $2 end
        """;
    private const string SetWamid = "update outbox set wamid = $2 where id = $1";
    // By its wamid it is found once it was accepted.
    private const string SelectByAttempt =
        "select id, conversation, state from outbox where attempt = $1 and state not in (2, 3, 4)";
    private const string SelectById = "select id, conversation, state from outbox where id = $1";
    private const string Forward =
        "update outbox set state = $2 where id = $1 and (state < $2 or state = 6 or (state = 5 and $2 > 2))";
    private const string Refuse = "update outbox set state = 5, code = $2 where id = $1 and state in (1, 2, 6)";
    private const string SetCost = "update outbox set billable = $2, category = $3 where id = $1";

    /// <summary>From here on the wamid alone finds the message; what came before is applied.</summary>
    /// <returns>The code of a failure that came before, else 0.</returns>
    /// <param name="likelyFirst">Nothing has come before, as it nearly always is.</param>
    /// <exception cref="FencedException">The blind-index key was rotated since the tag was made: make it anew.</exception>
    internal static int Link(Transaction transaction, RingTag tag, MessageId message, bool likelyFirst = false)
    {
        Renew(transaction, tag);
        var wamid = tag.Active;
        var isFirst = likelyFirst
            ? transaction.Change(InsertTag, wamid, message, 0, transaction.Today, 0, wamid.Version)
            : transaction.Execute(InsertTag, wamid, message, 0, transaction.Today, 0, wamid.Version) == 1;
        if (!isFirst)
            RingVersions.RequireActive(transaction, wamid);
        var before = isFirst
            ? (0, 0)
            : transaction.Find(SetMessage, row => ((int, int)?)(row.Int(0), row.Int(1)), wamid, message);
        if (before is not (var early, var code))
            return 0;
        transaction.Post(SetWamid, message, wamid);
        if (early > 0)
            Move(transaction, message, (OutboxState)early, code);
        return (OutboxState)early == OutboxState.Failed ? code : 0;
    }

    /// <summary>Applies one status.</summary>
    /// <param name="attempt">The try's id from biz_opaque_callback_data, when the status carries it.</param>
    /// <param name="state">Sent, Delivered, Read or Failed.</param>
    /// <param name="code">The error code of a failure, else 0.</param>
    /// <param name="cost">Null when the status does not tell.</param>
    /// <exception cref="FencedException">The blind-index key was rotated since the tag was made: make it anew.</exception>
    public static StatusApplied Apply(
        Transaction transaction, AttemptId? attempt, RingTag wamid, OutboxState state, int code, MessageCost? cost = null)
    {
        var byAttempt = attempt is { } id ? transaction.Find(SelectByAttempt, Read, id) : null;
        if (byAttempt is not null)
            Link(transaction, wamid, byAttempt.Id);
        if ((byAttempt ?? FindByTag(transaction, wamid)) is not { } found)
        {
            Keep(transaction, wamid.Active, state, code);
            return new StatusApplied(StatusOutcome.Unmatched, Conversation: null);
        }
        var moved = Move(transaction, found.Id, state, code);
        if (cost is not null)
            transaction.Execute(SetCost, found.Id, cost.Billable ? 1 : 0, cost.Category);
        var outcome = found.State is OutboxState.Sending or OutboxState.Parked or OutboxState.Queued
            ? StatusOutcome.ResolvedTry
            : StatusOutcome.Matched;
        return new StatusApplied(outcome, found.Conversation) { Refused = moved && state == OutboxState.Failed };
    }

    /// <summary>What is kept under another version goes over to the active one, its message with it.</summary>
    internal static void Renew(Transaction transaction, RingTag wamid)
    {
        if (wamid.Others.IsEmpty)
            return;
        RingVersions.RequireActive(transaction, wamid.Active);
        foreach (var other in wamid.Others)
        {
            if (transaction.Execute(Retag, wamid.Active, other) == 1)
                transaction.Execute(RetagMessage, wamid.Active);
        }
    }

    private static void Keep(Transaction transaction, Tag wamid, OutboxState state, int code)
    {
        if (transaction.Execute(InsertTag, wamid, SqlValue.Null, state, transaction.Today, code, wamid.Version) == 1)
            return;
        RingVersions.RequireActive(transaction, wamid);
        transaction.Execute(RaiseRank, wamid, state, code);
    }

    private static Found? FindByTag(Transaction transaction, RingTag wamid)
    {
        Renew(transaction, wamid);
        var message = transaction.Find(SelectTag, row => row.IsNull(0) ? (MessageId?)null : row.Message(0), wamid.Active);
        return message is { } sent ? transaction.Find(SelectById, Read, sent) : null;
    }

    private static bool Move(Transaction transaction, MessageId id, OutboxState state, int code) =>
        state == OutboxState.Failed
            ? transaction.Execute(Refuse, id, code) == 1
            : transaction.Execute(Forward, id, state) == 1;

    private static Found Read(Row row) => new(row.Message(0), row.Conversation(1), row.Enum<OutboxState>(2));

    private sealed record Found(MessageId Id, ConversationId Conversation, OutboxState State);
}
