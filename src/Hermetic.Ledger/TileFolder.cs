namespace Hermetic.Ledger;

/// <summary>
/// An exported log in a directory: <c>checkpoint</c>, <c>vkey</c> and <c>tile/…</c> exactly as tlog-tiles
/// names them, so that any static web server can serve it and any tool can read it.
/// </summary>
/// <param name="path">The directory; writing creates it.</param>
public sealed class TileFolder(string path) : ITiles
{
    internal const string CheckpointName = "checkpoint";
    internal const string VerifierKeyName = "vkey";
    internal const string HandoverFolder = "handover/";

    // A vkey is a name, 8 digits and 44 characters; a longer file is none.
    private const int MaxVerifierKeyLength = 4096;

    /// <summary>The directory as it was given.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken cancel) =>
        ReadFileAsync(path.ToString(), TilePath.FullWidth * MerkleHash.Length, cancel);

    /// <inheritdoc/>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadEntriesAsync(long index, int width, CancellationToken cancel) =>
        ReadFileAsync(new TilePath(0, index, width).EntriesPath, EntryBundle.MaxLength, cancel);

    /// <summary>The signed note, unverified; null when there is none.</summary>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancel) =>
        ReadFileAsync(CheckpointName, SignedNote.MaxLength, cancel);

    /// <summary>
    /// The key that the folder says is its own; null when there is none. A key from the same hand as the log
    /// shows only that the export is whole: whoever doubts the operator brings a key from elsewhere.
    /// </summary>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public async ValueTask<string?> ReadVerifierKeyAsync(CancellationToken cancel)
    {
        var file = await ReadFileAsync(VerifierKeyName, MaxVerifierKeyLength, cancel);
        return file is { } bytes
            && SignedNote.IsPlainText(bytes.Span) && bytes.Span is [.. var vkey, (byte)'\n']
            ? PublicText.Read(vkey)
            : null;
    }

    /// <summary>
    /// The checkpoints with which the log changed its key, oldest first, unverified: files <c>handover/1</c> and on.
    /// </summary>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadHandoversAsync(CancellationToken cancel)
    {
        var notes = new List<ReadOnlyMemory<byte>>();
        while (await ReadFileAsync($"{HandoverFolder}{notes.Count + 1}", SignedNote.MaxLength, cancel) is { } note)
            notes.Add(note);
        return notes;
    }

    /// <summary>Writes the checkpoints with which the log changed its key, oldest first.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task WriteHandoversAsync(IReadOnlyList<ReadOnlyMemory<byte>> notes, CancellationToken cancel)
    {
        foreach (var (index, note) in notes.Index())
            await WriteFileAsync($"{HandoverFolder}{index + 1}", note, cancel);
    }

    /// <summary>
    /// Copies a whole log: every tile and bundle of the tree that <paramref name="note"/> signs, the key, and
    /// the checkpoint last, so that an interrupted export has none. <paramref name="progress"/> hears how
    /// many entries are written.
    /// </summary>
    /// <exception cref="ArgumentException">The note is not a checkpoint signed by <paramref
    /// name="key"/>.</exception>
    /// <exception cref="InvalidDataException">The source lacks a tile or bundle.</exception>
    public async Task WriteAsync(
        ITiles source,
        ReadOnlyMemory<byte> note,
        NoteVerifier key,
        IProgress<long>? progress,
        CancellationToken cancel)
    {
        if (!key.TryOpen(note, out var checkpoint))
            throw new ArgumentException("The checkpoint is not signed by this key.", nameof(note));
        foreach (var tile in TilePath.AllInTree(checkpoint.Size))
        {
            await WriteFileAsync(tile.ToString(), await Subtrees.ReadAsync(source, tile, cancel), cancel);
            if (tile.Level > 0)
                continue;
            var bundle = await source.ReadEntriesAsync(tile.Index, tile.Width, cancel)
                ?? throw new InvalidDataException($"{tile.EntriesPath} is missing.");
            await WriteFileAsync(tile.EntriesPath, bundle, cancel);
            progress?.Report(tile.Index * TilePath.FullWidth + tile.Width);
        }
        await WriteFileAsync(VerifierKeyName, PublicText.Write($"{key}\n"), cancel);
        await WriteFileAsync(CheckpointName, note, cancel);
    }

    /// <summary>Writes what an append made; the checkpoint over it is not among it.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task WriteAsync(Appended appended, CancellationToken cancel)
    {
        foreach (var (tile, bytes) in appended.Tiles)
            await WriteFileAsync(tile.ToString(), bytes, cancel);
        foreach (var (tile, bytes) in appended.Bundles)
            await WriteFileAsync(tile.EntriesPath, bytes, cancel);
    }

    /// <summary>Every file below the directory, as a path with forward slashes, in no order.</summary>
    internal IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'));

    private string At(string name) => System.IO.Path.Combine(Path, name);

    // One byte more than allowed is read: a file that is too long is seen to be, and memory stays bounded.
    private async ValueTask<ReadOnlyMemory<byte>?> ReadFileAsync(
        string name, int maxLength, CancellationToken cancel)
    {
        if (!File.Exists(At(name)))
            return null;
        await using var file = File.OpenRead(At(name));
        var bytes = new byte[Math.Min(file.Length, maxLength + 1L)];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return bytes.AsMemory(0, length);
    }

    // Over a name that may be served already: readers see the old file or the new one, never half of it.
    private async Task WriteFileAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var target = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        await File.WriteAllBytesAsync(target + ".new", bytes, cancel);
        File.Move(target + ".new", target, overwrite: true);
    }
}
