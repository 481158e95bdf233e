using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

public sealed class CheckpointComparisonTests
{
    private const string Origin = "example.com/ledger";

    [Theory]
    [InlineData(300, 300, CheckpointRelation.Same)]
    [InlineData(0, 0, CheckpointRelation.Same)]
    [InlineData(0, 300, CheckpointRelation.Extends)]
    [InlineData(1, 300, CheckpointRelation.Extends)]
    [InlineData(299, 300, CheckpointRelation.Extends)]
    [InlineData(300, 299, CheckpointRelation.Rollback)]
    [InlineData(300, 0, CheckpointRelation.Rollback)]
    public async Task Two_states_of_one_log_are_told_apart(long kept, long shown, CheckpointRelation relation)
    {
        var tiles = await MemoryTiles.OfSizeAsync(Math.Max(kept, shown));
        Assert.Equal(relation, await CheckpointComparison.CompareAsync(
            await AtAsync(kept), await AtAsync(shown), tiles, CancellationToken.None));
    }

    [Theory]
    [InlineData(5, 5), InlineData(5, 9), InlineData(9, 5), InlineData(0, 9)]
    public async Task Two_histories_are_a_fork_in_either_order(long kept, long shown)
    {
        var (smaller, larger) = (Math.Min(kept, shown), await MemoryTiles.OfSizeAsync(Math.Max(kept, shown)));
        var other = new Checkpoint(Origin, smaller, Rfc6962.LeafHash([]));
        var real = new Checkpoint(Origin, larger.Size, larger.Root);
        Assert.Equal(CheckpointRelation.Fork, await CheckpointComparison.CompareAsync(
            kept == smaller ? other : real, kept == smaller ? real : other, larger, CancellationToken.None));
    }

    [Fact]
    public async Task Without_tiles_growing_is_not_proven_and_shrinking_is_seen()
    {
        var (five, nine) = (await AtAsync(5), await AtAsync(9));
        Assert.Equal(CheckpointRelation.Unproven, await CheckpointComparison.CompareAsync(five, nine, null, default));
        Assert.Equal(CheckpointRelation.Rollback, await CheckpointComparison.CompareAsync(nine, five, null, default));
        Assert.Equal(CheckpointRelation.Unproven, default);
    }

    [Fact]
    public async Task Tiles_of_another_tree_convict_nobody()
    {
        var nine = new Checkpoint(Origin, 9, Rfc6962.LeafHash([]));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await CheckpointComparison.CompareAsync(
            await AtAsync(5), nine, await MemoryTiles.OfSizeAsync(9), default));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await CheckpointComparison.CompareAsync(
            await AtAsync(5), await AtAsync(9), await MemoryTiles.OfSizeAsync(3), default));
    }

    [Fact]
    public async Task Two_logs_do_not_compare() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await CheckpointComparison.CompareAsync(
            await AtAsync(5), await AtAsync(5) with { Origin = "example.com/other" }, null, default));

    private static async Task<Checkpoint> AtAsync(long size) =>
        new(Origin, size, (await MemoryTiles.OfSizeAsync(size)).Root);
}
