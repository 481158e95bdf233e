using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Whether phones are told to encrypt to a key, or were until it was rotated.</summary>
public enum FlowKeyState
{
    Previous = 0,
    Active = 1,
}

public sealed record FlowKeyRow(Guid Id, FlowKeyState State, Sealed<FlowKeyContent> Sealed);

/// <summary>
/// The keys to which phones encrypt forms: one active, and those that it replaced until they are forgotten. Made and
/// rotated only together with the record of it.
/// </summary>
public static class FlowKeys
{
    private const string InsertRow = "insert into flow_key (id, state, day, envelope) values ($1, 1, $2, $3)";
    private const string Retire = "update flow_key set state = 0, day = $1 where state = 1";
    private const string SelectUsable =
        "select id, state, envelope from flow_key where state = 1 or day >= $1 order by state desc, row desc";
    private const string CountActive = "select count(*) from flow_key where state = 1";

    /// <summary>Stores the first key; false, and nothing is stored, when there is an active one.</summary>
    public static bool Create(
        Transaction transaction, Guid id, Sealed<FlowKeyContent> key, AccessRecord record)
    {
        if (transaction.Count(CountActive) > 0)
            return false;
        Add(transaction, id, key, record);
        return true;
    }

    /// <summary>Makes a new key the active one; the one before it can still be used to decrypt.</summary>
    public static void Rotate(Transaction transaction, Guid id, Sealed<FlowKeyContent> key, AccessRecord record)
    {
        transaction.Execute(Retire, transaction.Today);
        Add(transaction, id, key, record);
    }

    /// <summary>The active key first, then those that were replaced on <paramref name="sinceDay"/> or later.</summary>
    public static IReadOnlyList<FlowKeyRow> Usable(Session session, int sinceDay) =>
        session.List(
            SelectUsable,
            row => new FlowKeyRow(row.Guid(0), row.Enum<FlowKeyState>(1), row.Sealed<FlowKeyContent>(2)),
            sinceDay);

    private static void Add(Transaction transaction, Guid id, Sealed<FlowKeyContent> key, AccessRecord record)
    {
        RingVersions.Require(transaction, key.KeyId);
        transaction.Execute(InsertRow, SqlValue.Id(id), transaction.Today, SqlValue.Of(key));
        LedgerEntries.Append(transaction, record);
    }
}
