using Hermetic.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>The one row that ties a database to its keys.</summary>
/// <param name="KeyEpoch">Which erasable root opens the key tree.</param>
public sealed record Deployment(Guid Id, int KeyEpoch)
{
    private const string Select = "select id, key_epoch from deployment where one = 1";
    private const string Insert = "insert into deployment (one, id, key_epoch, next_leaf) values (1, $1, $2, 0)";
    private const string InsertHead =
        "insert into ledger_head (one, epoch, size, root, signed_size) values (1, 0, 0, $1, 0)";
    private const string TakeLeaf = "update deployment set next_leaf = next_leaf + 1 returning next_leaf - 1";
    private const string SelectLeaves = "select next_leaf from deployment where one = 1";
    private const string AdvanceEpoch = "update deployment set key_epoch = $2 where one = 1 and key_epoch = $1";

    /// <summary>Null in a database that was never used.</summary>
    public static Deployment? Find(Session session) =>
        session.Find(Select, row => new Deployment(row.Guid(0), row.Int(1)));

    /// <summary>The first commit of a new database: its identity and the key tree's root page.</summary>
    public static void Create(Transaction transaction, Guid id, int keyEpoch, KeyPage rootPage, ReadOnlyMemory<byte> emptyRoot)
    {
        transaction.Execute(Insert, SqlValue.Id(id), keyEpoch);
        transaction.Execute(InsertHead, SqlValue.Bytes(emptyRoot));
        KeyPages.Insert(transaction, rootPage);
    }

    /// <summary>The next leaf page's index; in a commit of its own it is given out once, even if the caller then fails.</summary>
    public static int NextLeaf(Transaction transaction) => (int)transaction.Count(TakeLeaf);

    /// <summary>How many leaf pages were given out; the last may never have been minted.</summary>
    public static int Leaves(Session session) => (int)session.Count(SelectLeaves);

    internal static void Advance(Transaction transaction, int from, int to)
    {
        if (transaction.Execute(AdvanceEpoch, from, to) != 1)
            throw new FencedException("another erasure moved the key epoch");
    }
}
