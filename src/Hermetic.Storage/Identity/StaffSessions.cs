using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <param name="Passkey">What began it.</param>
/// <param name="UntilHour">Hours since 1970-01-01: over from then on, whatever happens.</param>
public sealed record StaffSession(
    Guid Id, StaffId Staff, Guid Passkey, long UntilHour, Sealed<SessionContent> Sealed);

/// <summary>A session and whose it is, as one read found them.</summary>
/// <param name="Passkeys">How many its owner has.</param>
/// <param name="Codes">How many recovery codes they have left.</param>
public sealed record SessionOfMember(StaffSession Session, StaffMember Member, int Passkeys, int Codes);

/// <summary>
/// Where people of the business are signed in. The row is the session: every request asks for it, on every node, so that
/// what is ended here is ended everywhere with this commit.
/// </summary>
public static class StaffSessions
{
    private const string Columns = "id, staff, passkey, until, envelope";
    private const string Insert =
        """
        insert into staff_session (id, digest, staff, passkey, until, envelope)
        select $1, $2, $3, $4, $5, $6
        where exists (select 1 from staff where id = $3 and state = 1)
          and exists (select 1 from passkey where id = $4 and staff = $3)
        """;
    private const string SelectByDigest =
        """
        select s.id, s.staff, s.passkey, s.until, s.envelope, m.id, m.state, m.day, m.envelope,
            (select count(*) from passkey where passkey.staff = m.id),
            (select count(*) from recovery_code where recovery_code.staff = m.id)
        from staff_session s join staff m on m.id = s.staff
        where s.digest = $1 and s.until > $2 and m.state = 1
        """;
    private const string SelectById =
        """
        select s.id, s.staff, s.passkey, s.until, s.envelope, m.id, m.state, m.day, m.envelope,
            (select count(*) from passkey where passkey.staff = m.id),
            (select count(*) from recovery_code where recovery_code.staff = m.id)
        from staff_session s join staff m on m.id = s.staff
        where s.id = $1 and s.until > $2 and m.state = 1
        """;
    private const string SelectOf = $"select {Columns} from staff_session where staff = $1 and until > $2 order by row desc";
    private const string SelectAll = $"select {Columns} from staff_session where until > $1 order by row desc";
    private const string SetEnvelope = "update staff_session set envelope = $3 where id = $1 and envelope = $2";
    private const string Move = "update staff_session set digest = $3, envelope = $4 where id = $1 and envelope = $2";
    private const string DeleteOne = "delete from staff_session where id = $1 and staff = $2";
    private const string DeleteOf = "delete from staff_session where staff = $1";
    private const string DeleteBegunBy = "delete from staff_session where passkey = $1";
    private const string DeleteOver = "delete from staff_session where until <= $1";

    /// <summary>Somebody has signed in.</summary>
    /// <param name="digest">SHA-256 of what the browser holds.</param>
    /// <exception cref="FencedException">They are not let in any more, or what they showed was revoked meanwhile.</exception>
    public static void Begin(
        Transaction transaction, StaffSession session, ReadOnlyMemory<byte> digest, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(session);
        RingVersions.Require(transaction, session.Sealed.KeyId);
        transaction.Demand(
            "they are not let in any more", Insert, SqlValue.Id(session.Id), SqlValue.Bytes(digest),
            SqlValue.Id(session.Staff.Value), SqlValue.Id(session.Passkey), session.UntilHour, SqlValue.Of(session.Sealed));
        LedgerEntries.Append(transaction, record);
    }

    /// <summary>Null when there is none, it was ended, its hour has come, or its owner is not let in any more.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static SessionOfMember? Find(Session session, ReadOnlyMemory<byte> digest, long hour) =>
        session.Find(SelectByDigest, ReadOfMember, SqlValue.Bytes(digest), hour);

    /// <inheritdoc cref="Find(Session, ReadOnlyMemory{byte}, long)"/>
    public static SessionOfMember? Find(Session session, Guid id, long hour) =>
        session.Find(SelectById, ReadOfMember, SqlValue.Id(id), hour);

    private static SessionOfMember ReadOfMember(Row row) => new(
        Read(row),
        new StaffMember(StaffId.From(row.Guid(5)), row.Enum<StaffState>(6), row.Int(7), row.Sealed<StaffContent>(8)),
        row.Int(9), row.Int(10));

    /// <summary>Theirs, the newest first.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static IReadOnlyList<StaffSession> Of(Session session, StaffId staff, long hour) =>
        session.List(SelectOf, Read, SqlValue.Id(staff.Value), hour);

    /// <summary>Everybody's, the newest first.</summary>
    /// <param name="hour">Now, in hours since 1970-01-01.</param>
    public static IReadOnlyList<StaffSession> All(Session session, long hour) => session.List(SelectAll, Read, hour);

    /// <summary>It was used: nothing when another request noted it in the same moment, or it is over.</summary>
    public static void Touch(Transaction transaction, StaffSession before, Sealed<SessionContent> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        RingVersions.Require(transaction, after.KeyId);
        transaction.Execute(SetEnvelope, SqlValue.Id(before.Id), SqlValue.Of(before.Sealed), SqlValue.Of(after));
    }

    /// <summary>Its owner proved again who they are: it goes on under another secret (ASVS 7.2.4).</summary>
    /// <exception cref="FencedException">It was ended, or changed in the same moment.</exception>
    public static void Renew(
        Transaction transaction, StaffSession before, ReadOnlyMemory<byte> digest, Sealed<SessionContent> after,
        AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        RingVersions.Require(transaction, after.KeyId);
        transaction.Demand(
            "the session was ended or changed", Move, SqlValue.Id(before.Id), SqlValue.Of(before.Sealed),
            SqlValue.Bytes(digest), SqlValue.Of(after));
        LedgerEntries.Append(transaction, record);
    }

    /// <returns>False when they have none of that id: nothing is recorded.</returns>
    public static bool End(Transaction transaction, StaffId staff, Guid id, AccessRecord record)
    {
        if (transaction.Execute(DeleteOne, SqlValue.Id(id), SqlValue.Id(staff.Value)) != 1)
            return false;
        LedgerEntries.Append(transaction, record);
        return true;
    }

    /// <summary>Ends all sessions of somebody.</summary>
    /// <returns>How many.</returns>
    public static int EndAll(Transaction transaction, Authorized<EndSessions> proof)
    {
        var ended = EndAll(transaction, StaffMembers.Whom(proof));
        LedgerEntries.Record(transaction, proof);
        return ended;
    }

    /// <summary>Takes away those whose hour has come.</summary>
    /// <returns>How many.</returns>
    public static int Expire(Transaction transaction) => transaction.Execute(DeleteOver, transaction.Hour);

    internal static int EndAll(Transaction transaction, StaffId staff) =>
        transaction.Execute(DeleteOf, SqlValue.Id(staff.Value));

    internal static void EndBegunBy(Transaction transaction, Guid passkey) =>
        transaction.Execute(DeleteBegunBy, SqlValue.Id(passkey));

    private static StaffSession Read(Row row) => new(
        row.Guid(0), StaffId.From(row.Guid(1)), row.Guid(2), row.Long(3), row.Sealed<SessionContent>(4));
}
