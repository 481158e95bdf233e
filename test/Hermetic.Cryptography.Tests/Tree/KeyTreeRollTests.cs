using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Tree;

/// <summary>Erasure, as it must hold against whoever has every backup and every root that still exists.</summary>
public sealed class KeyTreeRollTests : IDisposable
{
    private static readonly PageAddress[] Path = [PageAddress.Root, new(1, 0), new(2, 0)];
    private readonly TreeInMemory _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_destroyed_slot_is_destroyed_and_says_so()
    {
        await _tree.MintAsync(0);
        using var old = await _tree.RollAsync(5);
        var destroyed = await Assert.ThrowsAsync<SlotDestroyedException>(async () => await _tree.OpenAsync(5));
        Assert.Equal(5, destroyed.Slot);
    }

    [Fact]
    public async Task Everyone_else_keeps_their_key()
    {
        foreach (var leaf in new[] { 0, 1, 256, 65535 })
            await _tree.MintAsync(leaf);
        long[] others = [4, 6, 255, 256, 65536, PageAddress.Slots - 1];
        var before = new Dictionary<long, Tag>();
        foreach (var slot in others)
            before[slot] = await _tree.FingerprintAsync(slot);
        using var old = await _tree.RollAsync(5);
        foreach (var slot in others)
            Assert.Equal(before[slot], await _tree.FingerprintAsync(slot));
    }

    [Fact]
    public async Task No_mixture_of_old_and_new_pages_opens_the_destroyed_slot_under_the_new_root()
    {
        await _tree.MintAsync(0);
        var backup = _tree.Backup();
        var lost = await _tree.FingerprintAsync(5);
        using var old = await _tree.RollAsync(5);
        var current = _tree.Backup();
        for (var mixture = 0; mixture < 8; mixture++)
        {
            var mixed = Path.Select((address, level) => ((mixture >> level & 1) == 0 ? current : backup)[address]);
            _tree.Restore(mixed.ToDictionary(page => page.Address));
            var refused = await Record.ExceptionAsync(() => _tree.FingerprintAsync(5));
            Assert.True(refused is SlotDestroyedException or EnvelopeException, $"mixture {mixture}");
        }

        // The positive control: it is the root that stands between the thief and the person.
        _tree.Restore(backup);
        Assert.Equal(lost, await _tree.FingerprintAsync(5, old));
    }

    [Fact]
    public async Task What_the_destroyed_key_sealed_opens_with_old_pages_and_old_root_only()
    {
        await _tree.MintAsync(0);
        var backup = _tree.Backup();
        Sealed<Body> box;
        using (var key = await _tree.OpenAsync(5))
            box = key.Seal<Body>("about a person"u8, Samples.Place);
        using var old = await _tree.RollAsync(5);

        _tree.Restore(backup);
        Assert.Equal(EnvelopeFailure.WrongKey, await WhyNot(5, _tree.Root));
        using var stolen = await _tree.OpenAsync(5, old);
        Assert.Equal("about a person"u8.ToArray(), stolen.OpenBytes(box, Samples.Place));
    }

    [Fact]
    public async Task Every_page_on_the_path_has_a_fresh_key()
    {
        await _tree.MintAsync(0);
        var backup = _tree.Backup();
        using var old = await _tree.RollAsync(5);
        var current = _tree.Backup();
        // Old inner page under the new root page, old leaf under the new inner page: neither key is left.
        foreach (var stale in Path[1..])
        {
            _tree.Restore(current);
            _tree.Put(backup[stale]);
            Assert.Equal(EnvelopeFailure.Commitment, await WhyNot(6, _tree.Root));
        }
        // And the other way round: whoever kept the old root reads nothing of today.
        _tree.Restore(current);
        Assert.Equal(EnvelopeFailure.WrongKey, await WhyNot(6, old));
    }

    [Fact]
    public async Task A_batch_rolls_every_page_once_in_the_order_in_which_rows_are_locked()
    {
        foreach (var leaf in new[] { 0, 1, 2, 256 })
            await _tree.MintAsync(leaf);
        var untouched = _tree.Pages[new(2, 2)];
        using var next = ErasableRoot.Generate(2, _tree.Arena);
        var roll = await _tree.Tree.RollAsync([65536 + 9, 300, 5, 6, 5], _tree.Root, next, _tree, default);
        Assert.Equal(
            [new(0, 0), new(1, 0), new(1, 1), new(2, 0), new(2, 1), new(2, 256)],
            roll.Pages.Select(page => page.Address));
        Assert.All(roll.Pages, page => Assert.Equal(2, page.Version));
        Assert.Equal(2, roll.Epoch);
        Assert.DoesNotContain(untouched, roll.Pages);
    }

    [Fact]
    public async Task A_batch_destroys_all_of_its_slots_and_nothing_else()
    {
        foreach (var leaf in new[] { 0, 1, 256 })
            await _tree.MintAsync(leaf);
        using var old = await _tree.RollAsync(5, 6, 300, 65536 + 9);
        foreach (var slot in new long[] { 5, 6, 300, 65536 + 9 })
            await Assert.ThrowsAsync<SlotDestroyedException>(async () => await _tree.OpenAsync(slot));
        foreach (var slot in new long[] { 4, 7, 301, 65536 })
            await _tree.FingerprintAsync(slot);
    }

    [Fact]
    public async Task Destroyed_stays_destroyed_through_later_rolls_and_twice_is_no_error()
    {
        await _tree.MintAsync(0);
        using var first = await _tree.RollAsync(5);
        using var second = await _tree.RollAsync(5, 6);
        using var third = await _tree.RollAsync(7);
        foreach (var slot in new long[] { 5, 6, 7 })
            await Assert.ThrowsAsync<SlotDestroyedException>(async () => await _tree.OpenAsync(slot));
        Assert.Equal(4, _tree.Pages[new(2, 0)].Version);
    }

    [Fact]
    public async Task A_roll_of_nothing_hangs_the_tree_under_the_new_root()
    {
        await _tree.MintAsync(0);
        var before = await _tree.FingerprintAsync(5);
        using var next = ErasableRoot.Generate(2, _tree.Arena);
        var roll = await _tree.Tree.RollAsync([], _tree.Root, next, _tree, default);
        Assert.Equal(PageAddress.Root, Assert.Single(roll.Pages).Address);
        _tree.Put(roll.Pages[0]);
        Assert.Equal(before, await _tree.FingerprintAsync(5, next));
    }

    [Fact]
    public async Task Minting_after_a_roll_goes_on_under_the_new_root()
    {
        await _tree.MintAsync(0);
        using var old = await _tree.RollAsync(5);
        await _tree.MintAsync(1);
        await _tree.FingerprintAsync(300);
    }

    [Fact]
    public async Task A_leaf_that_was_minted_while_a_roll_was_computed_still_hangs_in_the_tree()
    {
        await _tree.MintAsync(0);
        using var next = ErasableRoot.Generate(2, _tree.Arena);
        var roll = await _tree.Tree.RollAsync([5], _tree.Root, next, _tree, default);
        await _tree.MintAsync(1);
        var minted = await _tree.FingerprintAsync(300);
        foreach (var page in roll.Pages)
            _tree.Put(page);
        Assert.Equal(minted, await _tree.FingerprintAsync(300, next));
    }

    [Fact]
    public async Task A_roll_over_a_missing_page_rolls_nothing()
    {
        await _tree.MintAsync(0);
        using var next = ErasableRoot.Generate(2, _tree.Arena);
        var before = _tree.Arena.InUse;
        await Assert.ThrowsAsync<SlotNotMintedException>(
            async () => await _tree.Tree.RollAsync([5, 256], _tree.Root, next, _tree, default));
        Assert.Equal(before, _tree.Arena.InUse);
    }

    [Fact]
    public async Task A_roll_goes_forward_only()
    {
        using var same = ErasableRoot.Generate(1, _tree.Arena);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await _tree.Tree.RollAsync([], _tree.Root, same, _tree, default));
    }

    [Fact]
    public async Task Nothing_opened_stays_behind()
    {
        await _tree.MintAsync(0);
        var before = _tree.Arena.InUse;
        using (await _tree.RollAsync(5))
            Assert.Equal(before + 64, _tree.Arena.InUse);       // the second root, and nothing more
        Assert.Equal(before, _tree.Arena.InUse);
    }

    private async Task<EnvelopeFailure> WhyNot(long slot, ErasableRoot root) =>
        (await Assert.ThrowsAsync<EnvelopeException>(async () => await _tree.OpenAsync(slot, root))).Reason;
}
