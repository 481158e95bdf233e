using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Ledger.Search;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Proof that this is the sequencer; made by <see cref="LedgerLog.Claim"/>, worthless after the next claim.</summary>
public sealed class SequencerLease
{
    internal SequencerLease(int epoch) => Epoch = epoch;

    internal int Epoch { get; }
}

/// <param name="Size">Entries in the tree.</param>
/// <param name="SignedSize">Entries that the stored checkpoint covers; it may lag behind after a crash.</param>
/// <param name="Checkpoint">The last signed note; null before the first.</param>
public sealed record LedgerHead(long Size, MerkleHash Root, long SignedSize, ReadOnlyMemory<byte>? Checkpoint);

/// <summary>The numbered log: head, tiles and checkpoint as rows.</summary>
public sealed class LedgerLog(Database database) : ITiles, IBundleSummaries
{
    private const int Bundles = -1;
    private const int Summaries = -2;
    private const string SelectHead = "select size, root, signed_size, checkpoint from ledger_head where one = 1";
    private const string TakeEpoch = "update ledger_head set epoch = epoch + 1 where one = 1 returning epoch";
    private const string MoveHead =
        "update ledger_head set size = $3, root = $4 where one = 1 and epoch = $1 and size = $2";
    private const string SetCheckpoint =
        """
        update ledger_head set signed_size = $2, checkpoint = $3
        where one = 1 and epoch = $1 and signed_size <= $2 and size >= $2
        """;
    private const string SetCheckpointUnder =
        """
        update ledger_head set signed_size = $2, checkpoint = $3
        where one = 1 and epoch = $1 and signed_size <= $2 and size >= $2
        and exists (select 1 from key_version where name = $4 and version = $5 and state = $6)
        """;
    private const string SelectTile = "select width, bytes from ledger_tile where level = $1 and position = $2";
    private const string PutTile =
        """
        insert into ledger_tile (level, position, width, bytes) values ($1, $2, $3, $4)
        on conflict (level, position) do update set width = excluded.width, bytes = excluded.bytes
        where excluded.width > ledger_tile.width
        """;

    private const string SelectSummaries =
        "select position, bytes from ledger_tile where level = $1 and position between $2 and $3";
    private const string CountSummaries = "select count(*) from ledger_tile where level = $1";

    public static LedgerHead Head(Session session) =>
        session.Find(
            SelectHead,
            row => new LedgerHead(
                row.Long(0), new MerkleHash(row.Bytes(1)), row.Long(2),
                row.IsNull(3) ? null : (ReadOnlyMemory<byte>?)row.Bytes(3)))!;

    /// <summary>Becomes the sequencer; every earlier one loses at its next commit.</summary>
    public static SequencerLease Claim(Transaction transaction) => new((int)transaction.Count(TakeEpoch));

    /// <summary>Numbers entries and stores the tree that holds them: size and root first, the signature only afterwards.</summary>
    /// <exception cref="FencedException">Another sequencer moved the head.</exception>
    public static void Integrate(
        Transaction transaction, SequencerLease lease, long size, IReadOnlyList<UnnumberedEntry> entries, Appended appended)
    {
        transaction.Demand(
            "another sequencer holds the log", MoveHead, lease.Epoch, size, appended.Size,
            SqlValue.Bytes(appended.Root.ToArray()));
        if (entries.Count > 0)
            LedgerEntries.Assign(transaction, lease, size, entries[^1], entries.Count);
        foreach (var (path, bytes) in appended.Tiles)
            transaction.Post(PutTile, path.Level, path.Index, path.Width, SqlValue.Bytes(bytes));
        foreach (var (path, bytes) in appended.Bundles)
            transaction.Post(PutTile, Bundles, path.Index, path.Width, SqlValue.Bytes(bytes));
    }

    /// <summary>Publishes a checkpoint of a committed size.</summary>
    /// <exception cref="FencedException">Another sequencer took over.</exception>
    public static void Publish(Transaction transaction, SequencerLease lease, long size, ReadOnlyMemory<byte> checkpoint)
    {
        if (transaction.Execute(SetCheckpoint, lease.Epoch, size, SqlValue.Bytes(checkpoint)) != 1)
            throw new FencedException("another sequencer holds the log");
    }

    /// <summary>How many bundles have their summary: they are made from the first on, without a gap.</summary>
    public static long Summarised(Session session) => session.Count(CountSummaries, Summaries);

    /// <summary>Keeps what a full bundle is about. Made of nothing but the bundle, so two that make it make the same.</summary>
    /// <param name="index">Of the bundle.</param>
    public static void Summarise(Transaction transaction, long index, BundleSummary summary) =>
        transaction.Post(PutTile, Summaries, index, TilePath.FullWidth, SqlValue.Bytes(summary.ToUtf8()));

    public ValueTask<IReadOnlyDictionary<long, BundleSummary>> ReadSummariesAsync(
        long first, long last, CancellationToken cancel)
    {
        var read = new Dictionary<long, BundleSummary>();
        foreach (var (index, bytes) in database.Read(session => session.List(
            SelectSummaries, row => (row.Long(0), row.Bytes(1)), Summaries, first, last)))
        {
            if (BundleSummary.TryParse(bytes, out var summary))
                read.Add(index, summary);
        }
        return ValueTask.FromResult<IReadOnlyDictionary<long, BundleSummary>>(read);
    }

    /// <summary>As above, of a checkpoint that this version of the ledger's key signed.</summary>
    /// <exception cref="FencedException">Or another version is the active one since: this node has not read the ring yet.</exception>
    public static void Publish(
        Transaction transaction, SequencerLease lease, long size, ReadOnlyMemory<byte> checkpoint, int keyVersion)
    {
        if (transaction.Execute(
                SetCheckpointUnder, lease.Epoch, size, SqlValue.Bytes(checkpoint), RingKey.LedgerSeed, keyVersion,
                KeyState.Active) != 1)
            throw new FencedException("another sequencer holds the log, or the ledger has another key");
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel)
    {
        var tile = Find(path.Level, path.Index);
        ReadOnlyMemory<byte>? bytes = null;     // not in a conditional: there null would become empty memory
        if (tile is { } found && found.Width >= path.Width)
            bytes = found.Bytes.AsMemory(0, path.Width * MerkleHash.Length);
        return ValueTask.FromResult(bytes);
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel)
    {
        ReadOnlyMemory<byte>? bytes = null;
        if (Find(Bundles, index) is { } found && found.Width >= width)
            bytes = FirstEntries(found.Bytes, width);
        return ValueTask.FromResult(bytes);
    }

    /// <summary>A bundle is length-prefixed entries (big-endian uint16), so a narrower one is a prefix.</summary>
    private static ReadOnlyMemory<byte> FirstEntries(byte[] bundle, int width)
    {
        var end = 0;
        for (var i = 0; i < width; i++)
            end += sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(end));
        return bundle.AsMemory(0, end);
    }

    private (int Width, byte[] Bytes)? Find(int level, long index) =>
        database.Read(session => session.Find(
            SelectTile, row => ((int, byte[])?)(row.Int(0), row.Bytes(1)), level, index));
}
