namespace Hermetic.Ledger;

/// <summary>
/// Verifies proofs against roots (RFC 9162 §2.1.3.2 and §2.1.4.2). It never throws for a bad proof: whatever
/// does not verify is false.
/// </summary>
public static class ProofVerifier
{
    /// <summary>
    /// Whether the tree of <paramref name="size"/> entries with this root has this leaf at
    /// <paramref name="index"/>: RFC 9162 §2.1.3.2.
    /// </summary>
    public static bool VerifyInclusion(
        MerkleHash leaf, long index, long size, IReadOnlyList<MerkleHash> proof, MerkleHash root)
    {
        if (index < 0 || index >= size)                                     // step 1
            return false;
        var (fn, sn, r) = (index, size - 1, leaf);                          // steps 2, 3
        foreach (var p in proof)                                            // step 4
        {
            if (sn == 0)                                                    // 4.1
                return false;
            if (IsOdd(fn) || fn == sn)                                      // 4.2
            {
                r = Rfc6962.NodeHash(p, r);
                for (; !IsOdd(fn) && fn != 0; sn >>= 1)
                    fn >>= 1;
            }
            else
            {
                r = Rfc6962.NodeHash(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);                                  // 4.3
        }
        return sn == 0 && r == root;                                        // step 5
    }

    /// <summary>
    /// Whether the tree of <paramref name="to"/> entries with root <paramref name="newRoot"/> extends the one
    /// of <paramref name="from"/> entries with <paramref name="oldRoot"/>: RFC 9162 §2.1.4.2. Equal sizes
    /// need equal roots and an empty proof; an empty old tree proves nothing and is refused.
    /// </summary>
    public static bool VerifyConsistency(
        long from, long to, MerkleHash oldRoot, MerkleHash newRoot, IReadOnlyList<MerkleHash> proof) =>
        from > 0 && VerifySubtreeConsistency(0, from, to, oldRoot, newRoot, proof);

    /// <summary>
    /// Whether the subtree over the entries [<paramref name="start"/>, <paramref name="end"/>) with hash
    /// <paramref name="node"/> is part of the tree of <paramref name="size"/> entries (IETF draft
    /// merkle-tree-certs, "Subtree Consistency Proofs"). With start 0 it is RFC 9162 §2.1.4.2, whose step
    /// numbers stand at the side.
    /// </summary>
    public static bool VerifySubtreeConsistency(
        long start, long end, long size, MerkleHash node, MerkleHash root, IReadOnlyList<MerkleHash> proof)
    {
        if (start == end)                                           // empty: part of any tree that reaches it
            return 0 <= start && end <= size && proof.Count == 0 && node == Rfc6962.EmptyRoot;
        if (!IsSubtree(start, end) || end > size)
            return false;
        var (fn, sn, tn) = (start, end - 1, size - 1);              // step 3
        while (fn != sn && (sn == tn || IsOdd(sn)))                 // step 4
            (fn, sn, tn) = (fn >> 1, sn >> 1, tn >> 1);
        var given = fn == sn;                                       // step 2: the proof starts with the old root
        if (!given && proof.Count == 0)                             // step 1
            return false;
        var fr = given ? node : proof[0];                           // step 5
        var sr = fr;
        foreach (var c in given ? proof : proof.Skip(1))            // step 6
        {
            if (tn == 0)                                            // 6.1
                return false;
            if (IsOdd(sn) || sn == tn)                              // 6.2
            {
                if (fn < sn)
                    fr = Rfc6962.NodeHash(c, fr);
                sr = Rfc6962.NodeHash(c, sr);
                for (; !IsOdd(sn) && sn != 0; tn >>= 1)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = Rfc6962.NodeHash(sr, c);
            }
            (fn, sn, tn) = (fn >> 1, sn >> 1, tn >> 1);             // 6.3
        }
        return tn == 0 && fr == node && sr == root;                 // step 7
    }

    /// <summary>
    /// Whether the subtree over [<paramref name="start"/>, <paramref name="end"/>) with hash
    /// <paramref name="node"/> has this leaf at <paramref name="index"/>, counted in the whole log.
    /// </summary>
    public static bool VerifySubtreeInclusion(
        MerkleHash leaf, long index, long start, long end, IReadOnlyList<MerkleHash> proof, MerkleHash node) =>
        IsSubtree(start, end) && index >= start
        && VerifyInclusion(leaf, index - start, end - start, proof, node);

    // A node of some tree: its start is a multiple of the smallest power of two that is not below its length.
    private static bool IsSubtree(long start, long end)
    {
        if (start < 0 || end <= start)
            return false;
        var span = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(end - start));
        return (ulong)start % span == 0;
    }

    private static bool IsOdd(long value) => (value & 1) == 1;
}
