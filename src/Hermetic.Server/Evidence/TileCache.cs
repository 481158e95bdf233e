using Hermetic.Ledger;
using Hermetic.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Hermetic.Server.Evidence;

/// <summary>
/// The published hash tiles, as the network gets them. Full ones never change: those that were asked for last stay in
/// memory, so that whoever follows the log costs the database its right edge only.
/// </summary>
internal sealed class TileCache(Database database) : ITiles, IDisposable
{
    /// <summary>4 MiB of tiles: every inner tile of a log of 100 million entries has room.</summary>
    private const int MostTiles = 512;

    private readonly LedgerLog _log = new(database);
    private readonly MemoryCache _full = new(new MemoryCacheOptions { SizeLimit = MostTiles });

    /// <summary>A tile of the published tree; null when it has none like that.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel)
    {
        if (_full.TryGetValue(path, out ReadOnlyMemory<byte> cached))
            return cached;
        var published = database.Read(LedgerLog.Head).SignedSize;
        if (TilePath.InTree(path.Level, path.Index, published) is not { } known || path.Width > known.Width)
            return null;
        if (await _log.ReadAsync(path, cancel) is not { } bytes)
            return null;
        if (path.IsFull)
            _full.Set(path, bytes, new MemoryCacheEntryOptions { Size = 1 });
        return bytes;
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
        throw new NotSupportedException("Entries are not public.");

    public void Dispose() => _full.Dispose();
}
