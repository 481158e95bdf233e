using System.Collections.Concurrent;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>
/// Opens the keys of a deployment: the ring from its directory, people's keys from the tree whose pages are rows.
/// One lock orders everything that this node does to the tree, the directory's lock what nodes do to its roots;
/// compare-and-swap in storage is the last wall.
/// </summary>
public sealed partial class Vault : IDisposable
{
    /// <summary>
    /// How long a webhook may wait for storage before it is answered 503. What it wrote may still be committed
    /// afterwards; the redelivery is then recognised, a minted page is never used.
    /// </summary>
    internal static readonly TimeSpan IntakePatience = TimeSpan.FromSeconds(5);

    /// <summary>Two pages: people who can still come while an escrow is out of reach.</summary>
    internal const int SlotsAhead = 512;

    /// <summary>Another node may mint a page or roll the tree while this one does.</summary>
    private const int Tries = 8;

    private readonly string _path;
    private readonly Database _database;
    private readonly KeyDirectory _directory;
    private readonly KeyTree _tree;
    private readonly KeyPages _pages;
    private readonly OpenPages _recent;

    /// <summary>Opens every page anew: one damaged page must not cost the others theirs.</summary>
    private readonly KeyTree _anew;
    private readonly SlotPool _slots;
    private readonly Escrows _escrows;
    private readonly ConcurrentBag<ErasableRoot> _retired = [];
    private readonly SemaphoreSlim _treeChanges = new(1, 1);
    private readonly TimeProvider _clock;
    private ErasableRoot _root;

    private Vault(
        string path, Database database, KeyDirectory directory, SecretArena arena, ErasableRoot root, TimeProvider clock,
        Escrows escrows)
    {
        (_path, _database, _directory, _root, _clock) = (path, database, directory, root, clock);
        _pages = new KeyPages(database);
        _recent = new OpenPages(clock);
        _tree = new KeyTree(directory.Ring.Deployment, arena, _recent);
        _anew = new KeyTree(directory.Ring.Deployment, arena);
        _escrows = escrows;
        // With escrows each page travels first: so many are made ahead that nobody has to wait for one that is down.
        _slots = new SlotPool(MintAsync, escrows.Any ? SlotsAhead : 0, clock);
    }

    public KeyRing Ring => _directory.Ring;

    /// <summary>What wraps the keys, for the operator.</summary>
    internal string RootDescription => _directory.RootDescription;

    /// <summary>What destroying an erasable root is worth with it.</summary>
    internal RootAssurance RootAssurance => _directory.RootAssurance;

    /// <summary>The database's key epoch, by the root in use.</summary>
    internal int Epoch => _root.Epoch;

    /// <summary>Where the erasable root lies, and what its destruction there is worth.</summary>
    internal IReadOnlyDictionary<string, ErasurePlace> Places => new Dictionary<string, ErasurePlace>(StringComparer.Ordinal)
    {
        ["service"] = Escrows.Worth(_directory.RootKind, _directory.RootAssurance),
    }.Concat(_escrows.Places).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether every escrow has what it should have, and nothing else, as far as this process has seen.</summary>
    internal bool AreEscrowsSettled => _escrows.AreSettled;

    /// <summary>What a destruction is worth in each escrow is known.</summary>
    internal bool AreEscrowsKnown => _escrows.AreKnown;

    /// <summary>How each escrow stands, as far as this process has seen.</summary>
    internal IReadOnlyList<EscrowStanding> EscrowStandings => _escrows.Standings;

    /// <summary>The number of an escrow that cannot be used now, from 1; null when all can.</summary>
    internal int? FailedEscrow => _escrows.Failed;

    /// <summary>Opens the keys, or creates them when neither keys nor data exist.</summary>
    /// <exception cref="KeyDirectoryException">Keys without data, data without keys, or keys that cannot be trusted.</exception>
    /// <exception cref="RootProviderException">What wraps the keys cannot be used now.</exception>
    public static Task<Vault> OpenAsync(
        string path, IRootSource source, Database database, SecretArena arena, TimeProvider clock) =>
        OpenAsync(path, source, database, arena, clock, []);

    /// <param name="path">The key directory.</param>
    /// <param name="source">What wraps the keys in it.</param>
    /// <param name="database">Whose keys they are.</param>
    /// <param name="arena">Where keys are opened.</param>
    /// <param name="clock">Measures for how long a page stays open.</param>
    /// <param name="escrows">Where else the erasable root lies; none of them needs to be in reach now.</param>
    internal static async Task<Vault> OpenAsync(
        string path, IRootSource source, Database database, SecretArena arena, TimeProvider clock,
        IReadOnlyList<EscrowOptions> escrows)
    {
        if (database.Read(Deployment.Find) is not null && !Directory.Exists(path))
            throw new KeyDirectoryException($"There is no key directory at {path}.");
        // Nobody makes keys at the same time, and no root that goes now is part of a roll under way.
        using var alone = await KeyDirectoryLock.TakeAsync(path, CancellationToken.None);
        var deployment = database.Read(Deployment.Find) ?? await FirstStart.CreateAsync(path, source, database, arena);
        var directory = await KeyDirectory.OpenAsync(path, arena, source, CancellationToken.None);
        if (directory.Ring.Deployment != deployment.Id)
            throw new KeyDirectoryException("The keys belong to another deployment than the data.");
        directory.Commit();
        await RingSettlement.RunAsync(directory, database, RingSettlement.Caller, CancellationToken.None);
        var root = await LeftoverRoots.SelectAsync(directory, deployment.KeyEpoch, made: null, CancellationToken.None);
        await LeftoverRoots.DestroyAsync(directory, deployment.KeyEpoch, CancellationToken.None);
        var held = new Escrows(escrows, deployment.Id, arena);
        var vault = new Vault(path, database, directory, arena, root, clock, held);
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

    /// <summary>A person's key, from pages that were read at most five seconds ago.</summary>
    /// <exception cref="FencedException">The slot was destroyed: the person has been erased.</exception>
    /// <exception cref="KeyPageDamagedException">A page on the way does not open, at a second try too.</exception>
    public async ValueTask<KeyLease> OpenAsync(long slot, CancellationToken cancel)
    {
        try
        {
            if (_tree.TryOpenSlot(slot) is { } cached)
            {
                Instruments.Keys.Add(KeyOperation.Cached);
                return new KeyLease(cached);
            }
            Instruments.Keys.Add(KeyOperation.Opened);
            return new KeyLease(await _tree.OpenSlotAsync(slot, _root, _pages, cancel));
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
            return new KeyLease(await _anew.OpenSlotAsync(slot, _root, _pages, cancel));
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
            await SettleAsync(made: null, cancel);
            // What an interrupted roll left there must not be taken for a part of this one.
            await _escrows.SettleAsync(_root, _database, _pages, cancel);
            var from = _root;
            ErasableRoot? next = null;
            try
            {
                next = await _directory.StoreRootAsync(from.Epoch + 1, cancel);
                var roll = await _tree.RollAsync(destroy, from, next, _pages, cancel);
                await _escrows.ShipAsync(next, roll.Pages, cancel);
                await _database.CommitAsync(transaction => commit(transaction, roll, from.Epoch, next.Epoch));
                Instruments.Keys.Add(KeyOperation.Rolled);
            }
            finally
            {
                // Whoever waited for the roll may be gone; what is decided is brought to its end.
                await SettleAsync(next, CancellationToken.None);
            }
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>
    /// What the database says decides which root stays, also when a roll's own outcome was an error; until it has
    /// answered, both do. From then on that root is used, be the other destroyed or not. Called by who holds the tree and
    /// the directory.
    /// </summary>
    private async Task SettleAsync(ErasableRoot? made, CancellationToken cancel)
    {
        try
        {
            var epoch = await EpochAsync();
            Use(await LeftoverRoots.SelectAsync(_directory, epoch, made, cancel));
            await LeftoverRoots.DestroyAsync(_directory, epoch, cancel);
        }
        finally
        {
            if (made is not null && _root != made)
                _retired.Add(made);
        }
    }

    /// <summary>
    /// Destroys every root but the one in use, wherever a roll has left some: after an interruption of the roll that
    /// should have done it.
    /// </summary>
    /// <returns>The epoch of the only root that is left.</returns>
    /// <exception cref="RootProviderException">It could not; nothing else was touched.</exception>
    /// <exception cref="KeyDirectoryException">The directory is not what it should be; nothing was touched.</exception>
    internal async Task<int> DestroyOldRootsAsync(CancellationToken cancel)
    {
        await _treeChanges.WaitAsync(cancel);
        try
        {
            using var alone = await KeyDirectoryLock.TakeAsync(_path, cancel);
            await FollowAsync();
            await LeftoverRoots.DestroyAsync(_directory, _root.Epoch, cancel);
            await _escrows.SettleAsync(_root, _database, _pages, cancel);
            return _root.Epoch;
        }
        finally
        {
            _treeChanges.Release();
        }
    }

    /// <summary>The root of another node's roll. Destroys nothing: that is for who rolled. Called by who holds the tree.</summary>
    private async Task FollowAsync()
    {
        var epoch = await EpochAsync();
        if (epoch == _root.Epoch)
            return;
        // First: the root may come from a service that takes its time, and what is to be forgotten does not wait for it.
        _recent.Clear();
        Use(await _directory.LoadRootAsync(epoch, CancellationToken.None));
    }

    /// <summary>Asked on the writer's way: while a commit is undecided a reader still sees the epoch before it.</summary>
    private async Task<int> EpochAsync() => (await _database.CommitAsync(Deployment.Find))!.KeyEpoch;

    private void Use(ErasableRoot root)
    {
        _retired.Add(_root);
        _root = root;
        _recent.Clear();
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

    /// <summary>Wipes opened pages whose time is over.</summary>
    internal void Expire() => _recent.Expire();

    /// <summary>Wipes every opened page and every root that is out of use; call when nobody can be using them any more.</summary>
    internal void Forget()
    {
        _recent.Clear();
        while (_retired.TryTake(out var root))
            root.Dispose();
    }

    /// <summary>Throws while an escrow is away: before anything is prepared for a roll that could not be.</summary>
    /// <exception cref="EscrowException">One of them is.</exception>
    internal Task RequireEscrowsAsync(CancellationToken cancel) =>
        _escrows.Any ? SettleEscrowsAsync(cancel) : Task.CompletedTask;

    /// <summary>Brings every escrow to what it should hold now: after an outage, and at the start.</summary>
    internal Task SettleEscrowsAsync(CancellationToken cancel) => DestroyOldRootsAsync(cancel);

    public void Dispose()
    {
        _recent.Dispose();
        _escrows.Dispose();
        _treeChanges.Dispose();
    }
}
