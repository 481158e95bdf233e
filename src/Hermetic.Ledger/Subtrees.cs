using System.Numerics;

namespace Hermetic.Ledger;

/// <summary>
/// The hash of any subtree of a tree of one size, computed from its tiles. Reads each tile once; meant
/// for one root or one proof, not to be kept.
/// </summary>
internal sealed class Subtrees(ITiles tiles, long size, CancellationToken cancel)
{
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _read = [];

    /// <summary>MTH(D[start:end]) of RFC 6962 §2.1, for the ranges that its recursion produces.</summary>
    public async ValueTask<MerkleHash> HashAsync(long start, long end)
    {
        var length = end - start;
        if (BitOperations.IsPow2(length))
            return await CompleteAsync(BitOperations.Log2((ulong)length), start);
        var split = start + LargestPowerBelow(length);
        return Rfc6962.NodeHash(await HashAsync(start, split), await HashAsync(split, end));
    }

    /// <summary>
    /// k of RFC 6962 §2.1: the largest power of two smaller than <paramref name="length"/> (≥ 2).
    /// </summary>
    public static long LargestPowerBelow(long length) => 1L << BitOperations.Log2((ulong)(length - 1));

    /// <summary>The hash over the hashes of a tile, whose count need not be a power of two.</summary>
    public static MerkleHash Fold(ReadOnlySpan<byte> hashes)
    {
        var count = hashes.Length / MerkleHash.Length;
        if (count == 1)
            return new(hashes);
        var left = (int)LargestPowerBelow(count) * MerkleHash.Length;
        return Rfc6962.NodeHash(Fold(hashes[..left]), Fold(hashes[left..]));
    }

    // A complete subtree of height h lies in one tile of level h / 8, where it spans 2^(h mod 8) hashes.
    private async ValueTask<MerkleHash> CompleteAsync(int height, long start)
    {
        var (level, within) = (height / 8, height % 8);
        var first = start >> (8 * level);
        var tile = await ReadAsync(level, first >> 8);
        var offset = (int)(first & (TilePath.FullWidth - 1));
        return Fold(tile.Span.Slice(offset * MerkleHash.Length, MerkleHash.Length << within));
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int level, long index)
    {
        var path = TilePath.InTree(level, index, size)
            ?? throw new ArgumentOutOfRangeException(nameof(index), "The tree has no such tile.");
        if (!_read.TryGetValue(path, out var tile))
            _read[path] = tile = await ReadAsync(tiles, path, cancel);
        return tile;
    }

    /// <summary>The tile, from its full successor when the partial one is gone.</summary>
    /// <exception cref="InvalidDataException">Neither is there, or its length is wrong.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        ITiles tiles, TilePath path, CancellationToken cancel)
    {
        var (found, tile) = (path, await tiles.ReadAsync(path, cancel));
        if (tile is null && !path.IsFull)
            (found, tile) = (path.Full, await tiles.ReadAsync(path.Full, cancel));
        if (tile is not { } bytes)
            throw new InvalidDataException($"{path} is missing.");
        if (bytes.Length != found.Width * MerkleHash.Length)
            throw new InvalidDataException($"{found} has {bytes.Length} bytes, which is not its width.");
        return bytes[..(path.Width * MerkleHash.Length)];
    }
}
