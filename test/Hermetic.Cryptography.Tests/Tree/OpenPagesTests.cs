namespace Hermetic.Cryptography.Tests.Tree;

/// <summary>A page is opened once for the people of five seconds, and never for longer.</summary>
public sealed class OpenPagesTests : IDisposable, IKeyPages
{
    private readonly TreeInMemory _stored = new();
    private readonly HandClock _clock = new();
    private readonly OpenPages _recent;
    private readonly KeyTree _tree;
    private readonly List<PageAddress> _read = [];
    private Action _whileReading = () => { };

    public OpenPagesTests()
    {
        _recent = new OpenPages(_clock);
        _tree = new KeyTree(Sealing.Samples.Deployment, _stored.Arena, _recent);
    }

    public void Dispose()
    {
        _recent.Dispose();
        _stored.Dispose();
    }

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel)
    {
        _read.Add(address);
        _whileReading();
        return _stored.FindAsync(address, cancel);
    }

    [Fact]
    public async Task The_slots_of_one_page_cost_its_path_once()
    {
        await _stored.MintAsync(0);
        Assert.Null(_tree.TryOpenSlot(5));

        for (var slot = 0; slot < 256; slot++)
            Assert.Equal(await _stored.FingerprintAsync(slot), await FingerprintAsync(slot));

        Assert.Equal([PageAddress.Root, new(1, 0), new(2, 0)], _read.Order(ByLevel).ToList());
        using var key = _tree.TryOpenSlot(5);
        Assert.NotNull(key);
    }

    [Fact]
    public async Task Another_page_costs_no_more_than_itself()
    {
        await _stored.MintAsync(0);
        await _stored.MintAsync(1);
        await FingerprintAsync(5);
        _read.Clear();

        Assert.Equal(await _stored.FingerprintAsync(300), await FingerprintAsync(300));

        Assert.Equal([new(2, 1)], _read);
    }

    [Fact]
    public async Task After_five_seconds_a_page_is_read_anew_however_often_it_was_used()
    {
        await _stored.MintAsync(0);
        await FingerprintAsync(5);
        _clock.Advance(OpenPages.Lifetime - TimeSpan.FromTicks(1));
        await FingerprintAsync(5);
        _read.Clear();

        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Null(_tree.TryOpenSlot(5));
        await FingerprintAsync(5);
        Assert.Equal(3, _read.Count);
    }

    [Fact]
    public async Task The_time_counts_from_before_the_page_was_read()
    {
        await _stored.MintAsync(0);
        var before = _stored.Arena.InUse;
        _whileReading = () => _clock.Advance(OpenPages.Lifetime);

        await FingerprintAsync(5);

        Assert.Null(_tree.TryOpenSlot(5));
        Assert.Equal(before, _stored.Arena.InUse);
    }

    [Fact]
    public async Task A_page_that_took_long_to_read_does_not_take_the_place_of_a_younger_one()
    {
        await _stored.MintAsync(0);
        _whileReading = () =>
        {
            _whileReading = () => { };
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(FingerprintAsync(5).IsCompletedSuccessfully);
        };

        await FingerprintAsync(5);

        _clock.Advance(OpenPages.Lifetime - TimeSpan.FromMilliseconds(500));
        using var key = _tree.TryOpenSlot(5);
        Assert.NotNull(key);
    }

    [Fact]
    public async Task What_is_too_old_is_wiped_when_told_and_what_is_not_stays()
    {
        await _stored.MintAsync(0);
        await _stored.MintAsync(1);
        var before = _stored.Arena.InUse;
        await FingerprintAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await FingerprintAsync(300);
        var open = _stored.Arena.InUse;

        _clock.Advance(TimeSpan.FromSeconds(3));
        _recent.Expire();

        Assert.InRange(_stored.Arena.InUse, before + 1, open - 1);
        _clock.Advance(TimeSpan.FromSeconds(3));
        _recent.Expire();
        Assert.Equal(before, _stored.Arena.InUse);
    }

    [Fact]
    public async Task Wiping_leaves_no_page_open()
    {
        await _stored.MintAsync(0);
        var before = _stored.Arena.InUse;
        await FingerprintAsync(5);

        _recent.Clear();

        Assert.Null(_tree.TryOpenSlot(5));
        Assert.Equal(before, _stored.Arena.InUse);
    }

    [Fact]
    public async Task A_page_that_was_read_anew_stays_when_the_older_one_of_its_place_goes()
    {
        await _stored.MintAsync(0);
        await FingerprintAsync(5);
        _clock.Advance(OpenPages.Lifetime);
        await FingerprintAsync(5);

        _recent.Expire();

        using var key = _tree.TryOpenSlot(5);
        Assert.NotNull(key);
    }

    [Fact]
    public async Task A_page_that_was_being_opened_when_all_were_wiped_is_not_kept()
    {
        await _stored.MintAsync(0);
        var before = _stored.Arena.InUse;
        _whileReading = _recent.Clear;

        await FingerprintAsync(5);

        Assert.Null(_tree.TryOpenSlot(5));
        Assert.Equal(before, _stored.Arena.InUse);
    }

    [Fact]
    public async Task A_slot_that_was_destroyed_before_is_told_from_an_open_page_too()
    {
        await _stored.MintAsync(0);
        using var old = await _stored.RollAsync(5);
        await FingerprintAsync(6);

        Assert.Throws<SlotDestroyedException>(() => _tree.TryOpenSlot(5));
        await Assert.ThrowsAsync<SlotDestroyedException>(async () => await OpenAsync(5));
    }

    [Fact]
    public async Task Of_more_pages_than_there_is_room_for_the_oldest_go()
    {
        var before = _stored.Arena.InUse;
        for (var leaf = 0; leaf < 300; leaf++)
        {
            await _stored.MintAsync(leaf);
            await FingerprintAsync(leaf * 256);
        }

        Assert.InRange(_stored.Arena.InUse - before, 1, 256 * 8192);
        Assert.Null(_tree.TryOpenSlot(0));
        using var last = _tree.TryOpenSlot(299 * 256);
        Assert.NotNull(last);
        Assert.Equal(await _stored.FingerprintAsync(0), await FingerprintAsync(0));
    }

    [Fact]
    public async Task Many_at_once_get_the_same_keys_while_pages_come_and_go()
    {
        for (var leaf = 0; leaf < 4; leaf++)
            await _stored.MintAsync(leaf);
        var expected = await Task.WhenAll(Enumerable.Range(0, 1024).Select(slot => _stored.FingerprintAsync(slot)));
        var tree = new KeyTree(Sealing.Samples.Deployment, _stored.Arena, _recent);
        using var end = new CancellationTokenSource();
        var wiping = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
                _recent.Clear();
        });

        await Parallel.ForAsync(0, 4096, async (i, _) =>
        {
            using var key = await tree.OpenSlotAsync(i % 1024, _stored.Root, _stored, default);
            using var pepper = key.Pepper();
            Assert.Equal(expected[i % 1024], pepper.Tag("fingerprint", "key"u8));
        });

        await end.CancelAsync();
        await wiping;
    }

    private static Comparer<PageAddress> ByLevel => Comparer<PageAddress>.Create((a, b) => a.Level - b.Level);

    private ValueTask<ContentKey> OpenAsync(long slot) => _tree.OpenSlotAsync(slot, _stored.Root, this, default);

    private async Task<Tag> FingerprintAsync(long slot)
    {
        using var key = await OpenAsync(slot);
        using var pepper = key.Pepper();
        return pepper.Tag("fingerprint", "key"u8);
    }

    private sealed class HandClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => Interlocked.Add(ref _now, by.Ticks);

        public override long GetTimestamp() => Interlocked.Read(ref _now);
    }
}
