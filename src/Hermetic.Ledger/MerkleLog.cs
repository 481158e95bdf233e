namespace Hermetic.Ledger;

/// <summary>
/// An append-only RFC 6962 tree kept as C2SP tlog-tiles. It holds no state: size comes from whoever owns the
/// log, tiles from <see cref="ITiles"/>, and what an append makes goes back as a value.
/// </summary>
/// <param name="tiles">The tiles of every size that is asked for.</param>
public sealed class MerkleLog(ITiles tiles)
{
    /// <summary>
    /// Appends to the tree of <paramref name="size"/> entries. Reads the right edge only and costs O(entries
    /// + log size); two appends to the same size give rival trees, so the caller fences.
    /// </summary>
    /// <exception cref="ArgumentException">An entry is longer than 65,535 bytes.</exception>
    /// <exception cref="InvalidDataException">A tile or bundle of the right edge is missing or
    /// torn.</exception>
    public async ValueTask<Appended> AppendAsync(
        long size, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var edge = await RightEdge.ReadAsync(tiles, size, cancel);
        var bundles = entries.Count == 0 ? [] : await BundlesAsync(size, entries, cancel);
        foreach (var entry in entries)
            edge.Add(Rfc6962.LeafHash(entry.Span));
        return new(size + entries.Count, edge.Root(), edge.Changes(), bundles);
    }

    /// <summary>
    /// The root of the tree of <paramref name="size"/> entries, a size at which an append ended: only for
    /// those are there partial tiles.
    /// </summary>
    /// <exception cref="InvalidDataException">A tile is missing or torn.</exception>
    public async ValueTask<MerkleHash> RootAsync(long size, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? Rfc6962.EmptyRoot : await new Subtrees(tiles, size, cancel).HashAsync(0, size);
    }

    /// <summary>
    /// PATH(index, D[size]) of RFC 6962 §2.1.1: from the leaf's sibling up to the root's child, at most 63
    /// hashes. An append must have ended at <paramref name="size"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ index &lt; size.</exception>
    /// <exception cref="InvalidDataException">A tile is missing or torn.</exception>
    public async ValueTask<IReadOnlyList<MerkleHash>> InclusionProofAsync(
        long index, long size, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var subtrees = new Subtrees(tiles, size, cancel);
        var fromRoot = new List<MerkleHash>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + Subtrees.LargestPowerBelow(end - start);
            var left = index < split;
            fromRoot.Add(await (left ? subtrees.HashAsync(split, end) : subtrees.HashAsync(start, split)));
            (start, end) = left ? (start, split) : (split, end);
        }
        fromRoot.Reverse();
        return fromRoot;
    }

    /// <summary>
    /// PROOF(from, D[to]) of RFC 6962 §2.1.2: that the tree of <paramref name="to"/> entries extends the one
    /// of <paramref name="from"/>. Empty when the sizes are equal. An append must have ended at <paramref
    /// name="to"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; from ≤ to: nothing can be proved about an
    /// empty tree.</exception>
    /// <exception cref="InvalidDataException">A tile is missing or torn.</exception>
    public async ValueTask<IReadOnlyList<MerkleHash>> ConsistencyProofAsync(
        long from, long to, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var subtrees = new Subtrees(tiles, to, cancel);
        var fromRoot = new List<MerkleHash>();
        var (start, end) = (0L, to);
        while (from < end)
        {
            var split = start + Subtrees.LargestPowerBelow(end - start);
            var left = from <= split;
            fromRoot.Add(await (left ? subtrees.HashAsync(split, end) : subtrees.HashAsync(start, split)));
            (start, end) = left ? (start, split) : (split, end);
        }
        // SUBPROOF's b: the verifier already has the old root when the walk never turned right.
        if (start > 0)
            fromRoot.Add(await subtrees.HashAsync(start, end));
        fromRoot.Reverse();
        return fromRoot;
    }

    private async ValueTask<IReadOnlyList<(TilePath, byte[])>> BundlesAsync(
        long size, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancel)
    {
        var (index, width) = (size / TilePath.FullWidth, (int)(size % TilePath.FullWidth));
        var open = await OpenEntriesAsync(index, width, cancel);
        var bundles = new List<(TilePath, byte[])>();
        foreach (var bundle in open.Concat(entries).Chunk(TilePath.FullWidth))
            bundles.Add((new(0, index++, bundle.Length), EntryBundle.Encode(bundle)));
        return bundles;
    }

    private async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> OpenEntriesAsync(
        long index, int width, CancellationToken cancel)
    {
        if (width == 0)
            return [];
        var bundle = await tiles.ReadEntriesAsync(index, width, cancel);
        if (bundle is { } bytes && EntryBundle.TryDecode(bytes, width, out var entries))
            return entries;
        throw new InvalidDataException($"{new TilePath(0, index, width).EntriesPath} is missing or torn.");
    }
}
