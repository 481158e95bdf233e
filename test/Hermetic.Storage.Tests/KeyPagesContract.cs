using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;

namespace Hermetic.Storage.Tests;

/// <summary>
/// The key tree's pages, written by compare-and-swap, and the epoch that selects their root.
/// </summary>
public abstract class KeyPagesContract(IEngine engine) : KeyedContract(engine)
{
    [Fact]
    public async Task A_minted_slot_opens_from_the_stored_pages_after_a_restart()
    {
        Sealed<InboundContent> box;
        var (row, subject) = (RowIds.New(), SubjectId.New());
        using (var key = await OpenAsync(17))
            box = key.Seal<InboundContent>("hello"u8, Place(row, subject));

        await ReopenAsync();

        using var again = await Tree.OpenSlotAsync(17, Root, new KeyPages(Database), default);
        using var opened = again.Open(box, Place(row, subject));
        Assert.True(opened.Utf8.SequenceEqual("hello"u8));
    }

    [Fact]
    public async Task A_page_that_was_never_minted_is_null() =>
        Assert.Null(await Pages.FindAsync(PageAddress.Leaf(9), default));

    [Fact]
    public async Task A_page_is_minted_once()
    {
        var page = (await Pages.FindAsync(PageAddress.Leaf(0), default))!;

        await Assert.ThrowsAsync<FencedException>(() =>
            Database.CommitAsync(transaction => KeyPages.Insert(transaction, page)));
    }

    [Fact]
    public async Task A_roll_destroys_its_slot_and_keeps_the_others()
    {
        using var kept = await OpenAsync(18);
        var (row, subject) = (RowIds.New(), SubjectId.New());
        var box = kept.Seal<InboundContent>("hello"u8, Place(row, subject));
        var (roll, next) = await RollAsync(17);

        await CommitAsync(roll, 1, 2);

        Root.Dispose();
        Root = next;
        await Assert.ThrowsAsync<SlotDestroyedException>(async () => await OpenAsync(17));
        using var again = await OpenAsync(18);
        using var opened = again.Open(box, Place(row, subject));
        Assert.True(opened.Utf8.SequenceEqual("hello"u8));
    }

    [Fact]
    public async Task Of_two_rolls_from_the_same_pages_the_second_is_fenced_and_changes_nothing()
    {
        var ((first, next), (second, _)) = (await RollAsync(17), await RollAsync(18));
        await CommitAsync(first, 1, 2);
        var pages = await PagesAsync();

        await Assert.ThrowsAsync<FencedException>(() => CommitAsync(second, 2, 3));

        Assert.Equal(pages, await PagesAsync());
        Assert.Equal(2, Database.Read(Deployment.Find)!.KeyEpoch);
        Root.Dispose();
        Root = next;
        using var kept = await OpenAsync(18);
    }

    [Fact]
    public async Task A_roll_under_a_page_that_changed_leaves_none_of_its_pages()
    {
        await MintAsync();
        var (roll, _) = await RollAsync(17, 300);
        var pages = await PagesAsync();
        var changed = roll with { Pages = [.. roll.Pages.SkipLast(1), roll.Pages[^1] with { Version = 9 }] };

        await Assert.ThrowsAsync<FencedException>(() => CommitAsync(changed, 1, 2));

        Assert.Equal(4, roll.Pages.Count);
        Assert.Equal(pages, await PagesAsync());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public async Task The_epoch_advances_only_from_where_it_is(int from, int to)
    {
        var (roll, _) = await RollAsync(17);
        var pages = await PagesAsync();

        await Assert.ThrowsAsync<FencedException>(() => CommitAsync(roll, from, to));

        Assert.Equal(new Deployment(DeploymentId, 1), Database.Read(Deployment.Find));
        Assert.Equal(pages, await PagesAsync());
    }

    [Fact]
    public async Task A_database_belongs_to_one_deployment_for_good()
    {
        var page = (await Pages.FindAsync(PageAddress.Root, default))!;

        await Assert.ThrowsAsync<StorageFailedException>(() => Database.CommitAsync(transaction =>
            Deployment.Create(transaction, DeploymentIds.New(), 1, page, Rfc6962.EmptyRoot.ToArray())));

        Assert.Equal(DeploymentId, Database.Read(Deployment.Find)!.Id);
    }

    [Fact]
    public async Task A_database_that_was_never_used_has_no_deployment()
    {
        using var another = Engine.Another();
        using var fresh = await another.OpenAsync(Clock);

        Assert.Null(fresh.Read(Deployment.Find));
    }

    [Fact]
    public async Task Of_thirty_two_mints_at_once_each_gets_a_leaf_of_its_own()
    {
        var leaves = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
            Task.Run(() => Database.CommitAsync(Deployment.NextLeaf))));

        Assert.Equal(Enumerable.Range(1, 32), leaves.Order());
    }

    /// <summary>The smallest commit that carries a roll.</summary>
    private Task CommitAsync(KeyRoll roll, int from, int to) =>
        Database.CommitAsync(transaction => DayKeys.Destroy(transaction, beforeDay: 0, roll, from, to));

    private async Task<List<(long, string)>> PagesAsync()
    {
        var stored = new List<(long, string)>();
        PageAddress[] addresses = [PageAddress.Root, new(1, 0), PageAddress.Leaf(0), PageAddress.Leaf(1)];
        foreach (var address in addresses)
        {
            if (await Pages.FindAsync(address, default) is { } page)
                stored.Add((page.Version, Convert.ToHexString(page.Envelope.Span)));
        }
        return stored;
    }
}
