namespace Hermetic.Ledger.Tests;

/// <summary>A log that changes its key: whoever trusts the first one follows it to the last, and nobody else's.</summary>
public sealed class KeyChainTests : IDisposable
{
    private const string Name = "example.com/ledger";
    private static readonly CancellationToken _never = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-chain-");
    private readonly NoteSigner _first = new(Name, Export.Seed);
    private readonly NoteSigner _second = new(Name, [.. Enumerable.Repeat((byte)2, 32)]);
    private readonly NoteSigner _third = new(Name, [.. Enumerable.Repeat((byte)3, 32)]);

    [Fact]
    public async Task Whoever_trusts_the_first_key_follows_it_over_every_handover()
    {
        await WriteAsync();

        foreach (var trusted in new[] { _first, _second, _third })
        {
            var report = await VerifyAsync(trusted);
            Assert.Null(report.Failure);
            Assert.Equal(_third.VerifierKey, report.Key!.ToString());
            Assert.Equal(9, report.Size);
        }
    }

    [Fact]
    public async Task While_both_keys_sign_either_verifies_the_log_without_a_handover_in_a_file()
    {
        var tiles = await LogAsync(Entry(1), Announce(_second), Entry(2));
        await WriteAsync(tiles, [], Both(_first, _second, tiles, 3), _second);

        foreach (var trusted in new[] { _first, _second })
        {
            var report = await VerifyAsync(trusted);
            Assert.Null(report.Failure);
        }
        Assert.Equal(_second.VerifierKey, (await VerifyAsync(_first)).Key!.ToString());
    }

    [Theory]
    [InlineData("the announcement is missing")]
    [InlineData("the handover is missing")]
    [InlineData("the old key did not sign the handover")]
    [InlineData("the new key did not sign the handover")]
    [InlineData("the handover does not cover the announcement")]
    [InlineData("another log's name is announced")]
    public async Task A_key_that_was_not_handed_over_is_not_believed(string what)
    {
        using var elsewhere = new NoteSigner("example.com/another", [.. Enumerable.Repeat((byte)2, 32)]);
        var announced = what switch
        {
            "the announcement is missing" => Entry(9),
            "another log's name is announced" => Announce(elsewhere),
            _ => Announce(_second),
        };
        var tiles = await LogAsync(Entry(1), announced, Entry(2), Entry(3));
        var handover = what switch
        {
            "the old key did not sign the handover" => Note(_second, tiles, 3),
            "the new key did not sign the handover" => Note(_first, tiles, 3),
            "the handover does not cover the announcement" => Both(_first, _second, tiles, 1),
            _ => Both(_first, _second, tiles, 3),
        };
        await WriteAsync(tiles, what == "the handover is missing" ? [] : [handover], Note(_second, tiles, 4), _second);

        var report = await VerifyAsync(_first);

        Assert.Equal(VerificationFailureKind.Checkpoint, report.Failure!.Kind);
        Assert.EndsWith(".", report.Failure.Sentence, StringComparison.Ordinal);
        Assert.Null(report.Checkpoint);
        Assert.Null(report.Key);
        Assert.Null((await VerifyAsync(_second)).Failure);
    }

    [Fact]
    public async Task After_the_handover_the_old_key_alone_signs_nothing_more()
    {
        var tiles = await LogAsync(Entry(1), Announce(_second), Entry(2), Entry(3));
        await WriteAsync(tiles, [Both(_first, _second, tiles, 3)], Note(_first, tiles, 4), _first);

        Assert.Equal(VerificationFailureKind.Checkpoint, (await VerifyAsync(_first)).Failure!.Kind);
    }

    [Fact]
    public async Task A_handover_over_another_tree_is_found()
    {
        var tiles = await LogAsync(Entry(1), Announce(_second), Entry(2), Entry(3));
        var other = await LogAsync(Entry(7), Announce(_second), Entry(2));
        await WriteAsync(tiles, [Both(_first, _second, other, 3)], Note(_second, tiles, 4), _second);

        var failure = (await VerifyAsync(_first)).Failure!;

        Assert.Equal((VerificationFailureKind.Root, "handover/1"), (failure.Kind, failure.Path));
        Assert.Equal("The log changed its key over a tree of 3 entries that is not this one.", failure.Sentence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_handover_over_nothing_or_over_more_than_there_is_shows_nothing(long size)
    {
        var tiles = await LogAsync(Entry(1), Announce(_second), Entry(2), Entry(3), Entry(4));
        await WriteAsync(tiles, [Both(_first, _second, tiles, size)], Note(_second, tiles, 4), _second);

        var failure = (await VerifyAsync(_first)).Failure!;

        Assert.Equal((VerificationFailureKind.Root, "handover/1"), (failure.Kind, failure.Path));
    }

    [Fact]
    public async Task A_log_may_end_at_its_handover()
    {
        var tiles = await LogAsync(Entry(1), Announce(_second), Entry(2));
        await WriteAsync(tiles, [Both(_first, _second, tiles, 3)], Note(_second, tiles, 3), _second);

        Assert.Null((await VerifyAsync(_first)).Failure);
    }

    [Fact]
    public async Task An_announcement_behind_the_first_bundle_stands_where_it_stands()
    {
        byte[][] entries = [.. Enumerable.Range(0, 256).Select(Entry), Announce(_second), Entry(1)];
        var tiles = await LogAsync(entries);
        await WriteAsync(tiles, [Both(_first, _second, tiles, 200)], Note(_second, tiles, 258), _second);

        Assert.Equal(VerificationFailureKind.Checkpoint, (await VerifyAsync(_first)).Failure!.Kind);
    }

    [Fact]
    public async Task A_carried_key_that_nothing_led_to_is_found()
    {
        await WriteAsync();
        using var stranger = new NoteSigner(Name, [.. Enumerable.Repeat((byte)7, 32)]);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "vkey"), stranger.VerifierKey + "\n");

        Assert.NotNull((await VerifyAsync(_first)).Failure);
        Assert.Equal(VerificationFailureKind.VerifierKey, (await VerifyAsync(_third)).Failure!.Kind);
    }

    [Fact]
    public async Task A_file_among_the_handovers_that_is_none_is_found()
    {
        await WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "handover", "7"), "x");

        Assert.Equal(VerificationFailureKind.Extra, (await VerifyAsync(_first)).Failure!.Kind);
    }

    [Fact]
    public void A_signature_that_is_added_leaves_the_note_and_the_other_ones_as_they_are()
    {
        var note = _first.SignCheckpoint(new(Name, 3, Rfc6962.EmptyRoot));

        var both = _second.SignToo(note);

        Assert.True(both.AsSpan().StartsWith(note));
        Assert.True(NoteVerifier.Parse(_first.VerifierKey).TryOpen(both, out _));
        Assert.True(NoteVerifier.Parse(_second.VerifierKey).TryOpen(both, out _));
        Assert.Throws<ArgumentException>(() => _second.SignToo("no note\n"u8.ToArray()));
        Assert.Throws<ArgumentException>(() => _second.SignToo("signed by nobody\n\n"u8.ToArray()));
    }

    [Fact]
    public void Only_an_entry_of_that_action_announces_a_key()
    {
        Assert.True(KeyAnnouncement.TryRead(Announce(_second), Name, out var key));
        Assert.Equal(_second.VerifierKey, key.ToString());
        Assert.False(KeyAnnouncement.TryRead(Announce(_second), "example.com/another", out _));
        Assert.False(KeyAnnouncement.TryRead(Announce(_second, "message.accept"), Name, out _));
        Assert.False(KeyAnnouncement.TryRead(Entry(1), Name, out _));
        Assert.False(KeyAnnouncement.TryRead("{\"action\":\"ledger.key\"}"u8, Name, out _));
    }

    /// <summary>Two handovers, then entries under the third key alone.</summary>
    private async Task WriteAsync()
    {
        var tiles = await LogAsync(
            Entry(1), Announce(_second), Entry(2), Entry(3), Announce(_third), Entry(4), Entry(5), Entry(6), Entry(7));
        await WriteAsync(
            tiles, [Both(_first, _second, tiles, 3), Both(_second, _third, tiles, 6)], Note(_third, tiles, 9), _third);
    }

    private async Task WriteAsync(MemoryTiles tiles, IReadOnlyList<ReadOnlyMemory<byte>> handovers, byte[] note, NoteSigner carried)
    {
        var folder = new TileFolder(_folder.FullName);
        await folder.WriteHandoversAsync(handovers, _never);
        await folder.WriteAsync(tiles, note, NoteVerifier.Parse(carried.VerifierKey), progress: null, _never);
    }

    private Task<VerificationReport> VerifyAsync(NoteSigner trusted) =>
        LogVerifier.VerifyAsync(new TileFolder(_folder.FullName), trusted.VerifierKey, progress: null, _never);

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

    private static byte[] Announce(NoteSigner key, string action = KeyAnnouncement.Action) => new LedgerEntry
    {
        Action = action, Actor = "service:keys", At = LedgerHour.Of(DateTimeOffset.UnixEpoch), Object = key.VerifierKey,
    }.ToCanonicalJson();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _third.Dispose();
        _folder.Delete(recursive: true);
    }
}
