namespace Hermetic.Ledger.Tests;

/// <summary>Single checkpoints of a log that has changed its key: which count for whom, by the export of the log.</summary>
public sealed class LogHistoryTests : IDisposable
{
    private const string Name = "example.com/ledger";
    private static readonly CancellationToken _never = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-history-");
    private readonly NoteSigner _first = new(Name, Export.Seed);
    private readonly NoteSigner _second = new(Name, [.. Enumerable.Repeat((byte)2, 32)]);
    private readonly NoteSigner _third = new(Name, [.. Enumerable.Repeat((byte)3, 32)]);
    private readonly NoteSigner _stranger = new(Name, [.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public async Task A_key_is_followed_to_those_that_came_after_it_and_back_to_those_before()
    {
        var tiles = await WriteAsync();
        var signers = new[] { (_first, 2), (_second, 4), (_third, 8) };
        foreach (var (known, _) in signers)
        {
            foreach (var (signer, size) in signers)
            {
                var opened = await OpenAsync(known, Note(signer, tiles, size), claimed: signer);
                Assert.Equal((signer.VerifierKey, (long)size), (opened?.Key.ToString(), opened?.Checkpoint.Size));
            }
        }
    }

    [Fact]
    public async Task Of_the_keys_before_those_that_the_log_announced_need_not_be_named()
    {
        var tiles = await WriteAsync();

        Assert.NotNull(await OpenAsync(_third, Note(_second, tiles, 4), claimed: null));
        Assert.Null(await OpenAsync(_third, Note(_first, tiles, 2), claimed: null));
    }

    [Fact]
    public async Task A_key_that_nothing_leads_to_or_from_counts_for_nobody()
    {
        var tiles = await WriteAsync();

        foreach (var known in new[] { _first, _second, _third })
            Assert.Null(await OpenAsync(known, Note(_stranger, tiles, 4), claimed: _stranger));
        Assert.Null(await OpenAsync(_stranger, Note(_second, tiles, 4), claimed: _second));
    }

    /// <summary>To the handover of a real log a stranger adds a signature: they have "led" to the known key, and to no tree.</summary>
    [Fact]
    public async Task Whoever_signs_the_handover_too_can_show_no_other_tree()
    {
        var tiles = await WriteAsync(tiles => _stranger.SignToo(Both(_first, _second, tiles, 3)));
        var forged = await LogAsync(Entry(8), Entry(9));

        Assert.Null(await OpenAsync(_second, Note(_stranger, forged, 2), claimed: _stranger));
        Assert.Null(await OpenAsync(_second, Note(_first, forged, 2), claimed: _first));
        Assert.NotNull(await OpenAsync(_second, Note(_first, tiles, 2), claimed: _first));
    }

    [Fact]
    public async Task An_export_that_does_not_hold_leads_nowhere()
    {
        var tiles = await WriteAsync();
        var bundle = Path.Combine(_folder.FullName, "tile", "entries", "000.p", "9");
        var bytes = await File.ReadAllBytesAsync(bundle);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes);

        Assert.Null(await OpenAsync(_first, Note(_third, tiles, 9), claimed: _third));
        Assert.Null(await OpenAsync(_third, Note(_first, tiles, 2), claimed: _first));
        Assert.NotNull(await OpenAsync(_first, Note(_first, tiles, 2), claimed: null));
    }

    private Task<OpenedNote?> OpenAsync(NoteSigner known, byte[] note, NoteSigner? claimed) =>
        new LogHistory(NoteVerifier.Parse(known.VerifierKey), new TileFolder(_folder.FullName)).OpenAsync(
            note, claimed is null ? null : NoteVerifier.Parse(claimed.VerifierKey), _never);

    /// <summary>Two handovers, then entries under the third key alone.</summary>
    private async Task<MemoryTiles> WriteAsync(Func<MemoryTiles, byte[]>? firstHandover = null)
    {
        var tiles = await LogAsync(
            Entry(1), Announce(_second), Entry(2), Entry(3), Announce(_third), Entry(4), Entry(5), Entry(6), Entry(7));
        var folder = new TileFolder(_folder.FullName);
        await folder.WriteHandoversAsync(
            [firstHandover?.Invoke(tiles) ?? Both(_first, _second, tiles, 3), Both(_second, _third, tiles, 6)], _never);
        await folder.WriteAsync(
            tiles, Note(_third, tiles, 9), NoteVerifier.Parse(_third.VerifierKey), progress: null, _never);
        return tiles;
    }

    private static byte[] Note(NoteSigner signer, MemoryTiles tiles, long size) =>
        signer.SignCheckpoint(new(Name, size, new MerkleLog(tiles).RootAsync(size, _never).AsTask().GetAwaiter().GetResult()));

    private static byte[] Both(NoteSigner old, NoteSigner next, MemoryTiles tiles, long size) =>
        next.SignToo(Note(old, tiles, size));

    private static async Task<MemoryTiles> LogAsync(params byte[][] entries)
    {
        var tiles = new MemoryTiles();
        foreach (var entry in entries)
            await tiles.AppendAsync([entry]);
        return tiles;
    }

    private static byte[] Entry(int number) => new LedgerEntry
    {
        Action = "message.accept", Actor = "service:test", At = LedgerHour.Of(DateTimeOffset.UnixEpoch.AddHours(number)),
    }.ToCanonicalJson();

    private static byte[] Announce(NoteSigner key) => new LedgerEntry
    {
        Action = KeyAnnouncement.Action, Actor = "service:keys", At = LedgerHour.Of(DateTimeOffset.UnixEpoch),
        Object = key.VerifierKey,
    }.ToCanonicalJson();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _third.Dispose();
        _stranger.Dispose();
        _folder.Delete(recursive: true);
    }
}
