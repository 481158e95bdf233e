namespace Hermetic.Ledger;

/// <summary>
/// The rightmost, unfinished tile of every level: all of a tree that an append needs. Tiles that fill up
/// on the way are handed out and carried into the level above.
/// </summary>
internal sealed class RightEdge
{
    private readonly List<Level> _levels = [];
    private readonly List<(TilePath, byte[])> _filled = [];

    /// <summary>Reads one partial tile per level: O(log size).</summary>
    public static async ValueTask<RightEdge> ReadAsync(ITiles tiles, long size, CancellationToken cancel)
    {
        var edge = new RightEdge();
        for (var level = 0; TilePath.HashesAt(level, size) > 0; level++)
        {
            var index = TilePath.HashesAt(level + 1, size);
            var opened = new Level(level, index);
            if (TilePath.InTree(level, index, size) is { } path)
                opened.Open(await Subtrees.ReadAsync(tiles, path, cancel));
            edge._levels.Add(opened);
        }
        return edge;
    }

    public void Add(MerkleHash leaf) => Add(0, leaf);

    private void Add(int level, MerkleHash hash)
    {
        if (level == _levels.Count)
            _levels.Add(new(level, index: 0));
        if (_levels[level].Add(hash) is not { } full)
            return;
        _filled.Add(full);
        Add(level + 1, Subtrees.Fold(full.Bytes));
    }

    /// <summary>Everything that changed since reading: full tiles first, in the order they filled.</summary>
    public IReadOnlyList<(TilePath Path, byte[] Bytes)> Changes() =>
        [.. _filled, .. _levels.Select(level => level.Partial()).OfType<(TilePath, byte[])>()];

    /// <summary>The root: every level's hashes, each to the left of all that lies below it.</summary>
    public MerkleHash Root()
    {
        MerkleHash? root = null;
        foreach (var level in _levels)
            root = level.FoldOnto(root);
        return root ?? Rfc6962.EmptyRoot;
    }

    private sealed class Level(int level, long index)
    {
        private readonly byte[] _hashes = new byte[TilePath.FullWidth * MerkleHash.Length];
        private long _index = index;
        private int _width;
        private bool _changed;

        public void Open(ReadOnlyMemory<byte> partial)
        {
            partial.CopyTo(_hashes);
            _width = partial.Length / MerkleHash.Length;
        }

        public (TilePath Path, byte[] Bytes)? Add(MerkleHash hash)
        {
            hash.CopyTo(_hashes.AsSpan(_width * MerkleHash.Length));
            _changed = true;
            if (++_width < TilePath.FullWidth)
                return null;
            var full = (new TilePath(level, _index, _width), _hashes.ToArray());
            (_index, _width) = (_index + 1, 0);
            return full;
        }

        public (TilePath Path, byte[] Bytes)? Partial() =>
            _changed && _width > 0 ? (new TilePath(level, _index, _width), Hashes.ToArray()) : null;

        // The peaks of the binary decomposition, smallest (rightmost) first.
        public MerkleHash? FoldOnto(MerkleHash? right)
        {
            for (int end = _width, peak; end > 0; end -= peak)
            {
                peak = end & -end;
                var range = ((end - peak) * MerkleHash.Length)..(end * MerkleHash.Length);
                var left = Subtrees.Fold(Hashes[range]);
                right = right is { } rest ? Rfc6962.NodeHash(left, rest) : left;
            }
            return right;
        }

        private ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, _width * MerkleHash.Length);
    }
}
