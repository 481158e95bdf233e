using Hermetic.Cryptography;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

// Slots: a page of them at a time, in the database and in every escrow before the first is used.
public sealed partial class Vault
{
    /// <summary>In the database, and not yet in every escrow. Held by who mints: the pool lets one at a time.</summary>
    private Minted? _unshipped;

    private async Task<int> MintAsync(CancellationToken cancel)
    {
        var minted = _unshipped ?? await MintPagesAsync(cancel);
        if (_escrows.Any)
            await ShipAsync(minted, cancel);
        return minted.Leaf;
    }

    /// <summary>Nobody's key is in it before the escrows have it; what they do not take is offered to them again.</summary>
    private async Task ShipAsync(Minted minted, CancellationToken cancel)
    {
        _unshipped = minted;
        // Nodes write to an escrow one at a time.
        using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
        await _escrows.ShipAsync(minted.Pages, _root.Epoch, cancel);
        _unshipped = null;
    }

    private async Task<Minted> MintPagesAsync(CancellationToken cancel)
    {
        await _treeChanges.WaitAsync(cancel);
        try
        {
            var leaf = await _database.CommitAsync(Deployment.NextLeaf, IntakePatience);
            for (var attempt = 1; ; attempt++)
            {
                if (await TryMintAsync(leaf, attempt == Tries, cancel) is { } pages)
                    return new Minted(leaf, pages);
                await FollowAsync();
            }
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>Null when another node minted the page above, or rolled the tree, at the same time.</summary>
    private async Task<IReadOnlyList<KeyPage>?> TryMintAsync(int leaf, bool last, CancellationToken cancel)
    {
        try
        {
            var pages = await _tree.MintAsync(leaf, _root, _pages, cancel);
            Instruments.Keys.Add(KeyOperation.Minted);
            return await _database.CommitAsync(
                transaction =>
                {
                    foreach (var page in pages)
                        KeyPages.Insert(transaction, page);
                    return pages;
                },
                IntakePatience);
        }
        catch (Exception odd) when (!last && odd is (EnvelopeException or FencedException))
        {
            return null;
        }
    }

    /// <param name="Leaf">Whose slots are handed out once the pages are everywhere.</param>
    /// <param name="Pages">It, and the page above it if that is new.</param>
    private sealed record Minted(int Leaf, IReadOnlyList<KeyPage> Pages);
}
