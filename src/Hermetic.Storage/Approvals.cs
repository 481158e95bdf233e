using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>What two people of the business have to want.</summary>
public enum ApprovalAct
{
    /// <summary>A person is erased.</summary>
    Erase = 1,

    /// <summary>A hold ends whose person waits to be erased.</summary>
    Release = 2,
}

/// <param name="Reason">Of an erasure; none of a release.</param>
/// <param name="By">Who asked: everybody else may approve.</param>
/// <param name="UntilHour">Hours since 1970-01-01: from then on nobody can approve it.</param>
public sealed record Approval(
    Guid Id, SubjectId Subject, ApprovalAct Act, ErasureReason Reason, StaffId By, long UntilHour);

/// <summary>What one person of the business asked for and another has not approved yet: at most one of each act for a person.</summary>
public static class Approvals
{
    /// <summary>So long it can be approved.</summary>
    private const long Hours = 24;

    private const string Columns = "id, subject, act, reason, staff, until";
    private const string Insert =
        "insert into approval (id, subject, act, reason, staff, until) values ($1, $2, $3, $4, $5, $6)";
    private const string SelectOne = $"select {Columns} from approval where id = $1 and until > $2";
    private const string SelectOf = $"select {Columns} from approval where subject = $1 and until > $2 order by row";
    private const string SelectOpen = $"select {Columns} from approval where until > $1 order by row";
    private const string CountOpen = "select count(*) from approval where until > $1";
    private const string DeleteOver = "delete from approval where until <= $1";
    private const string DeleteOf = "delete from approval where subject = $1";
    private const string DeleteOne = "delete from approval where id = $1 and until > $2";

    /// <summary>Puts it down for somebody else to approve.</summary>
    /// <returns>What was asked for; by whoever asked first, when somebody did.</returns>
    public static Approval Ask(
        Transaction transaction, SubjectId subject, ApprovalAct act, ErasureReason reason, StaffId by, AccessRecord record)
    {
        Expire(transaction);
        if (Of(transaction, subject, transaction.Hour).FirstOrDefault(one => one.Act == act) is { } asked)
            return asked;
        var approval = new Approval(RowIds.New(), subject, act, reason, by, transaction.Hour + Hours);
        transaction.Execute(
            Insert, SqlValue.Id(approval.Id), subject, act, reason, SqlValue.Id(by.Value), approval.UntilHour);
        LedgerEntries.Append(transaction, record);
        return approval;
    }

    /// <summary>Null when there is none, or no longer.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static Approval? Find(Session session, Guid id, long hour) =>
        session.Find(SelectOne, Read, SqlValue.Id(id), hour);

    /// <summary>What waits about one person.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static IReadOnlyList<Approval> Of(Session session, SubjectId subject, long hour) =>
        session.List(SelectOf, Read, subject, hour);

    /// <summary>All that wait, whatever was asked for first first.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static IReadOnlyList<Approval> All(Session session, long hour) => session.List(SelectOpen, Read, hour);

    /// <summary>How many wait.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static long Open(Session session, long hour) => session.Count(CountOpen, hour);

    /// <summary>Approved, once: call in the commit of what was asked for.</summary>
    /// <exception cref="FencedException">Somebody else was first, or it is over.</exception>
    public static void Take(Transaction transaction, Approval approval, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(approval);
        transaction.Demand("it waits for nobody any more", DeleteOne, SqlValue.Id(approval.Id), transaction.Hour);
        LedgerEntries.Append(transaction, record);
    }

    /// <summary>Forgets what nobody approved in time.</summary>
    /// <returns>How many.</returns>
    public static int Expire(Transaction transaction) => transaction.Execute(DeleteOver, transaction.Hour);

    /// <summary>What was asked for under other circumstances: a hold came or went since.</summary>
    internal static void Forget(Transaction transaction, SubjectId subject) => transaction.Execute(DeleteOf, subject);

    private static Approval Read(Row row) => new(
        row.Guid(0), row.Subject(1), row.Enum<ApprovalAct>(2), row.Enum<ErasureReason>(3), StaffId.From(row.Guid(4)),
        row.Long(5));
}
