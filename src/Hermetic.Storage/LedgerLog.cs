using System.Buffers.Binary;
using Hermetic.Ledger;
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
public sealed class LedgerLog(Database database) : ITiles
{
    private const int Bundles = -1;
    private const string SelectHead = "select size, root, signed_size, checkpoint from ledger_head where one = 1";
    private const string TakeEpoch = "update ledger_head set epoch = epoch + 1 where one = 1 returning epoch";
    private const string MoveHead =
        "update ledger_head set size = $3, root = $4 where one = 1 and epoch = $1 and size = $2";
    private const string SetCheckpoint =
        """
        update ledger_head set signed_size = $2, checkpoint = $3
        where one = 1 and epoch = $1 and signed_size <= $2 and size >= $2
        """;
    private const string SelectTile = "select width, bytes from ledger_tile where level = $1 and position = $2";
    private const string PutTile =
        """
        insert into ledger_tile (level, position, width, bytes) values ($1, $2, $3, $4)
        on conflict (level, position) do update set width = excluded.width, bytes = excluded.bytes
        where excluded.width > ledger_tile.width
        """;

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
        for (var i = 0; i < entries.Count; i++)
            LedgerEntries.Assign(transaction, entries[i].Row, size + i);
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
