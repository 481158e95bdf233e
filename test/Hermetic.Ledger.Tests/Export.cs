namespace Hermetic.Ledger.Tests;

/// <summary>A signed export in a directory of its own, removed at the end.</summary>
internal sealed class Export : IDisposable
{
    /// <summary>
    /// The Ed25519 seed 00 01 02 … 1F: for tests, and so that failures can be looked at again.
    /// </summary>
    public static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private Export(TileFolder folder, MemoryTiles tiles, NoteSigner signer) =>
        (Folder, Tiles, Signer) = (folder, tiles, signer);

    public TileFolder Folder { get; }

    public MemoryTiles Tiles { get; }

    public NoteSigner Signer { get; }

    public string VerifierKey => Signer.VerifierKey;

    public byte[] Note => Signer.SignCheckpoint(new(Signer.Name, Tiles.Size, Tiles.Root));

    public static async Task<Export> OfSizeAsync(long size)
    {
        var directory = Directory.CreateTempSubdirectory("hermetic-ledger-");
        var export = new Export(
            new TileFolder(directory.FullName), await MemoryTiles.OfSizeAsync(size), new("example.com/ledger", Seed));
        await export.WriteAsync();
        return export;
    }

    public Task WriteAsync() =>
        Folder.WriteAsync(Tiles, Note, NoteVerifier.Parse(VerifierKey), progress: null, CancellationToken.None);

    public Task<VerificationReport> VerifyAsync(IProgress<long>? progress = null) =>
        LogVerifier.VerifyAsync(Folder, VerifierKey, progress, CancellationToken.None);

    public string At(string file) => Path.Combine(Folder.Path, file);

    public IReadOnlyList<string> Files() =>
        [.. Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder.Path, file))];

    public void Dispose()
    {
        Signer.Dispose();
        Directory.Delete(Folder.Path, recursive: true);
    }
}
