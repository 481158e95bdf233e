using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A value that lies under the system key.</summary>
/// <param name="Id">The row's, which is part of the envelope's context.</param>
public sealed record SystemRow<T>(Guid Id, Sealed<T> Sealed) where T : IContentKind;

/// <summary>
/// Everything that is sealed under the ring's system key, by the version that each envelope names: bytes 15 to 18, the end
/// of its key id. A test holds this to the schema.
/// </summary>
public static class SystemRows
{
    private const string CountUnder =
        """
        select (select count(*) from account_event where substr(envelope, 15, 4) = $1)
             + (select count(*) from flow_key where substr(envelope, 15, 4) = $1)
             + (select count(*) from data_protection_key where substr(envelope, 15, 4) = $1)
             + (select count(*) from staff where substr(envelope, 15, 4) = $1)
             + (select count(*) from passkey where substr(envelope, 15, 4) = $1)
             + (select count(*) from staff_session where substr(envelope, 15, 4) = $1)
        """;
    private const string SelectAccountEvents =
        "select id, envelope from account_event where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string SelectFlowKeys =
        "select id, envelope from flow_key where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string SelectDataProtectionKeys =
        "select id, envelope from data_protection_key where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string UpdateAccountEvent = "update account_event set envelope = $3 where id = $1 and envelope = $2";
    private const string UpdateFlowKey = "update flow_key set envelope = $3 where id = $1 and envelope = $2";
    private const string UpdateDataProtectionKey =
        "update data_protection_key set envelope = $3 where id = $1 and envelope = $2";
    private const string SelectPasskeys =
        "select id, envelope from passkey where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string UpdatePasskey = "update passkey set envelope = $3 where id = $1 and envelope = $2";
    private const string SelectSessions =
        "select id, envelope from staff_session where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string UpdateSession = "update staff_session set envelope = $3 where id = $1 and envelope = $2";
    private const string SelectStaff = "select id, envelope from staff where substr(envelope, 15, 4) < $1 order by row limit $2";
    private const string UpdateStaff = "update staff set envelope = $3 where id = $1 and envelope = $2";

    /// <summary>The tables of which the statements above speak.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
        ["account_event", "data_protection_key", "flow_key", "passkey", "staff", "staff_session"];

    /// <summary>How many rows lie under a version.</summary>
    public static long Count(Session session, int version) => session.Count(CountUnder, Version(version));

    /// <summary>The oldest that lie under an earlier version than that.</summary>
    public static IReadOnlyList<SystemRow<AccountEventContent>> AccountEvents(Session session, int before, int most) =>
        session.List(SelectAccountEvents, Read<AccountEventContent>, Version(before), most);

    /// <inheritdoc cref="AccountEvents"/>
    public static IReadOnlyList<SystemRow<FlowKeyContent>> FlowKeys(Session session, int before, int most) =>
        session.List(SelectFlowKeys, Read<FlowKeyContent>, Version(before), most);

    /// <inheritdoc cref="AccountEvents"/>
    public static IReadOnlyList<SystemRow<DataProtectionContent>> DataProtectionKeys(Session session, int before, int most) =>
        session.List(SelectDataProtectionKeys, Read<DataProtectionContent>, Version(before), most);

    /// <inheritdoc cref="AccountEvents"/>
    public static IReadOnlyList<SystemRow<StaffContent>> Staff(Session session, int before, int most) =>
        session.List(SelectStaff, Read<StaffContent>, Version(before), most);

    /// <inheritdoc cref="AccountEvents"/>
    public static IReadOnlyList<SystemRow<PasskeyContent>> Passkeys(Session session, int before, int most) =>
        session.List(SelectPasskeys, Read<PasskeyContent>, Version(before), most);

    /// <inheritdoc cref="AccountEvents"/>
    public static IReadOnlyList<SystemRow<SessionContent>> Sessions(Session session, int before, int most) =>
        session.List(SelectSessions, Read<SessionContent>, Version(before), most);

    /// <summary>Puts the same content, sealed anew, in the place of what was read; nothing when it is gone meanwhile.</summary>
    /// <exception cref="FencedException">The version it is sealed under was destroyed.</exception>
    public static void Reseal(
        Transaction transaction, SystemRow<AccountEventContent> old, Sealed<AccountEventContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdateAccountEvent, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    /// <inheritdoc cref="Reseal(Transaction, SystemRow{AccountEventContent}, Sealed{AccountEventContent})"/>
    public static void Reseal(Transaction transaction, SystemRow<FlowKeyContent> old, Sealed<FlowKeyContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdateFlowKey, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    /// <inheritdoc cref="Reseal(Transaction, SystemRow{AccountEventContent}, Sealed{AccountEventContent})"/>
    public static void Reseal(
        Transaction transaction, SystemRow<DataProtectionContent> old, Sealed<DataProtectionContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdateDataProtectionKey, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    /// <inheritdoc cref="Reseal(Transaction, SystemRow{AccountEventContent}, Sealed{AccountEventContent})"/>
    public static void Reseal(Transaction transaction, SystemRow<StaffContent> old, Sealed<StaffContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdateStaff, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    /// <inheritdoc cref="Reseal(Transaction, SystemRow{AccountEventContent}, Sealed{AccountEventContent})"/>
    public static void Reseal(Transaction transaction, SystemRow<PasskeyContent> old, Sealed<PasskeyContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdatePasskey, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    /// <inheritdoc cref="Reseal(Transaction, SystemRow{AccountEventContent}, Sealed{AccountEventContent})"/>
    public static void Reseal(Transaction transaction, SystemRow<SessionContent> old, Sealed<SessionContent> renewed)
    {
        RingVersions.Require(transaction, renewed.KeyId);
        Count(transaction, old.Sealed.KeyId, transaction.Execute(
            UpdateSession, SqlValue.Id(old.Id), SqlValue.Of(old.Sealed), SqlValue.Of(renewed)));
    }

    private static void Count(Transaction transaction, KeyId old, int rows)
    {
        if (rows > 0)
            RingVersions.AddToMoved(transaction, RingKey.System, old.Version, rows);
    }

    private static SystemRow<T> Read<T>(Row row) where T : IContentKind => new(row.Guid(0), row.Sealed<T>(1));

    /// <summary>As it stands in an envelope: four bytes, which compare as the numbers do.</summary>
    private static SqlValue Version(int version)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, version);
        return SqlValue.Bytes(bytes);
    }
}
