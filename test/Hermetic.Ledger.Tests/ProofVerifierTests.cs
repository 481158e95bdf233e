using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Ledger.Tests;

/// <summary>
/// The JSON corpus of transparency-dev/merkle: valid and broken proofs. A case whose hash is no hash, or
/// whose number is no index of ours, must be one that wants an error: the types refuse it before the
/// verifier.
/// </summary>
public sealed class ProofVerifierTests
{
    [Fact]
    public void Inclusion_proofs_of_the_corpus_verify_exactly_when_they_should() =>
        Judge("inclusion", 98, proof => ProofVerifier.VerifyInclusion(
            proof.Hash("leafHash"), proof.Number("leafIdx"), proof.Number("treeSize"), proof.Hashes, proof.Hash("root")));

    [Fact]
    public void Consistency_proofs_of_the_corpus_verify_exactly_when_they_should() =>
        Judge("consistency", 98, proof => ProofVerifier.VerifyConsistency(
            proof.Number("size1"), proof.Number("size2"), proof.Hash("root1"), proof.Hash("root2"), proof.Hashes));

    [Fact]
    public void Subtree_inclusion_proofs_of_the_corpus_verify_exactly_when_they_should() =>
        Judge("subtreeinclusion", 204, proof => ProofVerifier.VerifySubtreeInclusion(
            proof.Hash("leafHash"), proof.Number("leafIdx"), proof.Number("start"), proof.Number("end"),
            proof.Hashes, proof.Hash("root")));

    [Fact]
    public void Subtree_consistency_proofs_of_the_corpus_verify_exactly_when_they_should() =>
        Judge("subtreeconsistency", 118, proof => ProofVerifier.VerifySubtreeConsistency(
            proof.Number("start"), proof.Number("end"), proof.Number("size"),
            proof.Hash("root1"), proof.Hash("root2"), proof.Hashes));

    [Fact]
    public async Task Every_proof_of_every_small_tree_verifies_only_for_its_own_leaf_place_and_size()
    {
        const int sizes = 33;
        var tiles = await MemoryTiles.OfSizeAsync(sizes, batch: 1);
        var roots = await RootsAsync(tiles, sizes);
        for (var size = 1; size <= sizes; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = await tiles.Log.InclusionProofAsync(index, size, CancellationToken.None);
                var leaf = Rfc6962.LeafHash(MemoryTiles.Entry(index).Span);
                for (var claimed = -1; claimed <= size; claimed++)
                {
                    Assert.Equal(
                        claimed == index,
                        ProofVerifier.VerifyInclusion(leaf, claimed, size, proof, roots[size]));
                }
                Assert.False(ProofVerifier.VerifyInclusion(roots[size], index, size, [.. proof, roots[size]], roots[size]));
            }
        }
    }

    [Fact]
    public async Task A_consistency_proof_verifies_only_between_its_own_two_trees()
    {
        const int sizes = 20;
        var tiles = await MemoryTiles.OfSizeAsync(sizes, batch: 1);
        var roots = await RootsAsync(tiles, sizes);
        for (var to = 1; to <= sizes; to++)
        {
            for (var from = 1; from <= to; from++)
            {
                var proof = await tiles.Log.ConsistencyProofAsync(from, to, CancellationToken.None);
                for (var claimed = 0; claimed <= to; claimed++)
                {
                    Assert.Equal(
                        claimed == from,
                        ProofVerifier.VerifyConsistency(claimed, to, roots[claimed], roots[to], proof));
                }
                for (var at = 0; at < proof.Count; at++)
                {
                    List<MerkleHash> damaged = [.. proof];
                    damaged[at] = Rfc6962.EmptyRoot;
                    Assert.False(ProofVerifier.VerifyConsistency(from, to, roots[from], roots[to], damaged));
                }
            }
        }
    }

    [Fact]
    public void Sizes_near_the_end_of_63_bits_are_judged_not_overflowed()
    {
        var leaf = Rfc6962.LeafHash([]);
        Assert.False(ProofVerifier.VerifyInclusion(leaf, long.MaxValue - 1, long.MaxValue, [leaf], leaf));
        Assert.False(ProofVerifier.VerifyConsistency(1, long.MaxValue, leaf, leaf, [leaf]));
        Assert.False(ProofVerifier.VerifySubtreeConsistency(1, long.MaxValue, long.MaxValue, leaf, leaf, []));
        Assert.False(ProofVerifier.VerifyInclusion(leaf, long.MinValue, 1, [], leaf));
    }

    private static async Task<List<MerkleHash>> RootsAsync(MemoryTiles tiles, int sizes)
    {
        var roots = new List<MerkleHash>();
        for (var size = 0; size <= sizes; size++)
            roots.Add(await tiles.Log.RootAsync(size, CancellationToken.None));
        return roots;
    }

    private static void Judge(string folder, int cases, Func<Case, bool> verify)
    {
        var path = Repository.Fixtures($"ledger/rfc6962/testdata/{folder}");
        Assert.SkipWhen(path is null, "The RFC 6962 corpus is not beside this checkout.");
        var files = Directory.GetFiles(path, "*.json", SearchOption.AllDirectories);
        Assert.Equal(cases, files.Length);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var wantsError = json.RootElement.GetProperty("wantErr").GetBoolean();
            bool verified;
            try
            {
                verified = verify(new(json.RootElement));
            }
            catch (NotOursException)
            {
                verified = false;
            }
            Assert.True(verified != wantsError, $"{Path.GetRelativePath(path, file)}: verified = {verified}.");
        }
    }

    private sealed record Case(JsonElement Json)
    {
        public IReadOnlyList<MerkleHash> Hashes =>
            Json.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
                ? [.. proof.EnumerateArray().Select(Hash)]
                : [];

        // Sizes of the corpus are uint64.
        public long Number(string name) =>
            Json.GetProperty(name).GetUInt64() is var number && number <= long.MaxValue
                ? (long)number
                : throw new NotOursException();

        public MerkleHash Hash(string name) => Hash(Json.GetProperty(name));

        // "don't care" roots of cases that must verify whatever the root is are put into the hash's 32 bytes.
        private static MerkleHash Hash(JsonElement json)
        {
            var bytes = json.ValueKind == JsonValueKind.Null ? [] : json.GetBytesFromBase64();
            return bytes.Length switch
            {
                MerkleHash.Length => new(bytes),
                > 0 and < MerkleHash.Length => new([.. bytes, .. new byte[MerkleHash.Length - bytes.Length]]),
                _ => throw new NotOursException(),
            };
        }
    }

    private sealed class NotOursException : Exception;
}
