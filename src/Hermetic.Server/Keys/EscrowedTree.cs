using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>The key tree as one escrow has it at its latest epoch: for a look, and for a database that lost its own.</summary>
internal sealed class EscrowedTree : IKeyPages, IDisposable
{
    private readonly Dictionary<PageAddress, KeyPage> _pages;

    private EscrowedTree(ErasableRoot root, Dictionary<PageAddress, KeyPage> pages) => (Root, _pages) = (root, pages);

    internal ErasableRoot Root { get; }

    internal IReadOnlyList<KeyPage> Pages => [.. _pages.Values];

    /// <param name="escrow">Where from.</param>
    /// <param name="epoch">At which epoch; null for the latest.</param>
    /// <param name="cancel">Ends it between two files.</param>
    /// <exception cref="EscrowException">There is no root of it, or a page was lost.</exception>
    internal static async Task<EscrowedTree> ReadAsync(Escrow escrow, int? epoch, CancellationToken cancel)
    {
        var epochs = await escrow.EpochsAsync(cancel);
        if (epochs.Count == 0)
            throw new EscrowException($"The escrow {escrow.Name} is empty.");
        var root = await escrow.FetchRootAsync(epoch ?? epochs[^1], cancel);
        try
        {
            var pages = new Dictionary<PageAddress, KeyPage>();
            // Of a place the page of the latest epoch counts: what was rolled later belongs to a later root.
            foreach (var versions in (await escrow.PagesAsync(cancel)).Where(page => page.Epoch <= root.Epoch).GroupBy(page => page.Address))
                pages[versions.Key] = await escrow.FetchAsync(versions.MaxBy(page => (page.Epoch, page.Version))!, cancel);
            return new(root, pages);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    public ValueTask<KeyPage?> FindAsync(PageAddress address, CancellationToken cancel) =>
        ValueTask.FromResult(_pages.GetValueOrDefault(address));

    /// <summary>Opens every page.</summary>
    /// <returns>The leaves that do not open, by number.</returns>
    internal async Task<IReadOnlyList<int>> FindDamageAsync(KeyTree tree, CancellationToken cancel)
    {
        var damaged = new List<int>();
        foreach (var leaf in _pages.Keys.Where(address => address.Level == 2).Select(address => address.Index).Order())
        {
            if (await FindAsync(tree, (long)leaf << 8, cancel) == SlotFound.Damaged)
                damaged.Add(leaf);
        }
        if (await FindAsync(tree, PageAddress.Slots - 1, cancel) == SlotFound.Damaged)
            damaged.Add(ushort.MaxValue);
        return damaged;
    }

    /// <summary>What is in a slot.</summary>
    internal async Task<SlotFound> FindAsync(KeyTree tree, long slot, CancellationToken cancel)
    {
        try
        {
            (await tree.OpenSlotAsync(slot, Root, this, cancel)).Dispose();
            return SlotFound.Key;
        }
        catch (SlotDestroyedException)
        {
            return SlotFound.Destroyed;
        }
        catch (SlotNotMintedException)
        {
            return SlotFound.Nothing;
        }
        catch (EnvelopeException)
        {
            return SlotFound.Damaged;
        }
    }

    public void Dispose() => Root.Dispose();
}

/// <summary>What is in a slot of a tree.</summary>
internal enum SlotFound
{
    Damaged,
    Nothing,
    Destroyed,
    Key,
}
