using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>An escrow believes nothing that its place says.</summary>
public sealed class EscrowTests : IDisposable
{
    private readonly SecretArena _arena = new(4 << 20);
    private readonly Liar _place = new();
    private readonly Escrow _escrow;

    public EscrowTests() => _escrow = new("north", _place, Key());

    public void Dispose()
    {
        _escrow.Dispose();
        _arena.Dispose();
    }

    [Fact]
    public async Task A_root_is_fetched_as_it_was_shipped_and_lies_there_wrapped()
    {
        using var root = ErasableRoot.Generate(7, _arena);
        await _escrow.ShipAsync(root, default);
        using var fetched = await _escrow.FetchRootAsync(7, default);
        Assert.Equal(root.Commitment(Samples.Deployment), fetched.Commitment(Samples.Deployment));
        Assert.Equal([7], await _escrow.EpochsAsync(default));
        var stored = Assert.Single(_place.Files).Value;
        Assert.Equal(-1, stored.AsSpan().IndexOf(root.KeyMemory.Span));
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        using var root = ErasableRoot.Generate(7, _arena);
        await _escrow.ShipAsync(root, default);
        using var thief = new Escrow("north", _place, Key());
        var refused = await Assert.ThrowsAsync<EscrowException>(() => thief.FetchRootAsync(7, default));
        Assert.Contains("another key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_of_another_epoch_under_its_name_is_refused()
    {
        using var root = ErasableRoot.Generate(7, _arena);
        await _escrow.ShipAsync(root, default);
        _place.Files[("roots", "root.0000000008")] = _place.Files[("roots", "root.0000000007")];
        await Assert.ThrowsAsync<EscrowException>(() => _escrow.FetchRootAsync(8, default));
        await Assert.ThrowsAsync<EscrowException>(() => _escrow.FetchRootAsync(9, default));
    }

    [Fact]
    public async Task A_place_that_gives_back_something_else_is_seen_when_it_is_written()
    {
        _place.Alters = true;
        using var root = ErasableRoot.Generate(7, _arena);
        var refused = await Assert.ThrowsAsync<EscrowException>(() => _escrow.ShipAsync(root, default));
        Assert.Contains("does not give back", refused.Message, StringComparison.Ordinal);
        _place.Alters = false;
        _place.Forgets = true;
        await Assert.ThrowsAsync<EscrowException>(() => _escrow.ShipAsync(root, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_place_that_says_destroyed_and_has_it_still_is_seen(bool hides)
    {
        using var root = ErasableRoot.Generate(7, _arena);
        await _escrow.ShipAsync(root, default);
        (_place.Keeps, _place.Hides) = (true, hides);
        var refused = await Assert.ThrowsAsync<EscrowException>(() => _escrow.DestroyRootAsync(7, default));
        Assert.Contains("has it still", refused.Message, StringComparison.Ordinal);
        (_place.Keeps, _place.Hides) = (false, false);
        await _escrow.DestroyRootAsync(7, default);
        await _escrow.DestroyRootAsync(7, default);
        Assert.Empty(_place.Files);
    }

    [Fact]
    public async Task Pages_keep_their_place_version_and_epoch()
    {
        var page = new KeyPage(new(2, 300), 4, new byte[] { 1, 2, 3 });
        await _escrow.ShipAsync(page, epoch: 9, default);
        var held = Assert.Single(await _escrow.PagesAsync(default));
        Assert.Equal(new EscrowedPage(new(2, 300), 4, 9), held);
        var fetched = await _escrow.FetchAsync(held, default);
        Assert.Equal((page.Address, page.Version), (fetched.Address, fetched.Version));
        Assert.Equal(page.Envelope.ToArray(), fetched.Envelope.ToArray());
        await _escrow.DropAsync(held, default);
        Assert.Empty(await _escrow.PagesAsync(default));
        await Assert.ThrowsAsync<EscrowException>(() => _escrow.FetchAsync(held, default));
    }

    [Theory]
    [InlineData("root.")]
    [InlineData("root.x")]
    [InlineData("root.99999999999")]
    [InlineData("root.4294967296")]
    [InlineData("root.1.2")]
    [InlineData("page.2.00001.0000000001")]
    [InlineData("page.3.00001.0000000001.0000000001")]
    [InlineData("page.2.65536.0000000001.0000000001")]
    [InlineData("page.1.00256.0000000001.0000000001")]
    [InlineData("page.0.00001.0000000001.0000000001")]
    [InlineData("readme.txt")]
    public async Task What_is_not_ours_is_passed_over(string name)
    {
        _place.Files[("roots", name)] = [1];
        _place.Files[("pages", name)] = [1];
        Assert.Empty(await _escrow.EpochsAsync(default));
        Assert.Empty(await _escrow.PagesAsync(default));
    }

    [Fact]
    public void A_destruction_is_worth_what_reaches_further_of_place_and_key()
    {
        using var token = new Escrow("south", new Liar(), Key(ErasureLevel.TokenKeyDestroyed));
        Assert.Equal(ErasureLevel.TokenKeyDestroyed, token.Assurance.Level);
        Assert.Equal(ErasureLevel.FileOverwritten, _escrow.Assurance.Level);
        Assert.Contains("wrapped by", _escrow.Description, StringComparison.Ordinal);
    }

    private LocalRoot Key(ErasureLevel level = ErasureLevel.FileOverwritten) =>
        new("a key", new(level, Horizon: null, "For tests."), Samples.Deployment, _arena.RentRandom(LocalRoot.KeySize));

    /// <summary>A place in memory that lies on demand.</summary>
    private sealed class Liar : IEscrowPlace
    {
        public Dictionary<(string Folder, string Name), byte[]> Files { get; } = [];

        public bool Alters { get; set; }

        public bool Forgets { get; set; }

        public bool Keeps { get; set; }

        public bool Hides { get; set; }

        public string Kind => "liar";

        public string Description => "memory";

        public RootAssurance Assurance { get; } = new(ErasureLevel.FileOverwritten, Horizon: null, "None.");

        public ValueTask<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancel) =>
            ValueTask.FromResult<IReadOnlyList<string>>(
                Hides ? [] : [.. Files.Keys.Where(file => file.Folder == folder).Select(file => file.Name)]);

        public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string folder, string name, CancellationToken cancel) =>
            new(Files.TryGetValue((folder, name), out var content) ? content : (ReadOnlyMemory<byte>?)null);

        public ValueTask WriteAsync(string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel)
        {
            var kept = content.ToArray();
            kept[^1] ^= Alters ? (byte)1 : (byte)0;
            if (!Forgets)
                Files[(folder, name)] = kept;
            return default;
        }

        public ValueTask DestroyAsync(string folder, string name, CancellationToken cancel)
        {
            if (!Keeps)
                Files.Remove((folder, name));
            return default;
        }

        public void Dispose()
        {
        }
    }
}
