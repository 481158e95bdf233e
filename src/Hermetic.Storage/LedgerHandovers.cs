using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>
/// For each key that the ledger was given, the checkpoint with which it took over: signed by the key before it too, over a
/// tree in which it is announced. With them whoever trusts the first key follows the log to the last.
/// </summary>
public static class LedgerHandovers
{
    private const string Insert =
        "insert into ledger_handover (version, checkpoint) values ($1, $2) on conflict (version) do nothing";
    private const string SelectAll = "select checkpoint from ledger_handover order by version";
    private const string CountFrom = "select count(*) from ledger_handover where version >= $1";

    /// <summary>Keeps the first one there is.</summary>
    public static void Keep(Transaction transaction, int version, ReadOnlyMemory<byte> checkpoint) =>
        transaction.Post(Insert, version, SqlValue.Bytes(checkpoint));

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> List(Session session) =>
        session.List(SelectAll, row => (ReadOnlyMemory<byte>)row.Bytes(0));

    /// <summary>Whether this key, or a later one, has taken over.</summary>
    public static bool Has(Session session, int version) => session.Count(CountFrom, version) > 0;
}
