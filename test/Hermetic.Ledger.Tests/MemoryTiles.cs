namespace Hermetic.Ledger.Tests;

/// <summary>
/// A log in memory that forgets nothing; every read is counted, and anything can be tampered with.
/// </summary>
internal sealed class MemoryTiles : ITiles
{
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public long Size { get; private set; }

    public MerkleHash Root { get; private set; } = Rfc6962.EmptyRoot;

    public MerkleLog Log => new(this);

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) => Read(path.ToString());

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
        Read(new TilePath(0, index, width).EntriesPath);

    public async Task<Appended> AppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        Reads = 0;
        var appended = await Log.AppendAsync(Size, entries, CancellationToken.None);
        foreach (var (path, bytes) in appended.Tiles)
            Files[path.ToString()] = bytes;
        foreach (var (path, bytes) in appended.Bundles)
            Files[path.EntriesPath] = bytes;
        (Size, Root) = (appended.Size, appended.Root);
        return appended;
    }

    /// <summary>
    /// A log of <paramref name="size"/> entries, the n-th of which is the text <c>entry n</c>.
    /// </summary>
    public static async Task<MemoryTiles> OfSizeAsync(long size, int batch = 1000)
    {
        var tiles = new MemoryTiles();
        while (tiles.Size < size)
            await tiles.AppendAsync(Entries(tiles.Size, Math.Min(size, tiles.Size + batch)));
        return tiles;
    }

    public static List<ReadOnlyMemory<byte>> Entries(long from, long to)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var index = from; index < to; index++)
            entries.Add(Entry(index));
        return entries;
    }

    public static ReadOnlyMemory<byte> Entry(long index) => System.Text.Encoding.UTF8.GetBytes($"entry {index}");

    private ValueTask<ReadOnlyMemory<byte>?> Read(string path)
    {
        Reads++;
        return new(Files.TryGetValue(path, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);
    }
}
