using FailureKind = Hermetic.Ledger.VerificationFailureKind;

namespace Hermetic.Ledger;

/// <summary>
/// Verifies an exported log from its entries up: signature, every entry against its leaf hash, every tile
/// against its children, the root against the checkpoint, and that no file is missing or too many.
/// </summary>
/// <remarks>
/// One tile per level and one bundle are in memory at a time, whatever the size of the log. Older partial
/// tiles, which a serving log may keep, are accepted when they are a prefix of the present ones.
/// </remarks>
public sealed class LogVerifier
{
    private readonly TileFolder _folder;
    private readonly Checkpoint _checkpoint;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<int, (TilePath Path, ReadOnlyMemory<byte> Bytes)> _current = [];

    private readonly KeyChain _chain;
    private readonly ReadOnlyMemory<byte> _note;

    private LogVerifier(
        TileFolder folder, NoteVerifier trusted, ReadOnlyMemory<byte> note, Checkpoint checkpoint, CancellationToken cancel) =>
        (_folder, _chain, _note, _checkpoint, _cancel) = (folder, new(trusted), note, checkpoint, cancel);

    /// <summary>
    /// Verifies the export in <paramref name="folder"/> against a key that the caller trusts. A log that does
    /// not hold is a report, not an exception.
    /// </summary>
    /// <param name="folder">The export.</param>
    /// <param name="vkey">The log's verifier key.</param>
    /// <param name="progress">Hears how many entries are verified, once per bundle; may be null.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <exception cref="IOException">A file or the directory cannot be read at all.</exception>
    public static async Task<VerificationReport> VerifyAsync(
        TileFolder folder, string vkey, IProgress<long>? progress, CancellationToken cancel)
    {
        if (!NoteVerifier.TryParse(vkey, out var key))
            return new(null, new(FailureKind.VerifierKey, null, null, "The verifier key is malformed."));
        var note = (await folder.ReadCheckpointAsync(cancel)).GetValueOrDefault();
        // The key that the export carries is looked at only for what there is to be verified; whether the trusted one
        // has led to it is known when every entry has been read.
        if (!key.TryOpen(note, out var checkpoint)
            && !(await LaterKeyAsync(folder, key, cancel) is { } later && later.TryOpen(note, out checkpoint)))
        {
            return new(null, new(FailureKind.Checkpoint, null, TileFolder.CheckpointName,
                "The checkpoint is missing, malformed or not signed by the verifier key."));
        }
        var verifier = new LogVerifier(folder, key, note, checkpoint, cancel);
        try
        {
            await verifier.VerifyTilesAsync(progress);
            await verifier.VerifyRootAsync();
            await verifier.VerifyChainAsync();
            await verifier.VerifyFilesAsync();
            return new(checkpoint, null) { Keys = verifier._chain.Keys, Announced = verifier._chain.Announced };
        }
        catch (BrokenLogException broken)
        {
            return new(broken.Failure.Kind == FailureKind.Checkpoint ? null : checkpoint, broken.Failure);
        }
    }

    private long Size => _checkpoint.Size;

    /// <summary>The key that an export of a log with handovers carries; null unless it speaks for the same log.</summary>
    private static async Task<NoteVerifier?> LaterKeyAsync(TileFolder folder, NoteVerifier key, CancellationToken cancel) =>
        (await folder.ReadHandoversAsync(cancel)).Count > 0
        && await folder.ReadVerifierKeyAsync(cancel) is { } text && NoteVerifier.TryParse(text, out var carried)
        && carried.Name == key.Name
            ? carried
            : null;

    private async Task VerifyTilesAsync(IProgress<long>? progress)
    {
        for (long index = 0; TilePath.InTree(0, index, Size) is { } path; index++)
        {
            _cancel.ThrowIfCancellationRequested();
            var leaves = await TileAsync(path);
            var entries = await EntriesAsync(path);
            for (var i = 0; i < entries.Count; i++)
            {
                VerifyEntry(index * TilePath.FullWidth + i, path, entries[i], HashAt(leaves, i));
                _chain.Read(index * TilePath.FullWidth + i, entries[i].Span);
            }
            await VerifyAboveAsync(path, leaves);
            progress?.Report(index * TilePath.FullWidth + path.Width);
        }
    }

    private static void VerifyEntry(long index, TilePath path, ReadOnlyMemory<byte> entry, MerkleHash leaf)
    {
        if (Rfc6962.LeafHash(entry.Span) != leaf)
        {
            throw Broken(FailureKind.Entry, index, path.EntriesPath,
                $"Entry {index} does not hash to its leaf.");
        }
    }

    // A full tile is one hash of its parent; the parent, once its last child is seen, one of its own parent.
    private async Task VerifyAboveAsync(TilePath child, ReadOnlyMemory<byte> bytes)
    {
        while (child.IsFull)
        {
            var (parent, hashes) = await CurrentAsync(child.Level + 1, child.Index / TilePath.FullWidth);
            var position = (int)(child.Index % TilePath.FullWidth);
            if (Subtrees.Fold(bytes.Span) != HashAt(hashes, position))
            {
                throw Broken(FailureKind.Tile, FirstEntry(child), parent.ToString(),
                    $"Hash {position} of {parent} is not the root of {child}.");
            }
            if (position < TilePath.FullWidth - 1)
                return;
            (child, bytes) = (parent, hashes);
        }
    }

    private async Task<(TilePath Path, ReadOnlyMemory<byte> Bytes)> CurrentAsync(int level, long index)
    {
        if (!_current.TryGetValue(level, out var current) || current.Path.Index != index)
        {
            var path = TilePath.InTree(level, index, Size)!.Value;
            _current[level] = current = (path, await TileAsync(path));
        }
        return current;
    }

    private async Task VerifyRootAsync()
    {
        var root = await new MerkleLog(_folder).RootAsync(Size, _cancel);
        if (root != _checkpoint.Root)
        {
            throw Broken(FailureKind.Root, null, TileFolder.CheckpointName,
                "The tiles agree with the entries, but their root is not the one that was signed.");
        }
    }

    /// <summary>
    /// From the trusted key over each handover to the checkpoint. A handover from before the trusted key's time is signed
    /// by keys that nobody here knows, and shows nothing.
    /// </summary>
    private async Task VerifyChainAsync()
    {
        foreach (var (index, handover) in (await _folder.ReadHandoversAsync(_cancel)).Index())
        {
            if (_chain.Follow(handover) is { } then && !await IsExtendedAsync(then))
            {
                throw Broken(FailureKind.Root, null, $"{TileFolder.HandoverFolder}{index + 1}",
                    $"The log changed its key over a tree of {then.Size} entries that is not this one.");
            }
        }
        if (_chain.Follow(_note) is null)
        {
            throw Broken(FailureKind.Checkpoint, null, TileFolder.CheckpointName,
                "The checkpoint is not signed by the verifier key, nor by one that it has led to.");
        }
    }

    /// <summary>Whether this log goes on from there.</summary>
    private async Task<bool> IsExtendedAsync(Checkpoint earlier) =>
        earlier.Size > 0 && earlier.Size <= Size
        && ProofVerifier.VerifyConsistency(
            earlier.Size, Size, earlier.Root, _checkpoint.Root,
            await new MerkleLog(_folder).ConsistencyProofAsync(earlier.Size, Size, _cancel));

    private async Task VerifyFilesAsync()
    {
        var handovers = (await _folder.ReadHandoversAsync(_cancel)).Count;
        var own = Enumerable.Range(1, handovers)
            .Select(number => $"{TileFolder.HandoverFolder}{number}").ToHashSet(StringComparer.Ordinal);
        foreach (var file in _folder.Files().Where(file => !own.Contains(file)))
        {
            _cancel.ThrowIfCancellationRequested();
            if (file == TileFolder.VerifierKeyName)
                await VerifyCarriedKeyAsync();
            else if (file != TileFolder.CheckpointName)
                await VerifyBelongsAsync(file);
        }
    }

    private async Task VerifyCarriedKeyAsync()
    {
        if (!NoteVerifier.TryParse(await _folder.ReadVerifierKeyAsync(_cancel) ?? "", out var carried) || !_chain.Has(carried))
        {
            throw Broken(FailureKind.VerifierKey, null, TileFolder.VerifierKeyName,
                "The key that the export carries is not the verifier key.");
        }
    }

    private async Task VerifyBelongsAsync(string file)
    {
        var isBundle = TilePath.TryParseEntries(file, out var path);
        if ((!isBundle && !TilePath.TryParse(file, out path))
            || TilePath.InTree(path.Level, path.Index, Size) is not { } present
            || path.Width > present.Width)
            throw Broken(FailureKind.Extra, null, file, $"{Shown(file)} does not belong to the log.");
        if (path == present)
            return;
        var (older, whole) = isBundle
            ? (await _folder.ReadEntriesAsync(path.Index, path.Width, _cancel), await BundleAsync(present))
            : (await _folder.ReadAsync(path, _cancel), await TileAsync(present));
        var fits = older is { } bytes && whole.Span.StartsWith(bytes.Span)
            && (isBundle
                ? EntryBundle.TryDecode(bytes, path.Width, out _)
                : bytes.Length == path.Width * MerkleHash.Length);
        if (!fits)
            throw Broken(FailureKind.Tile, FirstEntry(path), file, $"{file} contradicts its later width.");
    }

    private async Task<ReadOnlyMemory<byte>> TileAsync(TilePath path)
    {
        var tile = await _folder.ReadAsync(path, _cancel) ?? throw Missing(path, path.ToString());
        return tile.Length == path.Width * MerkleHash.Length ? tile : throw Torn(path, path.ToString());
    }

    private async Task<ReadOnlyMemory<byte>> BundleAsync(TilePath path) =>
        await _folder.ReadEntriesAsync(path.Index, path.Width, _cancel)
            ?? throw Missing(path, path.EntriesPath);

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> EntriesAsync(TilePath path) =>
        EntryBundle.TryDecode(await BundleAsync(path), path.Width, out var entries)
            ? entries
            : throw Torn(path, path.EntriesPath);

    // A stranger chose this name, and a terminal obeys control characters.
    private static string Shown(string file) => string.Concat(file.Select(c => char.IsControl(c) ? '?' : c));

    private static MerkleHash HashAt(ReadOnlyMemory<byte> tile, int position) =>
        new(tile.Span.Slice(position * MerkleHash.Length, MerkleHash.Length));

    // Saturating: above level 6 the product leaves 63 bits only for tiles that no log has.
    private static long FirstEntry(TilePath tile) => tile.Index << Math.Min(8 * (tile.Level + 1), 62);

    private static BrokenLogException Missing(TilePath path, string file) =>
        Broken(FailureKind.Missing, FirstEntry(path), file, $"{file} is missing.");

    private static BrokenLogException Torn(TilePath path, string file) =>
        Broken(FailureKind.Length, FirstEntry(path), file, $"{file} is cut, padded or torn.");

    private static BrokenLogException Broken(FailureKind kind, long? entry, string? path, string sentence) =>
        new(new(kind, entry, path, sentence));

    private sealed class BrokenLogException(VerificationFailure failure) : Exception(failure.Sentence)
    {
        public VerificationFailure Failure { get; } = failure;
    }
}
