using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <summary>
/// One-time links and codes by which somebody registers a passkey: to come in for the first time, or after all were lost.
/// Only their SHA-256 is here.
/// </summary>
public static class Invitations
{
    private const string Insert = "insert into invitation (digest, staff, until) values ($1, $2, $3)";
    private const string SelectWhose = "select staff from invitation where digest = $1 and until > $2";
    private const string DeleteOne = "delete from invitation where digest = $1 and until > $2 returning staff";
    private const string DeleteOf = "delete from invitation where staff = $1";
    private const string DeleteOver = "delete from invitation where until <= $1";
    private const string InsertCode = "insert into recovery_code (digest, staff) values ($1, $2)";
    private const string DeleteCodes = "delete from recovery_code where staff = $1";
    private const string DeleteCode =
        """
        delete from recovery_code where digest = $1
          and staff in (select id from staff where state = 1) returning staff
        """;
    private const string CountCodes = "select count(*) from recovery_code where staff = $1";

    /// <summary>A link for somebody; those that they had before are of no use from here on.</summary>
    /// <param name="digest">SHA-256 of what the link ends with.</param>
    /// <param name="untilHour">Hours since 1970-01-01.</param>
    public static void Add(Transaction transaction, StaffId staff, ReadOnlyMemory<byte> digest, long untilHour)
    {
        TakeBack(transaction, staff);
        transaction.Execute(Insert, SqlValue.Bytes(digest), SqlValue.Id(staff.Value), untilHour);
    }

    /// <summary>Whom a link is for; null when it is of no use, for whatever reason.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static StaffId? Whose(Session session, ReadOnlyMemory<byte> digest, long hour) =>
        session.Find(SelectWhose, Staff, SqlValue.Bytes(digest), hour);

    /// <summary>Uses a link up.</summary>
    /// <returns>Whom it was for; null when it is of no use.</returns>
    public static StaffId? Take(Transaction transaction, ReadOnlyMemory<byte> digest) =>
        transaction.Find(DeleteOne, Staff, SqlValue.Bytes(digest), transaction.Hour);

    /// <summary>New codes in the place of all that they had.</summary>
    /// <param name="digests">SHA-256 of each.</param>
    public static void ReplaceCodes(
        Transaction transaction, StaffId staff, IEnumerable<ReadOnlyMemory<byte>> digests, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(digests);
        transaction.Execute(DeleteCodes, SqlValue.Id(staff.Value));
        foreach (var digest in digests)
            transaction.Execute(InsertCode, SqlValue.Bytes(digest), SqlValue.Id(staff.Value));
        LedgerEntries.Append(transaction, record);
    }

    /// <summary>How many codes somebody has left.</summary>
    public static int Codes(Session session, StaffId staff) =>
        (int)session.Count(CountCodes, SqlValue.Id(staff.Value));

    /// <summary>Uses a code up, and gives a link for it.</summary>
    /// <param name="link">SHA-256 of what the link ends with.</param>
    /// <param name="untilHour">Hours since 1970-01-01, of the link.</param>
    /// <param name="record">What is recorded about whose it was.</param>
    /// <param name="code">SHA-256 of it.</param>
    /// <returns>Whose it was; null when it is nobody's.</returns>
    public static StaffId? TakeCode(
        Transaction transaction, ReadOnlyMemory<byte> code, ReadOnlyMemory<byte> link, long untilHour,
        Func<StaffId, AccessRecord> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (transaction.Find(DeleteCode, Staff, SqlValue.Bytes(code)) is not { } staff)
            return null;
        Add(transaction, staff, link, untilHour);
        LedgerEntries.Append(transaction, record(staff));
        return staff;
    }

    /// <returns>How many links were of no use any more.</returns>
    public static int Expire(Transaction transaction) => transaction.Execute(DeleteOver, transaction.Hour);

    internal static void TakeBack(Transaction transaction, StaffId staff) =>
        transaction.Execute(DeleteOf, SqlValue.Id(staff.Value));

    private static StaffId? Staff(Row row) => StaffId.From(row.Guid(0));
}
