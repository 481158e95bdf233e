using CsCheck;

namespace Hermetic.Ledger.Tests;

public sealed class TilePathTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1067, 8, "tile/0/x001/067.p/8")]
    [InlineData(4, 1_234_067, 256, "tile/4/x001/x234/067")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    [InlineData(1, 1000, 1, "tile/1/x001/000.p/1")]
    public void A_tile_is_named_as_tlog_tiles_says(int level, long index, int width, string path)
    {
        Assert.Equal(path, new TilePath(level, index, width).ToString());
        Assert.Equal(new TilePath(level, index, width), TilePath.Parse(path));
    }

    [Fact]
    public void A_bundle_has_the_name_of_its_tile_under_entries()
    {
        Assert.Equal("tile/entries/x001/067.p/8", new TilePath(0, 1067, 8).EntriesPath);
        Assert.True(TilePath.TryParseEntries("tile/entries/x001/067.p/8", out var path));
        Assert.Equal(new TilePath(0, 1067, 8), path);
        Assert.False(TilePath.TryParse("tile/entries/x001/067.p/8", out _));
        Assert.False(TilePath.TryParseEntries("tile/0/x001/067.p/8", out _));
    }

    [Theory]
    [InlineData(""), InlineData("tile"), InlineData("tile/0"), InlineData("tile/0/"), InlineData("/tile/0/000")]
    [InlineData("tile/00/000"), InlineData("tile/64/000"), InlineData("tile/-1/000"), InlineData("tile/+1/000")]
    [InlineData("tile/0/0"), InlineData("tile/0/0000"), InlineData("tile/0/x000/000"), InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x000"), InlineData("tile/0/x001x/000"), InlineData("tile/0/000/"), InlineData("tile/0/ 00")]
    [InlineData("tile/0/000.p/0"), InlineData("tile/0/000.p/256"), InlineData("tile/0/000.p/08"), InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/8/9"), InlineData("tile/0/000.p/-8"), InlineData("tile/0/../0/000"), InlineData("tile/8/0/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808"), InlineData("Tile/0/000"), InlineData("tile/0/x00a/000")]
    public void Any_other_spelling_is_refused(string path)
    {
        Assert.False(TilePath.TryParse(path, out _));
        Assert.Throws<FormatException>(() => TilePath.Parse(path));
        Assert.False(TilePath.TryParseEntries(path.Replace("tile/0/", "tile/entries/", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void Every_path_is_read_back_as_it_was() =>
        Gen.Select(Gen.Int[0, 63], Gen.Long[0, long.MaxValue], Gen.Int[1, 256]).Sample((level, index, width) =>
        {
            var path = new TilePath(level, index, width);
            return TilePath.Parse(path.ToString()) == path
                && TilePath.TryParseEntries(path.EntriesPath, out var bundle) && bundle == new TilePath(0, index, width);
        });

    [Theory]
    [InlineData(-1, 0, 1), InlineData(64, 0, 1), InlineData(0, -1, 1), InlineData(0, 0, 0), InlineData(0, 0, 257)]
    public void A_tile_outside_the_limits_cannot_be_named(int level, long index, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TilePath(level, index, width));

    [Fact]
    public void A_tree_of_70000_entries_has_the_tiles_that_the_specification_counts()
    {
        var tiles = TilePath.AllInTree(70_000).ToList();
        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, IsFull: true }));
        Assert.Equal(1, tiles.Count(tile => tile is { Level: 1, IsFull: true }));
        Assert.Equal(
            ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"],
            tiles.Where(tile => !tile.IsFull).Select(tile => tile.ToString()));
    }

    [Fact]
    public void A_tree_of_256_entries_has_a_full_tile_and_a_partial_one_above() =>
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], TilePath.AllInTree(256).Select(tile => tile.ToString()));

    [Fact]
    public void An_empty_tree_has_no_tiles() => Assert.Empty(TilePath.AllInTree(0));

    [Fact]
    public void A_tree_has_no_tile_beyond_its_edge()
    {
        Assert.Null(TilePath.InTree(0, 1, 256));
        Assert.Null(TilePath.InTree(1, 0, 255));
        Assert.Null(TilePath.InTree(8, 0, long.MaxValue));
        Assert.Equal(new TilePath(7, 0, 127), TilePath.InTree(7, 0, long.MaxValue));
    }
}
