namespace Hermetic.Ledger.Tests;

/// <summary>What an auditor without our service can tell from an export alone.</summary>
public sealed class LogVerifierTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(255), InlineData(256), InlineData(257), InlineData(66_000)]
    public async Task An_untouched_export_verifies(long size)
    {
        using var export = await Export.OfSizeAsync(size);
        var report = await export.VerifyAsync();
        Assert.True(report.Ok, report.Failure?.Sentence);
        Assert.Equal(("example.com/ledger", size, export.Tiles.Root), (report.Origin, report.Size, report.Root));
    }

    [Fact]
    public async Task Every_flipped_bit_of_every_file_is_found()
    {
        using var export = await Export.OfSizeAsync(5);
        foreach (var file in export.Files())
        {
            var whole = await File.ReadAllBytesAsync(export.At(file));
            for (var at = 0; at < whole.Length; at++)
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] ^= (byte)(1 << (at % 8));
                await File.WriteAllBytesAsync(export.At(file), damaged);
                Assert.False((await export.VerifyAsync()).Ok, $"Byte {at} of {file} was changed.");
            }
            await File.WriteAllBytesAsync(export.At(file), whole);
        }
        Assert.True((await export.VerifyAsync()).Ok);
    }

    [Fact]
    public async Task Every_cut_or_padded_file_is_found()
    {
        using var export = await Export.OfSizeAsync(3);
        foreach (var file in export.Files())
        {
            var whole = await File.ReadAllBytesAsync(export.At(file));
            var lengths = Enumerable.Range(0, whole.Length).Select(length => whole[..length]);
            foreach (var torn in lengths.Append([.. whole, 0]).Append([.. whole, (byte)'\n']))
            {
                await File.WriteAllBytesAsync(export.At(file), torn);
                Assert.False((await export.VerifyAsync()).Ok, $"{file} was cut to {torn.Length} bytes.");
            }
            await File.WriteAllBytesAsync(export.At(file), whole);
        }
        Change(export, "tile/entries/000.p/3", bytes => bytes[0] = 0xFF);
        await FailsAsync(export, VerificationFailureKind.Length, 0, "tile/entries/000.p/3",
            "tile/entries/000.p/3 is cut, padded or torn.");
    }

    [Fact]
    public async Task A_changed_entry_is_named()
    {
        using var export = await Export.OfSizeAsync(300);
        Change(export, "tile/entries/000", bytes => bytes[4 * 9 + 2] ^= 1);      // "entry n" is 2 + 7 bytes
        await FailsAsync(export, VerificationFailureKind.Entry, 4, "tile/entries/000", "Entry 4 does not hash to its leaf.");
    }

    [Fact]
    public async Task A_changed_entry_behind_the_first_bundle_is_named_by_its_place_in_the_log()
    {
        using var export = await Export.OfSizeAsync(300);
        Change(export, "tile/entries/001.p/44", bytes => bytes[4 * 11 + 2] ^= 1);      // "entry nnn" is 2 + 9 bytes
        await FailsAsync(
            export, VerificationFailureKind.Entry, 260, "tile/entries/001.p/44", "Entry 260 does not hash to its leaf.");
    }

    [Fact]
    public async Task Two_swapped_entries_are_found_at_the_first()
    {
        using var export = await Export.OfSizeAsync(300);
        Change(export, "tile/entries/000", bytes =>
            (bytes[3 * 9 + 8], bytes[7 * 9 + 8]) = (bytes[7 * 9 + 8], bytes[3 * 9 + 8]));
        await FailsAsync(export, VerificationFailureKind.Entry, 3, "tile/entries/000", "Entry 3 does not hash to its leaf.");
    }

    [Fact]
    public async Task A_changed_entry_with_its_leaf_hash_adjusted_breaks_the_tile_above()
    {
        using var export = await Export.OfSizeAsync(70_000);
        Change(export, "tile/entries/001", bytes => bytes[2] ^= 1);
        var forged = Rfc6962.LeafHash((await File.ReadAllBytesAsync(export.At("tile/entries/001"))).AsSpan(2, 9));
        Change(export, "tile/0/001", bytes => forged.CopyTo(bytes));
        await FailsAsync(export, VerificationFailureKind.Tile, 256, "tile/1/000",
            "Hash 1 of tile/1/000 is not the root of tile/0/001.");
    }

    [Fact]
    public async Task A_changed_hash_high_in_the_tree_is_found()
    {
        using var export = await Export.OfSizeAsync(70_000);
        Change(export, "tile/2/000.p/1", bytes => bytes[0] ^= 1);
        await FailsAsync(export, VerificationFailureKind.Tile, 0, "tile/2/000.p/1",
            "Hash 0 of tile/2/000.p/1 is not the root of tile/1/000.");
        Change(export, "tile/2/000.p/1", bytes => bytes[0] ^= 1);
        File.Delete(export.At("tile/1/001.p/17"));
        await FailsAsync(
            export, VerificationFailureKind.Missing, 65_536, "tile/1/001.p/17", "tile/1/001.p/17 is missing.");
    }

    [Fact]
    public async Task A_log_rewritten_in_all_its_tiles_fails_at_the_signed_root()
    {
        using var export = await Export.OfSizeAsync(300);
        var signed = export.Note;
        var forged = new MemoryTiles();
        await forged.AppendAsync([.. MemoryTiles.Entries(0, 299), "entry forged"u8.ToArray()]);
        using var other = new NoteSigner(export.Signer.Name, new byte[32]);
        await export.Folder.WriteAsync(
            forged, other.SignCheckpoint(new(other.Name, 300, forged.Root)), NoteVerifier.Parse(other.VerifierKey),
            progress: null, CancellationToken.None);

        var unsigned = await export.VerifyAsync();
        Assert.Equal(VerificationFailureKind.Checkpoint, unsigned.Failure?.Kind);
        Assert.Null(unsigned.Checkpoint);

        await File.WriteAllBytesAsync(export.At("checkpoint"), signed);
        await FailsAsync(export, VerificationFailureKind.Root, null, "checkpoint",
            "The tiles agree with the entries, but their root is not the one that was signed.");
    }

    [Fact]
    public async Task Every_missing_tile_or_bundle_is_named()
    {
        using var export = await Export.OfSizeAsync(300);
        foreach (var file in export.Files().Where(file => file.StartsWith("tile", StringComparison.Ordinal)))
        {
            File.Move(export.At(file), export.At("aside"));
            var first = file.Contains("001", StringComparison.Ordinal) ? 256 : 0;
            await FailsAsync(export, VerificationFailureKind.Missing, first, file, $"{file} is missing.");
            File.Move(export.At("aside"), export.At(file));
        }
    }

    [Theory]
    [InlineData("notes.txt"), InlineData("tile/0/001.p/45"), InlineData("tile/0/002"), InlineData("tile/2/000.p/1")]
    [InlineData("tile/entries/001.p/45"), InlineData("tile/entries/002"), InlineData("tile/0/1"), InlineData("checkpoint.old")]
    [InlineData("tile/0/001.p/44.new"), InlineData("tile/8/0/000"), InlineData("tile/0/x000/000")]
    public async Task A_file_that_does_not_belong_is_named(string file)
    {
        using var export = await Export.OfSizeAsync(300);
        Directory.CreateDirectory(Path.GetDirectoryName(export.At(file))!);
        await File.WriteAllTextAsync(export.At(file), "");
        await FailsAsync(export, VerificationFailureKind.Extra, null, file, $"{file} does not belong to the log.");
    }

    [Fact]
    public async Task A_file_name_cannot_speak_to_the_terminal()
    {
        using var export = await Export.OfSizeAsync(1);
        await File.WriteAllTextAsync(export.At("\u001b[2Jok"), "");
        await FailsAsync(export, VerificationFailureKind.Extra, null, "\u001b[2Jok", "?[2Jok does not belong to the log.");
    }

    [Fact]
    public async Task Older_partial_tiles_may_stay_when_they_agree_with_the_present_ones()
    {
        using var export = await Export.OfSizeAsync(3);
        await export.Tiles.AppendAsync(MemoryTiles.Entries(3, 300));
        await export.WriteAsync();
        Assert.Contains("tile/0/000.p/3", export.Files());
        Assert.True((await export.VerifyAsync()).Ok);
        foreach (var file in (string[])["tile/0/000.p/3", "tile/entries/000.p/3"])
        {
            var whole = await File.ReadAllBytesAsync(export.At(file));
            foreach (var torn in (byte[][])[whole[..^1], [.. whole[..^1], (byte)(whole[^1] ^ 1)], []])
            {
                await File.WriteAllBytesAsync(export.At(file), torn);
                await FailsAsync(export, VerificationFailureKind.Tile, 0, file, $"{file} contradicts its later width.");
            }
            await File.WriteAllBytesAsync(export.At(file), whole);
        }
    }

    [Fact]
    public async Task A_key_of_another_hand_verifies_nothing()
    {
        using var export = await Export.OfSizeAsync(3);
        using var other = new NoteSigner(export.Signer.Name, new byte[32]);
        foreach (var (vkey, kind) in new[]
        {
            (other.VerifierKey, VerificationFailureKind.Checkpoint),
            ("not a key", VerificationFailureKind.VerifierKey),
        })
        {
            var report = await LogVerifier.VerifyAsync(export.Folder, vkey, progress: null, CancellationToken.None);
            Assert.Equal(kind, report.Failure?.Kind);
            Assert.EndsWith(".", report.Failure!.Sentence, StringComparison.Ordinal);
            Assert.Equal((null, 0L, default), (report.Origin, report.Size, report.Root));
        }
    }

    [Fact]
    public async Task The_key_in_the_export_must_be_the_trusted_one_but_need_not_be_there()
    {
        using var export = await Export.OfSizeAsync(3);
        using var other = new NoteSigner(export.Signer.Name, new byte[32]);
        await File.WriteAllTextAsync(export.At("vkey"), other.VerifierKey + "\n");
        await FailsAsync(export, VerificationFailureKind.VerifierKey, null, "vkey",
            "The key that the export carries is not the verifier key.");
        File.Delete(export.At("vkey"));
        Assert.True((await export.VerifyAsync()).Ok);
    }

    [Fact]
    public async Task Progress_counts_entries_up_to_the_size()
    {
        using var export = await Export.OfSizeAsync(600);
        var heard = new Heard();
        await export.VerifyAsync(heard);
        Assert.Equal([256, 512, 600], heard.Values);
    }

    [Fact]
    public async Task A_cancelled_verification_stops()
    {
        using var export = await Export.OfSizeAsync(3);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            LogVerifier.VerifyAsync(export.Folder, export.VerifierKey, progress: null, new(canceled: true)));
    }

    private static void Change(Export export, string file, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(export.At(file));
        change(bytes);
        File.WriteAllBytes(export.At(file), bytes);
    }

    /// <summary>It fails like that, and still says which signed tree it is about.</summary>
    private static async Task FailsAsync(
        Export export, VerificationFailureKind kind, long? entry, string path, string sentence)
    {
        var report = await export.VerifyAsync();
        Assert.False(report.Ok);
        Assert.Equal((export.Signer.Name, export.Tiles.Size), (report.Origin, report.Size));
        Assert.Equal(new VerificationFailure(kind, entry, path, sentence), report.Failure);
    }

    private sealed class Heard : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
