using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Webhook elements that could not be typed: sealed, counted, shown; never dropped.</summary>
public static class Parked
{
    private const string InsertRow =
        "insert into parked (id, reason, subject, day, envelope) values ($1, $2, $3, $4, $5)";
    private const string CountByReason = "select reason, count(*) from parked group by reason order by reason";
    private const string DeleteDay = "delete from parked where subject is null and day < $1";

    /// <param name="reason">The reader's reason, as a number.</param>
    /// <param name="subject">Whose key sealed it; null when the day's key did.</param>
    public static void Keep(
        Transaction transaction, MessageId id, int reason, SubjectId? subject, Sealed<ParkedContent> content) =>
        transaction.Execute(
            InsertRow, id, reason, subject is { } owner ? owner : SqlValue.Null, transaction.Today, SqlValue.Of(content));

    public static IReadOnlyList<(int Reason, long Count)> Counts(Session session) =>
        session.List(CountByReason, row => (row.Int(0), row.Long(1)));

    internal static void ForgetUnattributed(Transaction transaction, int beforeDay) =>
        transaction.Execute(DeleteDay, beforeDay);
}

/// <summary>The key-tree slot under which a day's unattributable elements are sealed; destroyed on day 8.</summary>
public static class DayKeys
{
    private const string SelectDay = "select slot from day_key where day = $1";
    private const string InsertDay = "insert into day_key (day, slot) values ($1, $2) on conflict do nothing";
    private const string SelectOld = "select slot from day_key where day < $1";
    private const string DeleteOld = "delete from day_key where day < $1";

    public static long? Find(Session session, int day) => session.Find(SelectDay, row => (long?)row.Long(0), day);

    /// <summary>Takes <paramref name="slot"/> for the day unless another already serves it; returns the one that does.</summary>
    public static long Assign(Transaction transaction, int day, long slot)
    {
        transaction.Execute(InsertDay, day, slot);
        return transaction.Count(SelectDay, day);
    }

    public static IReadOnlyList<long> Expired(Session session, int beforeDay) =>
        session.List(SelectOld, row => row.Long(0), beforeDay);

    /// <summary>The commit of the roll that destroyed the expired days' slots.</summary>
    public static void Destroy(Transaction transaction, int beforeDay, KeyRoll roll, int from, int to)
    {
        KeyPages.Replace(transaction, roll);
        Deployment.Advance(transaction, from, to);
        Parked.ForgetUnattributed(transaction, beforeDay);
        transaction.Execute(DeleteOld, beforeDay);
    }
}
