using CsCheck;

namespace Hermetic.Ledger.Tests;

/// <summary>Proofs and tiles of trees of any size: what the log makes verifies, and nothing near it does.</summary>
public sealed class ProofProperties
{
    private const int Most = 70_000;

    private static readonly Lazy<Task<MemoryTiles>> _tiles = new(() => MemoryTiles.OfSizeAsync(Most, batch: 997));

    /// <summary>Sizes beside powers of two and of the tiles' width are where mistakes live.</summary>
    private static readonly Gen<long> _sizes = Gen.OneOf(
        Gen.Long[1, Most], Gen.Long[1, 600],
        Gen.Select(Gen.Int[0, 16], Gen.Long[-1, 1]).Select((power, beside) => Math.Clamp((1L << power) + beside, 1, Most)));

    [Fact]
    public async Task A_tree_extends_every_smaller_one_and_a_proof_for_it_proves_nothing_else()
    {
        var log = new MerkleLog(new Narrower(await _tiles.Value));
        await Gen.Select(_sizes, _sizes, Gen.Int[0, 70], Gen.Int[0, 255]).SampleAsync(async (one, two, at, bit) =>
        {
            var (from, to) = (Math.Min(one, two), Math.Max(one, two));
            var (old, root) = (await log.RootAsync(from, default), await log.RootAsync(to, default));
            var proof = await log.ConsistencyProofAsync(from, to, default);
            Assert.True(ProofVerifier.VerifyConsistency(from, to, old, root, proof));
            Assert.True(proof.Count <= 2 * 17);
            Assert.False(ProofVerifier.VerifyConsistency(from, to, old, root, [.. proof, root]));
            Assert.False(ProofVerifier.VerifyConsistency(from, to, Flip(old, bit), root, proof));
            Assert.False(ProofVerifier.VerifyConsistency(from, to, old, Flip(root, bit), proof));
            Assert.False(ProofVerifier.VerifyConsistency(from + 1, to, old, root, proof));
            if (proof.Count == 0)
                return;
            List<MerkleHash> damaged = [.. proof];
            damaged[at % damaged.Count] = Flip(damaged[at % damaged.Count], bit);
            Assert.False(ProofVerifier.VerifyConsistency(from, to, old, root, damaged));
            Assert.False(ProofVerifier.VerifyConsistency(from, to, old, root, [.. proof.Skip(1)]));
            Assert.False(ProofVerifier.VerifyConsistency(from, to, old, root, [.. proof.SkipLast(1)]));
        }, iter: 300);
    }

    [Fact]
    public async Task An_entry_is_in_every_tree_that_has_it_and_at_no_other_place()
    {
        var log = new MerkleLog(new Narrower(await _tiles.Value));
        await Gen.Select(_sizes, _sizes, Gen.Int[0, 255]).SampleAsync(async (one, two, bit) =>
        {
            var (index, size) = (Math.Min(one, two) - 1, Math.Max(one, two));
            var (leaf, root) = (Rfc6962.LeafHash(MemoryTiles.Entry(index).Span), await log.RootAsync(size, default));
            var proof = await log.InclusionProofAsync(index, size, default);
            Assert.True(ProofVerifier.VerifyInclusion(leaf, index, size, proof, root));
            Assert.False(ProofVerifier.VerifyInclusion(Flip(leaf, bit), index, size, proof, root));
            Assert.False(ProofVerifier.VerifyInclusion(leaf, index + 1, size, proof, root));
            Assert.False(ProofVerifier.VerifyInclusion(leaf, index, size, [.. proof, root], root));
            if (proof.Count > 0)
                Assert.False(ProofVerifier.VerifyInclusion(leaf, index, size, [.. proof.Skip(1)], root));
        }, iter: 300);
    }

    [Fact]
    public void Any_bytes_are_a_proof_of_nothing() =>
        Gen.Select(Gen.Long[-2, 1L << 40], Gen.Long[-2, 1L << 40], Gen.Byte.Array[32, 32].Array[0, 64]).Sample((from, to, hashes) =>
        {
            var proof = hashes.Select(bytes => new MerkleHash(bytes)).ToList();
            var (old, root) = (Rfc6962.LeafHash([1]), Rfc6962.LeafHash([2]));
            return !ProofVerifier.VerifyConsistency(from, to, old, root, proof)
                && !ProofVerifier.VerifyInclusion(old, from, to, proof, root);
        }, iter: 20_000);

    [Fact]
    public async Task However_a_log_is_cut_into_batches_its_tiles_and_root_are_the_same() =>
        await Gen.Long[1, 400].Array[1, 6].SampleAsync(async batches =>
        {
            var cut = await MemoryTiles.OfSizeAsync(0);
            foreach (var batch in batches)
                await cut.AppendAsync(MemoryTiles.Entries(cut.Size, cut.Size + batch));
            var whole = await MemoryTiles.OfSizeAsync(cut.Size, batch: 100_000);
            Assert.Equal(whole.Root, cut.Root);
            Assert.All(whole.Files, file => Assert.Equal(file.Value, cut.Files[file.Key]));
        }, iter: 100);

    /// <summary>Serves a tile of every width, as the service's database does: a narrower one is a prefix.</summary>
    private sealed class Narrower(MemoryTiles tiles) : ITiles
    {
        public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) =>
            TilePath.InTree(path.Level, path.Index, tiles.Size) is { } widest && path.Width <= widest.Width
                ? (await tiles.ReadAsync(widest, cancel))!.Value[..(path.Width * MerkleHash.Length)]
                : null;

        public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
            throw new NotSupportedException("Proofs are made of hashes.");
    }

    private static MerkleHash Flip(MerkleHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new(bytes);
    }
}
