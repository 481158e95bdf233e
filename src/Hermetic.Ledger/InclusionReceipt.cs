using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// A proof that a log has an entry, complete in one file and verifiable offline: C2SP tlog-proof,
/// <c>c2sp.org/tlog-proof@v1</c>, extension <c>.tlog-proof</c>.
/// </summary>
/// <param name="Index">The entry's index in the log, from 0.</param>
/// <param name="Proof">From the leaf's sibling up to the root's child.</param>
/// <param name="Checkpoint">The signed note, verbatim, cosignatures included.</param>
public sealed record InclusionReceipt(
    long Index, IReadOnlyList<MerkleHash> Proof, ReadOnlyMemory<byte> Checkpoint)
{
    private const int MaxProof = 63;

    /// <summary>
    /// Opaque bytes that travel along; not authenticated, so never to be believed. Empty when there are none.
    /// </summary>
    public ReadOnlyMemory<byte> Extra { get; init; }

    private static ReadOnlySpan<byte> Header => "c2sp.org/tlog-proof@v1\n"u8;

    /// <summary>The file: UTF-8 lines.</summary>
    public byte[] ToUtf8()
    {
        var extra = Extra.IsEmpty ? "" : $"extra {Convert.ToBase64String(Extra.Span)}\n";
        var proof = string.Concat(Proof.Select(hash => $"{hash}\n"));
        return [.. Header, .. PublicText.Write($"{extra}index {Index}\n{proof}\n"), .. Checkpoint.Span];
    }

    /// <summary>Reads the file. What it claims is not verified by that.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out InclusionReceipt? receipt)
    {
        receipt = null;
        if (!file.Span.StartsWith(Header))
            return false;
        var rest = file.Span[Header.Length..];
        byte[]? extra = [];
        var line = PublicText.TakeLine(ref rest);
        if (line.StartsWith("extra "u8))
        {
            if (!StrictBase64.TryDecode(line["extra ".Length..], out extra) || extra.Length == 0)
                return false;       // "If no extra data is present, this line is omitted."
            line = PublicText.TakeLine(ref rest);
        }
        if (!line.StartsWith("index "u8)
            || !PublicText.TryReadDecimal(line["index ".Length..], out var index))
            return false;
        var proof = new List<MerkleHash>();
        for (line = PublicText.TakeLine(ref rest); !line.IsEmpty; line = PublicText.TakeLine(ref rest))
        {
            if (proof.Count == MaxProof || !MerkleHash.TryParse(line, out var hash))
                return false;
            proof.Add(hash);
        }
        receipt = new(index, proof, file[^rest.Length..]) { Extra = extra };
        return !rest.IsEmpty;
    }

    /// <summary>
    /// Whether <paramref name="log"/> signed a tree that has exactly these bytes as its entry
    /// <see cref="Index"/>. <paramref name="checkpoint"/> is that tree's head, null when refused.
    /// </summary>
    public bool Verify(
        NoteVerifier log, ReadOnlySpan<byte> entry, [NotNullWhen(true)] out Checkpoint? checkpoint) =>
        Verify(log, Rfc6962.LeafHash(entry), out checkpoint);

    /// <summary>The same for an entry of which only the leaf hash is known.</summary>
    public bool Verify(NoteVerifier log, MerkleHash leaf, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        var included = log.TryOpen(Checkpoint, out checkpoint)
            && ProofVerifier.VerifyInclusion(leaf, Index, checkpoint.Size, Proof, checkpoint.Root);
        if (!included)
            checkpoint = null;
        return included;
    }
}
