using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How far an erasure has come. Each step is durable before the next begins.</summary>
public enum ErasureState
{
    /// <summary>Nothing of the person's may be written any more.</summary>
    Fenced = 0,

    /// <summary>Their rows are gone and today's pages lead to no key of theirs; the root before is still somewhere.</summary>
    Rolled = 1,

    /// <summary>That root is destroyed wherever it was.</summary>
    Destroyed = 2,

    /// <summary>The ledger says so, and how much it is worth.</summary>
    Certified = 3,
}

/// <param name="FromEpoch">Of the root that goes; 0 before the roll, like the next.</param>
/// <param name="Commitment">To that root; empty before the roll.</param>
/// <param name="Hour">Of the last step: hours since 1970-01-01.</param>
/// <param name="Entry">The ledger entry that certifies it, by <see cref="LedgerEntries.Placed(Session, long)"/>; null before.</param>
public sealed record ErasureRow(
    SubjectId Subject, ErasureState State, int FromEpoch, int ToEpoch, ReadOnlyMemory<byte> Commitment, long Hour, long? Entry);

/// <summary>What the server keeps of the link that a person is sent: nothing that opens it.</summary>
/// <param name="Hash">SHA-256 of what the link ends with.</param>
/// <param name="UntilHour">Hours since 1970-01-01: from then on it shows nothing.</param>
public sealed record ErasureLink(ReadOnlyMemory<byte> Hash, long UntilHour);

/// <summary>The rows by which an erasure is resumed, on any node, at the step where it stopped.</summary>
public static class ErasureSteps
{
    /// <summary>After the first download, the running hour included.</summary>
    private const int HoursToCheck = 2;

    private const string Columns = "subject, state, from_epoch, to_epoch, commitment, hour, entry";
    private const string Insert =
        "insert into erasure (subject, state, hour, link, until) values ($1, 0, $2, $3, $4) on conflict do nothing";
    private const string SetRolled =
        """
        insert into erasure (subject, state, from_epoch, to_epoch, commitment, hour) values ($1, 1, $2, $3, $4, $5)
        on conflict (subject) do update set state = excluded.state, from_epoch = excluded.from_epoch,
        to_epoch = excluded.to_epoch, commitment = excluded.commitment, hour = excluded.hour
        """;
    private const string SetDestroyed = "update erasure set state = 2, hour = $2 where state = 1 and to_epoch <= $1";
    private const string SetCertified =
        "update erasure set state = 3, entry = $2, hour = $3 where subject = $1 and state = 2";
    private const string SelectOpen = $"select {Columns} from erasure where state < 3 order by row";
    private const string SelectByLink = $"select {Columns} from erasure where link = $1 and until > $2";
    private const string SelectOne = $"select {Columns} from erasure where subject = $1";
    private const string UseLink = "update erasure set until = $2 where link = $1 and state = 3 and until > $2";
    private const string CountLink = "select count(*) from erasure where link = $1 and state = 3 and until > $2";
    private const string DeleteOver =
        "delete from erasure where state = 3 and (link is null or until <= $1) and hour < $1 - $2";

    /// <summary>All that are not certified, the oldest first.</summary>
    public static IReadOnlyList<ErasureRow> Open(Session session) => session.List(SelectOpen, Read);

    public static ErasureRow? Find(Session session, SubjectId id) => session.Find(SelectOne, Read, id);

    /// <summary>The root of this epoch is the only one left anywhere: what was rolled up to it is destroyed.</summary>
    /// <returns>How many people's.</returns>
    public static int Destroyed(Transaction transaction, int epoch) =>
        transaction.Execute(SetDestroyed, epoch, transaction.Hour);

    /// <summary>Writes the certificate, once.</summary>
    /// <param name="statement">What is certified.</param>
    /// <param name="record">By whom.</param>
    /// <exception cref="FencedException">Another node was first.</exception>
    public static void Certify(
        Transaction transaction, ErasureRow row, ErasureStatement statement, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entry = LedgerEntries.Placed(transaction, record, statement);
        transaction.Demand("another node certified the erasure", SetCertified, row.Subject, entry, transaction.Hour);
    }

    /// <summary>Whose certificate a link shows; null when it shows none, or no longer.</summary>
    public static ErasureRow? FindByLink(Session session, ReadOnlyMemory<byte> hash, long hour) =>
        session.Find(SelectByLink, Read, SqlValue.Bytes(hash), hour);

    /// <summary>
    /// Uses the link up: from the first time on it is over within two hours. A file that did not arrive whole, or does not
    /// verify for whoever has it, can be fetched again until then; that is not recorded again.
    /// </summary>
    /// <returns>False when it is over.</returns>
    public static bool UseUp(Transaction transaction, ReadOnlyMemory<byte> hash, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Execute(UseLink, SqlValue.Bytes(hash), transaction.Hour + HoursToCheck) != 1)
            return transaction.Count(CountLink, SqlValue.Bytes(hash), transaction.Hour) > 0;
        LedgerEntries.Append(transaction, record);
        return true;
    }

    /// <summary>Forgets certified erasures whose link is used or over; the ledger keeps what it says of them.</summary>
    /// <param name="transaction">What it belongs to.</param>
    /// <param name="days">How long they stay after that.</param>
    /// <returns>How many.</returns>
    public static int Forget(Transaction transaction, int days)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Execute(DeleteOver, transaction.Hour, 24L * days);
    }

    internal static void Fenced(Transaction transaction, SubjectId id, ErasureLink? link) =>
        transaction.Post(
            Insert, id, transaction.Hour, link is null ? SqlValue.Null : SqlValue.Bytes(link.Hash),
            link is null ? SqlValue.Null : link.UntilHour);

    /// <summary>Also of a person who was fenced before erasures had rows.</summary>
    internal static void Rolled(Transaction transaction, SubjectId id, KeyRoll roll, int fromEpoch) =>
        transaction.Post(SetRolled, id, fromEpoch, roll.Epoch, SqlValue.Bytes(roll.Commitment), transaction.Hour);

    private static ErasureRow Read(Row row) => new(
        row.Subject(0), row.Enum<ErasureState>(1), row.IsNull(2) ? 0 : row.Int(2), row.IsNull(3) ? 0 : row.Int(3),
        row.IsNull(4) ? ReadOnlyMemory<byte>.Empty : row.Bytes(4), row.Long(5), row.IsNull(6) ? null : row.Long(6));
}
