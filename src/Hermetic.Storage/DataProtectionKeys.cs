using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>The keys with which ASP.NET Core protects cookies and forms: made by it, sealed under the system key.</summary>
public static class DataProtectionKeys
{
    private const string Insert = "insert into data_protection_key (id, day, envelope) values ($1, $2, $3)";
    private const string SelectAll = "select id, envelope from data_protection_key order by row";

    /// <exception cref="FencedException">The version it is sealed under was destroyed.</exception>
    public static void Keep(
        Transaction transaction, Guid id, Sealed<DataProtectionContent> key, AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(key);
        RingVersions.Require(transaction, key.KeyId);
        transaction.Execute(Insert, SqlValue.Id(id), transaction.Today, SqlValue.Of(key));
        LedgerEntries.Append(transaction, record);
    }

    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<SystemRow<DataProtectionContent>> List(Session session) =>
        session.List(SelectAll, row => new SystemRow<DataProtectionContent>(row.Guid(0), row.Sealed<DataProtectionContent>(1)));
}
