namespace Hermetic.Ledger;

/// <summary>A checkpoint, and the key by which it counts.</summary>
/// <param name="Checkpoint">What is signed.</param>
/// <param name="Key">Who signed it.</param>
public sealed record OpenedNote(Checkpoint Checkpoint, NoteVerifier Key);

/// <summary>
/// What somebody who knows one key of a log may believe of a single checkpoint or receipt, though the log has had other
/// keys: told by a whole export, which is verified for it. Every checkpoint of a key to which the known one has led counts.
/// One of an earlier key counts when that key has led to the known one, and when the export's tree, which stands under the
/// known key, goes on from it: to a handover anybody can add a signature, and so pretend to have come before.
/// </summary>
public sealed class LogHistory
{
    private readonly TileFolder _folder;
    private readonly NoteVerifier _known;
    private VerificationReport? _report;

    /// <param name="known">The key, from a source that the log does not control.</param>
    /// <param name="folder">The export; it is not read before it is needed.</param>
    public LogHistory(NoteVerifier known, TileFolder folder) => (_known, _folder) = (known, folder);

    /// <summary>What a signed note says; null when no key signed it that counts here.</summary>
    /// <param name="note">The note.</param>
    /// <param name="claimed">The key that lies beside it, of which nothing is known; null when none does.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <exception cref="IOException">A file of the export cannot be read at all.</exception>
    public async Task<OpenedNote?> OpenAsync(
        ReadOnlyMemory<byte> note, NoteVerifier? claimed, CancellationToken cancel)
    {
        if (_known.TryOpen(note, out var checkpoint))
            return new(checkpoint, _known);
        _report ??= await LogVerifier.VerifyAsync(_folder, _known.ToString(), progress: null, cancel);
        foreach (var later in _report.Keys)
        {
            if (later.TryOpen(note, out checkpoint))
                return new(checkpoint, later);
        }
        foreach (var earlier in _report.Announced.Append(claimed).OfType<NoteVerifier>().Distinct())
        {
            if (earlier.TryOpen(note, out checkpoint) && await HasLedHereAsync(earlier, cancel)
                && await IsOfTheLogAsync(checkpoint, cancel))
                return new(checkpoint, earlier);
        }
        return null;
    }

    private async Task<bool> HasLedHereAsync(NoteVerifier earlier, CancellationToken cancel) =>
        _report!.Ok
        && (await LogVerifier.VerifyAsync(_folder, earlier.ToString(), progress: null, cancel)).Keys.Contains(_known);

    private async Task<bool> IsOfTheLogAsync(Checkpoint earlier, CancellationToken cancel)
    {
        var now = _report!.Checkpoint!;
        if (earlier.Size == 0 || earlier.Size > now.Size)
            return false;
        return ProofVerifier.VerifyConsistency(
            earlier.Size, now.Size, earlier.Root, now.Root,
            await new MerkleLog(_folder).ConsistencyProofAsync(earlier.Size, now.Size, cancel));
    }
}
