using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger.Witnessing;

/// <summary>
/// What a log submits to a witness: the body of <c>POST …/add-checkpoint</c> (C2SP tlog-witness). It is well formed;
/// nothing of it is verified yet.
/// </summary>
public sealed record AddCheckpoint
{
    /// <summary>The longest body that is read, in bytes: 63 hashes and a note with 16 signatures of 5 kB.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>The most hashes that a proof may have.</summary>
    public const int MaxProof = 63;

    private AddCheckpoint(long oldSize, IReadOnlyList<MerkleHash> proof, ReadOnlyMemory<byte> note, Checkpoint claimed) =>
        (OldSize, Proof, Note, Claimed) = (oldSize, proof, note, claimed);

    /// <summary>The size that the proof starts from: what the submitter believes the witness cosigned last; from 0.</summary>
    public long OldSize { get; }

    /// <summary>The consistency proof of RFC 6962 §2.1.2, at most 63 hashes.</summary>
    public IReadOnlyList<MerkleHash> Proof { get; }

    /// <summary>The signed checkpoint, verbatim.</summary>
    public ReadOnlyMemory<byte> Note { get; }

    /// <summary>What the checkpoint says, signed or not.</summary>
    public Checkpoint Claimed { get; }

    /// <summary>Puts a request together.</summary>
    /// <exception cref="ArgumentException">A negative size, a proof of more than 63 hashes, or a note that is no
    /// checkpoint.</exception>
    public static AddCheckpoint Of(long oldSize, IReadOnlyList<MerkleHash> proof, ReadOnlyMemory<byte> note) =>
        oldSize >= 0 && proof.Count <= MaxProof && TryReadClaim(note, out var claimed)
            ? new(oldSize, proof, note, claimed)
            : throw new ArgumentException("Not what can be submitted to a witness.", nameof(note));

    /// <summary>Reads a body; false for one that a witness answers with 400.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out AddCheckpoint? request)
    {
        request = null;
        var rest = body.Span;
        var line = PublicText.TakeLine(ref rest);
        if (body.Length > MaxLength || !line.StartsWith("old "u8)
            || !PublicText.TryReadDecimal(line["old ".Length..], out var oldSize))
            return false;
        var proof = new List<MerkleHash>();
        for (line = PublicText.TakeLine(ref rest); !line.IsEmpty; line = PublicText.TakeLine(ref rest))
        {
            if (proof.Count == MaxProof || !MerkleHash.TryParse(line, out var hash))
                return false;
            proof.Add(hash);
        }
        var note = body[^rest.Length..];
        if (!TryReadClaim(note, out var claimed))
            return false;
        request = new(oldSize, proof, note, claimed);
        return true;
    }

    /// <summary>The body: UTF-8 lines.</summary>
    public byte[] ToUtf8() =>
    [
        .. PublicText.Write($"old {OldSize}\n{string.Concat(Proof.Select(hash => $"{hash}\n"))}\n"), .. Note.Span,
    ];

    private static bool TryReadClaim(ReadOnlyMemory<byte> note, [NotNullWhen(true)] out Checkpoint? claimed)
    {
        claimed = null;
        return SignedNote.TryParse(note, out var parsed) && Checkpoint.TryParse(parsed.Text.Span, out claimed);
    }
}
