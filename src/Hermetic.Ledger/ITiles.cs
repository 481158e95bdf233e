namespace Hermetic.Ledger;

/// <summary>
/// Where a log's tiles come from: rows, files or another machine. Nothing read here is trusted to be
/// right, only to be what was written; a log owner must return what it committed.
/// </summary>
public interface ITiles
{
    /// <summary>
    /// A hash tile, 32 bytes × width; null when it is not there. A partial tile may be gone once the full
    /// one exists: the reader then asks for the full one.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel);

    /// <summary>
    /// The entry bundle with this index (from 0) and this many entries (1 to 256); null when it is not there.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel);
}
