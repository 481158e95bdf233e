namespace Hermetic.Ledger.Witnessing;

/// <summary>How a checkpoint that is shown now stands to one that somebody kept. Both are signed by the log.</summary>
public enum CheckpointRelation
{
    /// <summary>It is later, and nothing at hand shows whether it extends the kept one.</summary>
    Unproven,

    /// <summary>The same size and root.</summary>
    Same,

    /// <summary>It is later, and a proof shows that it extends the kept one.</summary>
    Extends,

    /// <summary>It has fewer entries than the log signed before: entries were taken back, or are withheld.</summary>
    Rollback,

    /// <summary>No log has both: its operator shows different people different histories.</summary>
    Fork,
}

/// <summary>Compares what a log shows with what it showed before.</summary>
public static class CheckpointComparison
{
    /// <summary>Compares two signed checkpoints of one log.</summary>
    /// <param name="kept">What was kept.</param>
    /// <param name="shown">What is shown now.</param>
    /// <param name="tiles">The tiles of the larger of both trees; null when there are none at hand.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="ArgumentException">They are of two logs.</exception>
    /// <exception cref="InvalidDataException">A tile is missing or torn, or the tiles are not those of the larger
    /// checkpoint: what is shown cannot be judged.</exception>
    public static async ValueTask<CheckpointRelation> CompareAsync(
        Checkpoint kept, Checkpoint shown, ITiles? tiles, CancellationToken cancel)
    {
        if (kept.Origin != shown.Origin)
            throw new ArgumentException("Checkpoints of two logs do not compare.", nameof(shown));
        if (kept.Size == shown.Size)
            return kept.Root == shown.Root ? CheckpointRelation.Same : CheckpointRelation.Fork;
        var later = shown.Size > kept.Size;
        if (tiles is null)
            return later ? CheckpointRelation.Unproven : CheckpointRelation.Rollback;
        if (!await IsConsistentAsync(later ? kept : shown, later ? shown : kept, new(tiles), cancel))
            return CheckpointRelation.Fork;
        return later ? CheckpointRelation.Extends : CheckpointRelation.Rollback;
    }

    private static async ValueTask<bool> IsConsistentAsync(
        Checkpoint smaller, Checkpoint larger, MerkleLog log, CancellationToken cancel)
    {
        // A proof is made of tiles: were they of another tree, it would convict nobody.
        if (await log.RootAsync(larger.Size, cancel) != larger.Root)
            throw new InvalidDataException("The tiles are not those of the checkpoint.");
        return smaller.Size == 0
            ? smaller.Root == Rfc6962.EmptyRoot
            : ProofVerifier.VerifyConsistency(
                smaller.Size, larger.Size, smaller.Root, larger.Root,
                await log.ConsistencyProofAsync(smaller.Size, larger.Size, cancel));
    }
}
