using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Tree;

/// <summary>A key tree with its pages in a dictionary, written as storage does: insert once, then swap.</summary>
internal sealed class TreeInMemory : IKeyPages, IDisposable
{
    private Dictionary<PageAddress, KeyPage> _pages = [];

    public TreeInMemory()
    {
        Tree = new(Samples.Deployment, Arena);
        Root = ErasableRoot.Generate(1, Arena);
        Insert([Tree.CreateRootPage(Root)]);
    }

    public SecretArena Arena { get; } = new(32 << 20);

    public KeyTree Tree { get; }

    public ErasableRoot Root { get; private set; }

    public IReadOnlyDictionary<PageAddress, KeyPage> Pages => _pages;

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
        ValueTask.FromResult(_pages.GetValueOrDefault(address));

    public async Task MintAsync(int leaf) => Insert(await Tree.MintAsync(leaf, Root, this, default));

    /// <summary>Rolls, commits and takes up the new root; hands back the old one, as a thief would have it.</summary>
    public async Task<ErasableRoot> RollAsync(params long[] destroy)
    {
        var (old, next) = (Root, ErasableRoot.Generate(Root.Epoch + 1, Arena));
        var roll = await Tree.RollAsync(destroy, old, next, this, default);
        foreach (var page in roll.Pages)
        {
            Assert.Equal(_pages[page.Address].Version + 1, page.Version);
            _pages[page.Address] = page;
        }
        Assert.Equal(next.Epoch, roll.Epoch);
        Root = next;
        return old;
    }

    public ValueTask<ContentKey> OpenAsync(long slot, ErasableRoot? root = null) =>
        Tree.OpenSlotAsync(slot, root ?? Root, this, default);

    /// <summary>Something that only this key could have made, to tell keys apart.</summary>
    public async Task<Tag> FingerprintAsync(long slot, ErasableRoot? root = null)
    {
        using var key = await OpenAsync(slot, root);
        using var pepper = key.Pepper();
        return pepper.Tag("fingerprint", "key"u8);
    }

    public Dictionary<PageAddress, KeyPage> Backup() => new(_pages);

    public void Restore(IReadOnlyDictionary<PageAddress, KeyPage> backup) => _pages = new(backup);

    public void Put(KeyPage page) => _pages[page.Address] = page;

    public void Remove(PageAddress address) => _pages.Remove(address);

    public void Dispose()
    {
        Root.Dispose();
        Arena.Dispose();
    }

    private void Insert(IEnumerable<KeyPage> pages)
    {
        foreach (var page in pages)
            _pages.Add(page.Address, page);     // throws where one exists
    }
}
