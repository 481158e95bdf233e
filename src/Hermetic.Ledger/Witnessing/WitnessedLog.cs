namespace Hermetic.Ledger.Witnessing;

/// <summary>
/// What a witness knows of one log, and what it answers: the rules of C2SP tlog-witness, without any I/O. It never says
/// to cosign two roots for one size, nor to go back.
/// </summary>
/// <param name="Keys">The keys that it trusts for the log; all have the log's origin as their name.</param>
/// <param name="Latest">The last checkpoint that it cosigned; of size 0 when there is none.</param>
public sealed record WitnessedLog(IReadOnlyList<NoteVerifier> Keys, Checkpoint Latest)
{
    /// <summary>A log of which nothing was cosigned yet.</summary>
    public static WitnessedLog New(NoteVerifier key) => new([key], Empty(key.Name));

    /// <summary>The tree without entries.</summary>
    public static Checkpoint Empty(string origin) => new(origin, 0, Rfc6962.EmptyRoot);

    /// <summary>Judges a checkpoint of this log; one of another origin is not for this log to judge.</summary>
    /// <remarks>
    /// Whoever follows <see cref="WitnessDecision.Cosign"/> makes the checkpoint the latest one, durably, before a
    /// signature leaves, and judges nothing else of the log meanwhile.
    /// </remarks>
    public WitnessDecision Decide(AddCheckpoint request)
    {
        if (!TryOpen(request.Note, out var checkpoint, out var text))
            return new WitnessDecision.Untrusted();
        if (request.OldSize > checkpoint.Size)
            return new WitnessDecision.Malformed();
        // The same size and another root convict the log, whatever the submitter says about the old size.
        var forked = checkpoint.Size == Latest.Size && checkpoint.Root != Latest.Root;
        if (forked || request.OldSize != Latest.Size)
            return new WitnessDecision.Conflict(Latest.Size, forked && Latest.Size > 0);
        return Extends(checkpoint, request.Proof)
            ? new WitnessDecision.Cosign(checkpoint, text)
            : new WitnessDecision.Unproven();
    }

    private bool Extends(Checkpoint checkpoint, IReadOnlyList<MerkleHash> proof) => Latest.Size == 0
        ? proof.Count == 0
        : ProofVerifier.VerifyConsistency(Latest.Size, checkpoint.Size, Latest.Root, checkpoint.Root, proof);

    private bool TryOpen(ReadOnlyMemory<byte> note, out Checkpoint checkpoint, out ReadOnlyMemory<byte> text)
    {
        foreach (var key in Keys)
        {
            if (key.TryOpen(note, out var opened) && key.TryOpenText(note, out text))
            {
                checkpoint = opened;
                return true;
            }
        }
        (checkpoint, text) = (Latest, default);
        return false;
    }
}

/// <summary>What a witness answers, with the HTTP status of C2SP tlog-witness.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422.</param>
public abstract record WitnessDecision(int Status)
{
    /// <summary>The checkpoint extends the latest one, or is the same.</summary>
    /// <param name="Checkpoint">What becomes the latest one.</param>
    /// <param name="Text">What to sign.</param>
    public sealed record Cosign(Checkpoint Checkpoint, ReadOnlyMemory<byte> Text) : WitnessDecision(200);

    /// <summary>No body of the protocol, or an old size above the new one.</summary>
    public sealed record Malformed() : WitnessDecision(400);

    /// <summary>No trusted key signed it.</summary>
    public sealed record Untrusted() : WitnessDecision(403);

    /// <summary>The origin is not one that this witness knows.</summary>
    public sealed record Unknown() : WitnessDecision(404);

    /// <summary>The submitter's old size is not the latest, or the log has signed another root for it.</summary>
    /// <param name="Size">The latest size, which the answer says.</param>
    /// <param name="IsFork">The log signed two roots for this size: both notes together convict it.</param>
    public sealed record Conflict(long Size, bool IsFork) : WitnessDecision(409);

    /// <summary>The proof does not show that the checkpoint extends the latest one.</summary>
    public sealed record Unproven() : WitnessDecision(422);
}
