namespace Hermetic.Ledger.Tests;

public sealed class TileFolderTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task An_export_has_the_files_that_tlog_tiles_names_and_the_key()
    {
        using var export = await Export.OfSizeAsync(257);
        Assert.Equal(
            ["checkpoint", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/1", "vkey"],
            export.Files().Order(StringComparer.Ordinal));
        Assert.Equal(export.VerifierKey, await export.Folder.ReadVerifierKeyAsync(Never));
        Assert.Equal(export.Note, (await export.Folder.ReadCheckpointAsync(Never))!.Value.ToArray());
    }

    [Fact]
    public async Task An_export_is_a_log_that_gives_the_same_proofs()
    {
        using var export = await Export.OfSizeAsync(300);
        var copy = new MerkleLog(export.Folder);
        Assert.Equal(export.Tiles.Root, await copy.RootAsync(300, Never));
        Assert.Equal(
            await export.Tiles.Log.InclusionProofAsync(200, 300, Never),
            await copy.InclusionProofAsync(200, 300, Never));
    }

    [Fact]
    public async Task A_log_can_live_in_a_folder_and_grow_there()
    {
        using var export = await Export.OfSizeAsync(10);
        var log = new MerkleLog(export.Folder);
        await export.Folder.WriteAsync(await log.AppendAsync(10, MemoryTiles.Entries(10, 300), Never), Never);
        await export.Tiles.AppendAsync(MemoryTiles.Entries(10, 300));
        Assert.Equal(export.Tiles.Root, await log.RootAsync(300, Never));
        foreach (var bundle in (TilePath[])[new(0, 0, 256), new(0, 1, 44)])
        {
            var kept = await export.Folder.ReadEntriesAsync(bundle.Index, bundle.Width, Never);
            Assert.Equal(export.Tiles.Files[bundle.EntriesPath], kept!.Value.ToArray());
        }
    }

    [Fact]
    public async Task Whoever_waits_for_an_export_hears_how_many_entries_are_written()
    {
        using var export = await Export.OfSizeAsync(0);
        await export.Tiles.AppendAsync(MemoryTiles.Entries(0, 600));
        var heard = new Heard();
        await export.Folder.WriteAsync(export.Tiles, export.Note, NoteVerifier.Parse(export.VerifierKey), heard, Never);
        Assert.Equal([256, 512, 600], heard.Values);
    }

    /// <summary>The file has holes: it takes no room on the disk, and would take all of the memory.</summary>
    [Fact]
    public async Task Of_a_file_that_is_too_long_no_more_is_read_than_shows_it()
    {
        using var export = await Export.OfSizeAsync(1);
        using (var file = File.OpenWrite(export.At("tile/0/000.p/1")))
            file.SetLength(1L << 33);
        Assert.Equal(256 * 32 + 1, (await export.Folder.ReadAsync(new(0, 0, 1), Never))!.Value.Length);
        Assert.Equal(VerificationFailureKind.Length, (await export.VerifyAsync()).Failure?.Kind);
    }

    [Fact]
    public async Task Nothing_is_exported_under_a_checkpoint_that_the_key_did_not_sign()
    {
        using var export = await Export.OfSizeAsync(3);
        using var other = new NoteSigner(export.Signer.Name, new byte[32]);
        File.Delete(export.At("checkpoint"));
        await Assert.ThrowsAsync<ArgumentException>(() => export.Folder.WriteAsync(
            export.Tiles, export.Note, NoteVerifier.Parse(other.VerifierKey), progress: null, Never));
        Assert.False(File.Exists(export.At("checkpoint")));
    }

    [Theory]
    [InlineData("tile/1/000.p/1"), InlineData("tile/entries/001.p/44")]
    public async Task An_export_of_a_log_with_a_hole_stops_before_the_checkpoint(string hole)
    {
        using var export = await Export.OfSizeAsync(300);
        File.Delete(export.At("checkpoint"));
        Assert.True(export.Tiles.Files.Remove(hole));
        await Assert.ThrowsAsync<InvalidDataException>(export.WriteAsync);
        Assert.False(File.Exists(export.At("checkpoint")));
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        var folder = new TileFolder(Path.Combine(Path.GetTempPath(), "hermetic-no-such-folder"));
        Assert.Null(await folder.ReadAsync(new(0, 0, 1), Never));
        Assert.Null(await folder.ReadEntriesAsync(0, 1, Never));
        Assert.Null(await folder.ReadCheckpointAsync(Never));
        Assert.Null(await folder.ReadVerifierKeyAsync(Never));
    }

    private sealed class Heard : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
