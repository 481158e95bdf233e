namespace Hermetic.Ledger.Tests;

/// <summary>
/// RFC 6962 §2.1 word for word, over all entries at once: slow, obvious, and without a line in common with
/// the log.
/// </summary>
internal static class ReferenceTree
{
    public static MerkleHash Mth(ReadOnlySpan<ReadOnlyMemory<byte>> d) => d.Length switch
    {
        0 => Rfc6962.EmptyRoot,
        1 => Rfc6962.LeafHash(d[0].Span),
        _ => Rfc6962.NodeHash(Mth(d[..K(d.Length)]), Mth(d[K(d.Length)..])),
    };

    public static List<MerkleHash> Path(int m, ReadOnlySpan<ReadOnlyMemory<byte>> d)
    {
        if (d.Length == 1)
            return [];
        var k = K(d.Length);
        return m < k ? [.. Path(m, d[..k]), Mth(d[k..])] : [.. Path(m - k, d[k..]), Mth(d[..k])];
    }

    public static List<MerkleHash> Proof(int m, ReadOnlySpan<ReadOnlyMemory<byte>> d) => SubProof(m, d, b: true);

    private static List<MerkleHash> SubProof(int m, ReadOnlySpan<ReadOnlyMemory<byte>> d, bool b)
    {
        if (m == d.Length)
            return b ? [] : [Mth(d)];
        var k = K(d.Length);
        return m <= k
            ? [.. SubProof(m, d[..k], b), Mth(d[k..])]
            : [.. SubProof(m - k, d[k..], b: false), Mth(d[..k])];
    }

    /// <summary>SUBTREE_PROOF of the IETF draft merkle-tree-certs.</summary>
    public static List<MerkleHash> SubtreeProof(int start, int end, ReadOnlySpan<ReadOnlyMemory<byte>> d) =>
        SubtreeSubProof(start, end, d, b: true);

    private static List<MerkleHash> SubtreeSubProof(int start, int end, ReadOnlySpan<ReadOnlyMemory<byte>> d, bool b)
    {
        if (start == 0 && end == d.Length)
            return b ? [] : [Mth(d)];
        var k = K(d.Length);
        if (end <= k)
            return [.. SubtreeSubProof(start, end, d[..k], b), Mth(d[k..])];
        return k <= start
            ? [.. SubtreeSubProof(start - k, end - k, d[k..], b), Mth(d[..k])]
            : [.. SubtreeSubProof(0, end - k, d[k..], b: false), Mth(d[..k])];
    }

    private static int K(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
