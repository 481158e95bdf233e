using CsCheck;

namespace Hermetic.Ledger.Tests;

public sealed class MerkleLogTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Root_and_proofs_are_those_of_RFC_6962_at_every_size_up_to_three_tiles()
    {
        var entries = MemoryTiles.Entries(0, 520).ToArray();
        var tiles = await MemoryTiles.OfSizeAsync(520, batch: 1);
        foreach (var size in (int[])[1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 520])
        {
            Assert.Equal(ReferenceTree.Mth(entries.AsSpan(0, size)), await tiles.Log.RootAsync(size, Never));
            for (var index = 0; index < size; index += 1 + size / 11)
            {
                Assert.Equal(
                    ReferenceTree.Path(index, entries.AsSpan(0, size)),
                    await tiles.Log.InclusionProofAsync(index, size, Never));
                Assert.Equal(
                    ReferenceTree.Proof(index + 1, entries.AsSpan(0, size)),
                    await tiles.Log.ConsistencyProofAsync(index + 1, size, Never));
            }
        }
    }

    [Theory]
    [InlineData(65_535), InlineData(65_536), InlineData(70_000)]
    public async Task A_log_that_reaches_the_third_level_has_the_right_root_and_proofs(int size)
    {
        var tiles = await MemoryTiles.OfSizeAsync(size, batch: 9999);
        Assert.Equal(ReferenceTree.Mth(MemoryTiles.Entries(0, size).ToArray()), tiles.Root);
        Assert.Equal(tiles.Root, await tiles.Log.RootAsync(size, Never));
        foreach (var index in (int[])[0, 255, 256, 65_534, size - 1])
        {
            var leaf = Rfc6962.LeafHash(MemoryTiles.Entry(index).Span);
            var inclusion = await tiles.Log.InclusionProofAsync(index, size, Never);
            Assert.True(ProofVerifier.VerifyInclusion(leaf, index, size, inclusion, tiles.Root));
        }
        foreach (var from in (int[])[9999, 59_994, size])       // sizes at which an append ended
        {
            var old = await tiles.Log.RootAsync(from, Never);
            var consistency = await tiles.Log.ConsistencyProofAsync(from, size, Never);
            Assert.True(ProofVerifier.VerifyConsistency(from, size, old, tiles.Root, consistency));
        }
    }

    [Fact]
    public Task However_a_log_is_cut_into_batches_it_becomes_the_same_tree() =>
        Gen.Int[0, 300].List[1, 6].SampleAsync(async batches =>
        {
            var pieces = new MemoryTiles();
            foreach (var batch in batches)
                await pieces.AppendAsync(MemoryTiles.Entries(pieces.Size, pieces.Size + batch));
            var whole = await MemoryTiles.OfSizeAsync(pieces.Size, batch: int.MaxValue);
            Assert.Equal(whole.Root, pieces.Root);
            Assert.All(whole.Files, file => Assert.Equal(file.Value, pieces.Files[file.Key]));
        }, iter: 30);

    [Fact]
    public async Task An_empty_log_has_the_empty_root_and_an_empty_append_changes_nothing()
    {
        var tiles = new MemoryTiles();
        var appended = await tiles.AppendAsync([]);
        Assert.Equal((0L, Rfc6962.EmptyRoot), (appended.Size, appended.Root));
        Assert.Empty(appended.Tiles);
        Assert.Equal(Rfc6962.EmptyRoot, await tiles.Log.RootAsync(0, Never));

        var (_, root) = (await tiles.AppendAsync(MemoryTiles.Entries(0, 300)), tiles.Root);
        var unchanged = await tiles.AppendAsync([]);
        Assert.Equal((300L, root), (unchanged.Size, unchanged.Root));
        Assert.Empty(unchanged.Tiles);
        Assert.Empty(unchanged.Bundles);
    }

    [Fact]
    public async Task An_append_reads_only_the_right_edge_and_writes_only_what_grew()
    {
        var tiles = await MemoryTiles.OfSizeAsync(70_000, batch: 10_000);
        var appended = await tiles.AppendAsync(MemoryTiles.Entries(70_000, 70_001));
        Assert.Equal(4, tiles.Reads);       // three levels and one bundle
        Assert.Equal(["tile/0/273.p/113"], appended.Tiles.Select(tile => tile.Path.ToString()));
        Assert.Equal(["tile/entries/273.p/113"], appended.Bundles.Select(bundle => bundle.Path.EntriesPath));
    }

    [Fact]
    public async Task Filling_a_tile_writes_it_full_and_grows_the_one_above()
    {
        var tiles = await MemoryTiles.OfSizeAsync(255);
        var appended = await tiles.AppendAsync(MemoryTiles.Entries(255, 256));
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], appended.Tiles.Select(tile => tile.Path.ToString()));
        Assert.Equal(["tile/entries/000"], appended.Bundles.Select(bundle => bundle.Path.EntriesPath));
        Assert.All(appended.Tiles, tile => Assert.Equal(tile.Path.Width * MerkleHash.Length, tile.Bytes.Length));
    }

    [Fact]
    public async Task A_partial_tile_that_was_deleted_is_read_from_the_full_one()
    {
        var tiles = await MemoryTiles.OfSizeAsync(10);
        var old = tiles.Root;
        await tiles.AppendAsync(MemoryTiles.Entries(10, 256));
        Assert.True(tiles.Files.Remove("tile/0/000.p/10"));
        Assert.Equal(old, await tiles.Log.RootAsync(10, Never));
    }

    [Theory]
    [InlineData("tile/0/001.p/44"), InlineData("tile/1/000.p/1"), InlineData("tile/entries/001.p/44")]
    public async Task An_append_refuses_an_edge_that_is_missing_or_torn(string file)
    {
        var tiles = await MemoryTiles.OfSizeAsync(300);
        var whole = tiles.Files[file];
        foreach (var torn in (byte[][])[whole[..^1], [.. whole, 0], []])
        {
            tiles.Files[file] = torn;
            await Assert.ThrowsAsync<InvalidDataException>(() => tiles.AppendAsync(MemoryTiles.Entries(300, 301)));
        }
        Assert.True(tiles.Files.Remove(file));
        await Assert.ThrowsAsync<InvalidDataException>(() => tiles.AppendAsync(MemoryTiles.Entries(300, 301)));
    }

    [Fact]
    public async Task An_entry_of_65535_bytes_is_kept_and_a_longer_one_refused()
    {
        var tiles = new MemoryTiles();
        await tiles.AppendAsync([new byte[EntryBundle.MaxEntryLength]]);
        Assert.Equal(1, tiles.Size);
        await Assert.ThrowsAsync<ArgumentException>(() => tiles.AppendAsync([new byte[EntryBundle.MaxEntryLength + 1]]));
    }

    [Fact]
    public async Task What_no_tree_can_prove_is_an_error_of_the_caller()
    {
        var log = (await MemoryTiles.OfSizeAsync(5)).Log;
        foreach (var index in (long[])[-1, 5, 6])
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.InclusionProofAsync(index, 5, Never));
        foreach (var from in (long[])[-1, 0, 6])
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.ConsistencyProofAsync(from, 5, Never));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.RootAsync(-1, Never));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.AppendAsync(-1, [], Never));
    }
}
