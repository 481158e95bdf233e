using System.Collections.Concurrent;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>
/// Opens the keys of a deployment: the ring from its directory, people's keys from the tree whose pages are rows.
/// One lock orders everything that this node does to the tree, the directory's lock what nodes do to its roots;
/// compare-and-swap in storage is the last wall.
/// </summary>
public sealed class Vault : IDisposable
{
    /// <summary>
    /// How long a webhook may wait for storage before it is answered 503. What it wrote may still be committed
    /// afterwards; the redelivery is then recognised, a minted page is never used.
    /// </summary>
    internal static readonly TimeSpan IntakePatience = TimeSpan.FromSeconds(5);

    /// <summary>Another node may mint a page or roll the tree while this one does.</summary>
    private const int Tries = 8;

    private readonly string _path;
    private readonly Database _database;
    private readonly KeyDirectory _directory;
    private readonly KeyTree _tree;
    private readonly KeyPages _pages;
    private readonly KeyCache _cache;
    private readonly SlotPool _slots;
    private readonly ConcurrentBag<ErasableRoot> _retired = [];
    private readonly SemaphoreSlim _treeChanges = new(1, 1);
    private readonly TimeProvider _clock;
    private ErasableRoot _root;

    private Vault(
        string path, Database database, KeyDirectory directory, KeyTree tree, ErasableRoot root, TimeProvider clock)
    {
        (_path, _database, _directory, _tree, _root, _clock) = (path, database, directory, tree, root, clock);
        _pages = new KeyPages(database);
        _cache = new KeyCache(clock);
        _slots = new SlotPool(MintAsync);
    }

    public KeyRing Ring => _directory.Ring;

    /// <summary>The database's key epoch, by the root in use.</summary>
    internal int Epoch => _root.Epoch;

    /// <summary>Opens the keys, or creates them when neither keys nor data exist.</summary>
    /// <exception cref="KeyDirectoryException">Keys without data, data without keys, or keys that cannot be trusted.</exception>
    public static async Task<Vault> OpenAsync(string path, Database database, SecretArena arena, TimeProvider clock)
    {
        if (database.Read(Deployment.Find) is not null && !Directory.Exists(path))
            throw new KeyDirectoryException($"There is no key directory at {path}.");
        // Nobody makes keys at the same time, and no root that goes now is part of a roll under way.
        using var alone = await KeyDirectoryLock.TakeAsync(path, CancellationToken.None);
        var deployment = database.Read(Deployment.Find) ?? await FirstStart.CreateAsync(path, database, arena);
        var directory = KeyDirectory.Open(path, arena);
        if (directory.Ring.Deployment != deployment.Id)
            throw new KeyDirectoryException("The keys belong to another deployment than the data.");
        directory.Commit();
        var root = LeftoverRoots.Settle(directory, deployment.KeyEpoch);
        var vault = new Vault(path, database, directory, new KeyTree(deployment.Id, arena), root, clock);
        if (!await vault.OpensAsync(PageAddress.Slots - 1))
            throw new KeyDirectoryException(
                "The root page of the key tree (table key_page) is damaged, or the database is of another time than the "
                + "keys. Nothing was changed; restore the two together.");
        return vault;
    }

    /// <summary>The leaf pages that do not open: said at the start, and not first when somebody writes.</summary>
    internal async Task<IReadOnlyList<int>> FindDamageAsync()
    {
        var damaged = new List<int>();
        for (var leaf = 0; leaf < _database.Read(Deployment.Leaves); leaf++)
        {
            if (!await OpensAsync((long)leaf << 8))
                damaged.Add(leaf);
        }
        return damaged;
    }

    private async Task<bool> OpensAsync(long slot)
    {
        try
        {
            (await _tree.OpenSlotAsync(slot, _root, _pages, CancellationToken.None)).Dispose();
            return true;
        }
        catch (EnvelopeException)
        {
            return false;
        }
        catch (Exception absent) when (absent is SlotNotMintedException or SlotDestroyedException)
        {
            // Given out and never minted, or destroyed for good: the pages above it opened.
            return true;
        }
    }

    /// <summary>A person's key, at most five seconds old.</summary>
    /// <exception cref="FencedException">The slot was destroyed: the person has been erased.</exception>
    /// <exception cref="KeyPageDamagedException">A page on the way does not open, at a second try too.</exception>
    public async ValueTask<KeyLease> OpenAsync(long slot, CancellationToken cancel)
    {
        if (_cache.TryRent(slot) is { } cached)
        {
            Instruments.Keys.Add(KeyOperation.Cached);
            return cached;
        }
        Instruments.Keys.Add(KeyOperation.Opened);
        try
        {
            return _cache.Keep(slot, await _tree.OpenSlotAsync(slot, _root, _pages, cancel));
        }
        catch (Exception odd) when (odd is EnvelopeException or SlotNotMintedException)
        {
            // A roll came between reading the root and its pages, here or on another node: once more.
            return await OpenBetweenChangesAsync(slot, cancel);
        }
        catch (SlotDestroyedException)
        {
            throw new FencedException("the key has been destroyed");
        }
    }

    private async ValueTask<KeyLease> OpenBetweenChangesAsync(long slot, CancellationToken cancel)
    {
        await _treeChanges.WaitAsync(cancel);
        try
        {
            await FollowAsync();
            return _cache.Keep(slot, await _tree.OpenSlotAsync(slot, _root, _pages, cancel));
        }
        catch (SlotDestroyedException)
        {
            throw new FencedException("the key has been destroyed");
        }
        catch (Exception damage) when (damage is EnvelopeException or SlotNotMintedException)
        {
            throw new KeyPageDamagedException(PageAddress.LeafOf(slot).Index, damage);
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>A slot that was never used, its page committed.</summary>
    internal ValueTask<long> TakeSlotAsync(CancellationToken cancel) => _slots.TakeAsync(cancel);

    /// <summary>The slot of today's key, for elements that belong to nobody.</summary>
    internal async ValueTask<long> DaySlotAsync(CancellationToken cancel)
    {
        var today = (int)(_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
        if (_database.Read(session => DayKeys.Find(session, today)) is { } slot)
            return slot;
        var fresh = await TakeSlotAsync(cancel);
        return await _database.CommitAsync(transaction => DayKeys.Assign(transaction, today, fresh), IntakePatience);
    }

    /// <summary>
    /// Destroys slots for good: a fresh root beside the old one, the re-keyed path and <paramref name="commit"/> in
    /// one transaction, then the old root is destroyed. Resumable: until the commit nothing is lost, after it the
    /// start destroys what is left of the old root.
    /// </summary>
    internal async Task RollAsync(
        IReadOnlyCollection<long> destroy, Action<Transaction, KeyRoll, int, int> commit, CancellationToken cancel)
    {
        await _treeChanges.WaitAsync(cancel);
        try
        {
            using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
            await SettleAsync();
            var from = _root;
            try
            {
                var next = _directory.StoreRoot(from.Epoch + 1);
                _retired.Add(next);
                var roll = await _tree.RollAsync(destroy, from, next, _pages, cancel);
                await _database.CommitAsync(transaction => commit(transaction, roll, from.Epoch, next.Epoch));
                Instruments.Keys.Add(KeyOperation.Rolled);
            }
            finally
            {
                await SettleAsync();
            }
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>
    /// What the database says decides which root stays, also when a roll's own outcome was an error; until it has
    /// answered, both do. Called by who holds the tree and the directory.
    /// </summary>
    private async Task SettleAsync() => Use(LeftoverRoots.Settle(_directory, await EpochAsync()));

    /// <summary>The root of another node's roll. Destroys nothing: that is for who rolled. Called by who holds the tree.</summary>
    private async Task FollowAsync()
    {
        if (await EpochAsync() is var epoch && epoch != _root.Epoch)
            Use(_directory.LoadRoot(epoch));
    }

    /// <summary>Asked on the writer's way: while a commit is undecided a reader still sees the epoch before it.</summary>
    private async Task<int> EpochAsync() => (await _database.CommitAsync(Deployment.Find))!.KeyEpoch;

    private void Use(ErasableRoot root)
    {
        _retired.Add(_root);
        _root = root;
        _cache.Clear();
    }

    /// <summary>Whether another node has rolled the tree since; if so, its root is used from here on.</summary>
    /// <exception cref="KeyDirectoryException">Its root is not in this node's directory: the nodes have to share one.</exception>
    internal async Task<bool> TryFollowAsync(CancellationToken cancel)
    {
        if (_database.Read(Deployment.Find)!.KeyEpoch == _root.Epoch)
            return false;
        await _treeChanges.WaitAsync(cancel);
        try
        {
            await FollowAsync();
            return true;
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>Wipes every cached key and every root that is out of use; call when nobody can be using them any more.</summary>
    internal void Forget()
    {
        _cache.Clear();
        while (_retired.TryTake(out var root))
            root.Dispose();
    }

    private async Task<int> MintAsync(CancellationToken cancel)
    {
        await _treeChanges.WaitAsync(cancel);
        try
        {
            var leaf = await _database.CommitAsync(Deployment.NextLeaf, IntakePatience);
            for (var attempt = 1; !await TryMintAsync(leaf, attempt == Tries, cancel); attempt++)
                await FollowAsync();
            return leaf;
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>False when another node minted the page above, or rolled the tree, at the same time.</summary>
    private async Task<bool> TryMintAsync(int leaf, bool last, CancellationToken cancel)
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
                    return true;
                },
                IntakePatience);
        }
        catch (Exception odd) when (!last && odd is (EnvelopeException or FencedException))
        {
            return false;
        }
    }

    public void Dispose()
    {
        _cache.Clear();
        _treeChanges.Dispose();
    }
}
