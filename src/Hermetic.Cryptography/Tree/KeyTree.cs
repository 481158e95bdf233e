using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// The 256-ary tree of keys under an erasable root: three levels of pages, 16,777,216 slots. It holds no state
/// but the deployment; opened pages are wiped before a call returns, or left to <paramref name="recent"/>.
/// Thread-safe.
/// </summary>
/// <param name="deployment">Whose tree it is; pages of another do not open.</param>
/// <param name="arena">Where pages and keys are opened.</param>
/// <param name="recent">Pages on the way to slots, for a moment; null to open each anew. To be cleared whenever
/// the root changes.</param>
public sealed class KeyTree(Guid deployment, SecretArena arena, OpenPages? recent = null)
{
    /// <summary>A fresh root page, version 1: part of the first commit of a deployment.</summary>
    public KeyPage CreateRootPage(ErasableRoot root)
    {
        using var page = OpenPage.Mint(PageAddress.Root, arena);
        return SealRoot(page, root, page.Version);
    }

    /// <summary>
    /// Mints the 256 slots of a leaf. To be inserted, never to overwrite: another minting of the same page loses.
    /// </summary>
    /// <param name="leafIndex">0 to 65,535.</param>
    /// <param name="root">The current root.</param>
    /// <param name="pages">What is stored.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>The new pages, inner before leaf; none when the leaf exists.</returns>
    /// <exception cref="SlotNotMintedException">There is no root page.</exception>
    public async ValueTask<IReadOnlyList<KeyPage>> MintAsync(
        int leafIndex, ErasableRoot root, IKeyPages pages, CancellationToken cancel)
    {
        var leaf = PageAddress.Leaf(leafIndex);
        if (await pages.FindAsync(leaf, cancel) is not null)
            return [];
        using var rootPage = await OpenRootAsync(root, pages, cancel);
        var stored = await pages.FindAsync(leaf.Parent, cancel);
        using var inner = stored is null ? OpenPage.Mint(leaf.Parent, arena) : OpenChild(rootPage, stored);
        using var fresh = OpenPage.Mint(leaf, arena);
        var newLeaf = SealChild(inner, fresh, fresh.Version);
        return stored is null ? [SealChild(rootPage, inner, inner.Version), newLeaf] : [newLeaf];
    }

    /// <summary>The key in a slot, if its page is open. Else, and for what it throws: <see cref="OpenSlotAsync"/>.</summary>
    public ContentKey? TryOpenSlot(long slot) =>
        TryCopy(PageAddress.LeafOf(slot), EntryOf(slot)) is { } key ? KeyOf(slot, key) : null;

    /// <summary>The key in a slot. The caller disposes it, and keeps it no longer than a few seconds.</summary>
    /// <param name="slot">0 to 16,777,215.</param>
    /// <param name="root">The root of the epoch that the pages are in.</param>
    /// <param name="pages">What is stored.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="SlotDestroyedException">The slot was destroyed.</exception>
    /// <exception cref="SlotNotMintedException">A page on its path is missing.</exception>
    /// <exception cref="EnvelopeException">A page was altered, belongs elsewhere or to another epoch.</exception>
    public async ValueTask<ContentKey> OpenSlotAsync(
        long slot, ErasableRoot root, IKeyPages pages, CancellationToken cancel)
    {
        return KeyOf(slot, await EntryAsync(PageAddress.LeafOf(slot), EntryOf(slot), root, pages, cancel));
    }

    /// <summary>
    /// Destroys slots: zeroes them, gives every page on their paths a fresh key, and hangs the root page under
    /// <paramref name="to"/>. Other slots keep their keys. Once the old root is destroyed, no older copy of these
    /// pages leads to what was destroyed.
    /// </summary>
    /// <param name="destroy">The slots; none re-roots the tree. A slot destroyed before stays destroyed.</param>
    /// <param name="from">The root of the stored pages.</param>
    /// <param name="to">A fresh root of a later epoch, already durable wherever roots are kept.</param>
    /// <param name="pages">What is stored.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="to"/> is not of a later epoch.</exception>
    /// <exception cref="SlotNotMintedException">A slot's page is missing; nothing is rolled.</exception>
    public async ValueTask<KeyRoll> RollAsync(
        IReadOnlyCollection<long> destroy, ErasableRoot from, ErasableRoot to, IKeyPages pages,
        CancellationToken cancel)
    {
        if (to.Epoch <= from.Epoch)
            throw new ArgumentException("A roll goes to a later epoch.", nameof(to));
        var rolled = new List<KeyPage>();
        using var rootPage = await OpenRootAsync(from, pages, cancel);
        foreach (var below in destroy.GroupBy(slot => PageAddress.LeafOf(slot).Parent))
        {
            using var inner = OpenChild(rootPage, await DemandAsync(below.Key, pages, cancel));
            foreach (var slots in below.GroupBy(PageAddress.LeafOf))
            {
                using var leaf = OpenChild(inner, await DemandAsync(slots.Key, pages, cancel));
                foreach (var slot in slots)
                    leaf[(int)(slot & 0xFF)].Clear();
                rolled.Add(Rekey(inner, leaf));
            }
            rolled.Add(Rekey(rootPage, inner));
        }
        rolled.Add(SealRoot(rootPage, to, rootPage.Version + 1));
        return new(
            [.. rolled.OrderBy(page => page.Address.Level).ThenBy(page => page.Address.Index)], to.Epoch,
            from.Commitment(deployment));
    }

    private static int EntryOf(long slot) => (int)(slot & 0xFF);

    private ContentKey KeyOf(long slot, SecretBuffer key)
    {
        if (!OpenPage.IsDestroyed(key.Span))
            return new(KeyId.ForSlot(slot), deployment, key);
        key.Dispose();
        throw new SlotDestroyedException(slot);
    }

    private SecretBuffer? TryCopy(PageAddress address, int entry)
    {
        if (recent is null)
            return null;
        var key = arena.Rent(Envelope.KeySize);
        if (recent.TryCopy(address, entry, key.Span))
            return key;
        key.Dispose();
        return null;
    }

    /// <summary>One key of a page, in a buffer of its own.</summary>
    private async ValueTask<SecretBuffer> EntryAsync(
        PageAddress address, int entry, ErasableRoot root, IKeyPages pages, CancellationToken cancel)
    {
        if (TryCopy(address, entry) is { } known)
            return known;
        var since = recent?.Now() ?? default;
        var page = await OpenAsync(address, root, pages, cancel);
        try
        {
            var key = arena.Rent(Envelope.KeySize);
            page[entry].CopyTo(key.Span);
            return key;
        }
        finally
        {
            if (recent is null || !recent.TryKeep(page, since))
                page.Dispose();
        }
    }

    private async ValueTask<OpenPage> OpenAsync(
        PageAddress address, ErasableRoot root, IKeyPages pages, CancellationToken cancel)
    {
        if (address == PageAddress.Root)
            return await OpenRootAsync(root, pages, cancel);
        using var key = await EntryAsync(address.Parent, address.EntryInParent, root, pages, cancel);
        var page = await DemandAsync(address, pages, cancel);
        return OpenChild(key.Span, page);
    }

    /// <summary>A fresh key for the child, written into its parent before the parent itself is sealed.</summary>
    private KeyPage Rekey(OpenPage parent, OpenPage child)
    {
        RandomNumberGenerator.Fill(parent[child.Address.EntryInParent]);
        return SealChild(parent, child, child.Version + 1);
    }

    private KeyPage SealChild(OpenPage parent, OpenPage child, long version) =>
        child.Seal(
            parent[child.Address.EntryInParent], KeyId.ForPage(child.Address, version), version, deployment);

    private KeyPage SealRoot(OpenPage page, ErasableRoot root, long version)
    {
        var stored = page.Seal(root.Key, KeyId.ForErasableRoot(root.Epoch), version, deployment);
        GC.KeepAlive(root);
        return stored;
    }

    private OpenPage OpenChild(OpenPage parent, KeyPage child) =>
        OpenChild(parent[child.Address.EntryInParent], child);

    private OpenPage OpenChild(ReadOnlySpan<byte> key, KeyPage child) =>
        OpenPage.Open(child, key, KeyId.ForPage(child.Address, child.Version), deployment, arena);

    private async ValueTask<OpenPage> OpenRootAsync(ErasableRoot root, IKeyPages pages, CancellationToken cancel)
    {
        var page = await DemandAsync(PageAddress.Root, pages, cancel);
        var opened = OpenPage.Open(page, root.Key, KeyId.ForErasableRoot(root.Epoch), deployment, arena);
        GC.KeepAlive(root);
        return opened;
    }

    /// <summary>The address that was asked for decides what the page must be, not the one it claims.</summary>
    private static async ValueTask<KeyPage> DemandAsync(
        PageAddress address, IKeyPages pages, CancellationToken cancel)
    {
        var page = await pages.FindAsync(address, cancel) ?? throw new SlotNotMintedException(address);
        return page with { Address = address };
    }
}
