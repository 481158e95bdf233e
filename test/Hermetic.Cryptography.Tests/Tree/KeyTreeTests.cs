using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Tree;

public sealed class KeyTreeTests : IDisposable
{
    private readonly TreeInMemory _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_minted_slot_has_a_key_that_stays_the_same()
    {
        await _tree.MintAsync(0);
        using var key = await _tree.OpenAsync(5);
        Assert.Equal(KeyId.ForSlot(5), key.KeyId);
        var box = key.Seal<Body>("hello"u8, Samples.Place);
        using var again = await _tree.OpenAsync(5);
        Assert.Equal("hello"u8.ToArray(), again.OpenBytes(box, Samples.Place));
    }

    [Fact]
    public async Task All_keys_of_a_leaf_are_different()
    {
        await _tree.MintAsync(3);
        var keys = new HashSet<Tag>();
        for (var slot = 3 * 256; slot < 4 * 256; slot++)
        {
            using var key = await _tree.OpenAsync(slot);
            using var pepper = key.Pepper();
            keys.Add(pepper.Tag("fingerprint", "key"u8));
        }
        Assert.Equal(256, keys.Count);
    }

    [Fact]
    public async Task Minting_adds_the_inner_page_only_where_it_is_missing_and_a_leaf_only_once()
    {
        var first = await _tree.Tree.MintAsync(0, _tree.Root, _tree, default);
        Assert.Equal([new(1, 0), new(2, 0)], first.Select(page => page.Address));
        await _tree.MintAsync(0);
        var second = await _tree.Tree.MintAsync(1, _tree.Root, _tree, default);
        Assert.Equal([new(2, 1)], second.Select(page => page.Address));
        Assert.Empty(await _tree.Tree.MintAsync(0, _tree.Root, _tree, default));
        var farAway = await _tree.Tree.MintAsync(65535, _tree.Root, _tree, default);
        Assert.Equal([new(1, 255), new(2, 65535)], farAway.Select(page => page.Address));
        Assert.All([.. first, .. second, .. farAway], page => Assert.Equal(1, page.Version));
        Assert.All([.. first, .. second, .. farAway], page => Assert.Equal(90 + 8192, page.Envelope.Length));
    }

    [Fact]
    public async Task Minting_changes_no_key_that_is_there()
    {
        await _tree.MintAsync(0);
        var before = await _tree.FingerprintAsync(7);
        await _tree.MintAsync(1);
        await _tree.MintAsync(256);
        await _tree.MintAsync(65535);
        Assert.Equal(before, await _tree.FingerprintAsync(7));
        await _tree.FingerprintAsync(PageAddress.Slots - 1);
    }

    [Fact]
    public async Task A_missing_page_is_said_to_be_missing_and_never_minted()
    {
        await _tree.MintAsync(0);
        var leaf = await Assert.ThrowsAsync<SlotNotMintedException>(async () => await _tree.OpenAsync(256));
        Assert.Equal(new PageAddress(2, 1), leaf.Address);
        var inner = await Assert.ThrowsAsync<SlotNotMintedException>(async () => await _tree.OpenAsync(65536));
        Assert.Equal(new PageAddress(1, 1), inner.Address);
        _tree.Remove(PageAddress.Root);
        await Assert.ThrowsAsync<SlotNotMintedException>(async () => await _tree.OpenAsync(0));
        await Assert.ThrowsAsync<SlotNotMintedException>(() => _tree.MintAsync(9));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(PageAddress.Slots)]
    public async Task A_slot_outside_the_tree_is_refused(long slot) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _tree.OpenAsync(slot));

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task A_leaf_outside_the_tree_is_refused(int leaf) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _tree.MintAsync(leaf));

    [Fact]
    public async Task A_page_in_the_place_of_another_does_not_open()
    {
        await _tree.MintAsync(0);
        await _tree.MintAsync(1);
        _tree.Put(_tree.Pages[new(2, 1)] with { Address = new(2, 0) });
        Assert.Equal(EnvelopeFailure.WrongKey, await WhyNot(5));
    }

    [Fact]
    public async Task A_store_that_answers_with_another_page_than_asked_for_does_not_pass()
    {
        await _tree.MintAsync(0);
        await _tree.MintAsync(1);
        var confused = new Confused(_tree.Pages);
        var refused = await Assert.ThrowsAsync<EnvelopeException>(
            async () => await _tree.Tree.OpenSlotAsync(5, _tree.Root, confused, default));
        Assert.Equal(EnvelopeFailure.WrongKey, refused.Reason);
    }

    [Fact]
    public async Task A_page_of_another_version_than_it_claims_does_not_open()
    {
        await _tree.MintAsync(0);
        foreach (var page in _tree.Backup().Values)
        {
            _tree.Put(page with { Version = 2 });
            await Assert.ThrowsAsync<EnvelopeException>(async () => await _tree.OpenAsync(5));
            _tree.Put(page);
        }
        await _tree.FingerprintAsync(5);
    }

    [Fact]
    public async Task A_page_of_any_other_length_or_with_a_flipped_bit_does_not_open()
    {
        await _tree.MintAsync(0);
        foreach (var page in _tree.Backup().Values)
        {
            foreach (var position in new[] { 0, 1, 2, 17, 20, 45, 74, 4000, 8281 })
            {
                var altered = page.Envelope.ToArray();
                altered[position] ^= 0x10;
                _tree.Put(page with { Envelope = altered });
                await Assert.ThrowsAsync<EnvelopeException>(async () => await _tree.OpenAsync(5));
            }
            _tree.Put(page with { Envelope = page.Envelope[..^1] });
            Assert.Equal(EnvelopeFailure.Format, await WhyNot(5));
            _tree.Put(page);
        }
    }

    [Fact]
    public async Task A_tree_of_another_deployment_does_not_open()
    {
        await _tree.MintAsync(0);
        var elsewhere = new KeyTree(Guid.Parse("99999999-9999-4999-8999-999999999999"), _tree.Arena);
        var refused = await Assert.ThrowsAsync<EnvelopeException>(
            async () => await elsewhere.OpenSlotAsync(5, _tree.Root, _tree, default));
        Assert.Equal(EnvelopeFailure.Commitment, refused.Reason);
    }

    [Fact]
    public async Task Another_root_of_the_same_epoch_does_not_open_it()
    {
        await _tree.MintAsync(0);
        using var imposter = ErasableRoot.Generate(1, _tree.Arena);
        Assert.Equal(EnvelopeFailure.Commitment, await WhyNot(5, imposter));
    }

    [Fact]
    public async Task Nothing_opened_stays_behind()
    {
        await _tree.MintAsync(0);
        var before = _tree.Arena.InUse;
        (await _tree.OpenAsync(1)).Dispose();
        await Assert.ThrowsAsync<SlotNotMintedException>(async () => await _tree.OpenAsync(300));
        _tree.Put(_tree.Pages[new(2, 0)] with { Version = 2 });
        await Assert.ThrowsAsync<EnvelopeException>(async () => await _tree.OpenAsync(1));
        Assert.Equal(before, _tree.Arena.InUse);
    }

    [Fact]
    public void A_root_has_an_epoch_from_one_on() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ErasableRoot.Generate(0, _tree.Arena));

    private async Task<EnvelopeFailure> WhyNot(long slot, ErasableRoot? root = null) =>
        (await Assert.ThrowsAsync<EnvelopeException>(async () => await _tree.OpenAsync(slot, root))).Reason;

    /// <summary>Answers the question for leaf 0 with leaf 1.</summary>
    private sealed class Confused(IReadOnlyDictionary<PageAddress, KeyPage> pages) : IKeyPages
    {
        public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
            ValueTask.FromResult<KeyPage?>(pages[address.Level == 2 ? new(2, 1) : address]);
    }
}
