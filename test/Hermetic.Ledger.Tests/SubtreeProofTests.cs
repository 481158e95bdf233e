namespace Hermetic.Ledger.Tests;

/// <summary>Subtrees of every small tree, with proofs by the draft's own recursion.</summary>
public sealed class SubtreeProofTests
{
    private const int Most = 20;
    private static readonly ReadOnlyMemory<byte>[] _entries = [.. MemoryTiles.Entries(0, Most)];

    [Fact]
    public void Every_subtree_is_part_of_its_tree_and_no_other_node_is()
    {
        foreach (var (start, end, size) in Subtrees())
        {
            var (node, root) = (Root(start, end), Root(0, size));
            var proof = ReferenceTree.SubtreeProof(start, end, _entries.AsSpan(..size));
            Assert.True(ProofVerifier.VerifySubtreeConsistency(start, end, size, node, root, proof));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, size, Rfc6962.EmptyRoot, root, proof));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, size, node, Rfc6962.EmptyRoot, proof));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, size, node, root, [.. proof, node]));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, end - 1, node, root, proof));
            if (proof.Count > 0)
                Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, size, node, root, [.. proof.SkipLast(1)]));
        }
    }

    [Fact]
    public void Every_entry_of_a_subtree_is_in_it_at_its_place_in_the_log()
    {
        foreach (var (start, end, _) in Subtrees().Where(subtree => subtree.Size == Most))
        {
            var node = Root(start, end);
            for (var index = start; index < end; index++)
            {
                var leaf = Rfc6962.LeafHash(_entries[index].Span);
                var proof = ReferenceTree.Path(index - start, _entries.AsSpan(start..end));
                Assert.True(ProofVerifier.VerifySubtreeInclusion(leaf, index, start, end, proof, node));
                Assert.False(ProofVerifier.VerifySubtreeInclusion(leaf, index + 1, start, end, proof, node));
                Assert.False(ProofVerifier.VerifySubtreeInclusion(leaf, start - 1, start, end, proof, node));
            }
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(-2, 0)]
    public void What_is_no_subtree_has_no_entries_whatever_their_proof(int start, int end)
    {
        var length = end - start;
        var (leaf, proof) = (Rfc6962.LeafHash(_entries[0].Span), ReferenceTree.Path(0, _entries.AsSpan(..length)));
        Assert.True(ProofVerifier.VerifyInclusion(leaf, 0, length, proof, Root(0, length)));
        Assert.False(ProofVerifier.VerifySubtreeInclusion(leaf, start, start, end, proof, Root(0, length)));
        Assert.False(ProofVerifier.VerifySubtreeConsistency(start, end, Most, Root(0, length), Root(0, length), []));
    }

    [Fact]
    public void The_empty_subtree_is_part_of_every_tree_that_reaches_it_and_holds_nothing()
    {
        var (none, root) = (Rfc6962.EmptyRoot, Root(0, 5));
        foreach (var at in (int[])[0, 3, 5])
        {
            Assert.True(ProofVerifier.VerifySubtreeConsistency(at, at, 5, none, root, []));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(at, at, 5, root, root, []));
            Assert.False(ProofVerifier.VerifySubtreeConsistency(at, at, 5, none, root, [root]));
            Assert.False(ProofVerifier.VerifySubtreeInclusion(root, at, at, at, [], none));
        }
        Assert.False(ProofVerifier.VerifySubtreeConsistency(-1, -1, 5, none, root, []));
        Assert.False(ProofVerifier.VerifySubtreeConsistency(6, 6, 5, none, root, []));
    }

    /// <summary>Ranges whose start is a multiple of the smallest power of two that their length fits into.</summary>
    private static IEnumerable<(int Start, int End, int Size)> Subtrees() =>
        from size in Enumerable.Range(1, Most)
        from start in Enumerable.Range(0, size)
        from length in Enumerable.Range(1, size - start)
        let span = Enumerable.Range(0, 6).Select(power => 1 << power).First(power => power >= length)
        where start % span == 0
        select (start, start + length, size);

    private static MerkleHash Root(int start, int end) => ReferenceTree.Mth(_entries.AsSpan(start..end));
}
