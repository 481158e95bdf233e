using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <param name="Day">Days since 1970-01-01: when it was registered.</param>
public sealed record Passkey(Guid Id, StaffId Staff, int Day, Sealed<PasskeyContent> Sealed);

/// <summary>
/// Passkeys of the business's people (W3C WebAuthn). One is found by the SHA-256 of the id that its authenticator gave
/// it; what ends with it ends with the sessions that it began.
/// </summary>
public static class Passkeys
{
    private const string Columns = "id, staff, day, envelope";
    private const string Insert =
        """
        insert into passkey (id, staff, digest, day, envelope)
        select $1, $2, $3, $4, $5 where exists (select 1 from staff where id = $2 and state <> 2)
        on conflict do nothing
        """;
    private const string SelectByDigest = $"select {Columns} from passkey where digest = $1";
    private const string SelectOf = $"select {Columns} from passkey where staff = $1 order by row";
    private const string SelectAll = $"select {Columns} from passkey order by row";
    private const string SetEnvelope = "update passkey set envelope = $3 where id = $1 and envelope = $2";
    private const string Delete = "delete from passkey where id = $1 and staff = $2";

    /// <summary>Registers one; whoever was invited may come in from here on.</summary>
    /// <param name="digest">SHA-256 of the authenticator's id of it.</param>
    /// <returns>
    /// False when somebody has registered it already (WebAuthn Level 3 §7.1, step 26), or they are not let in any more.
    /// </returns>
    public static bool Add(
        Transaction transaction, Passkey passkey, ReadOnlyMemory<byte> digest, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        RingVersions.Require(transaction, passkey.Sealed.KeyId);
        if (transaction.Execute(
            Insert, SqlValue.Id(passkey.Id), SqlValue.Id(passkey.Staff.Value), SqlValue.Bytes(digest), transaction.Today,
            SqlValue.Of(passkey.Sealed)) != 1)
            return false;
        StaffMembers.Activate(transaction, passkey.Staff);
        LedgerEntries.Append(transaction, record);
        return true;
    }

    /// <summary>Null when nobody has registered it.</summary>
    public static Passkey? Find(Session session, ReadOnlyMemory<byte> digest) =>
        session.Find(SelectByDigest, Read, SqlValue.Bytes(digest));

    public static IReadOnlyList<Passkey> Of(Session session, StaffId staff) =>
        session.List(SelectOf, Read, SqlValue.Id(staff.Value));

    /// <summary>Everybody's, the oldest first.</summary>
    public static IReadOnlyList<Passkey> All(Session session) => session.List(SelectAll, Read);

    /// <summary>It was used: its counter moved.</summary>
    /// <exception cref="FencedException">It was used or revoked elsewhere in the same moment.</exception>
    public static void Use(Transaction transaction, Passkey before, Sealed<PasskeyContent> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        RingVersions.Require(transaction, after.KeyId);
        transaction.Demand(
            "the passkey was used or revoked elsewhere", SetEnvelope, SqlValue.Id(before.Id), SqlValue.Of(before.Sealed),
            SqlValue.Of(after));
    }

    /// <summary>Nobody signs in with it any more, and whoever did is signed out.</summary>
    /// <exception cref="FencedException">They have none of that id.</exception>
    public static void Revoke(Transaction transaction, StaffId staff, Guid id, AccessRecord record)
    {
        transaction.Demand("there is no such passkey", Delete, SqlValue.Id(id), SqlValue.Id(staff.Value));
        StaffSessions.EndBegunBy(transaction, id);
        LedgerEntries.Append(transaction, record);
    }

    private static Passkey Read(Row row) =>
        new(row.Guid(0), StaffId.From(row.Guid(1)), row.Int(2), row.Sealed<PasskeyContent>(3));
}
