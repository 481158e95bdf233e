using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>An escrow as it is configured (<c>Keys:Escrows</c>).</summary>
/// <param name="Name">Unique; in certificates and for the operator.</param>
/// <param name="Place">Opens the place; nothing is reached before it is used.</param>
/// <param name="Key">What wraps the root there.</param>
/// <param name="KeyDirectory">Where the files of that key are.</param>
internal sealed record EscrowOptions(string Name, Func<IEscrowPlace> Place, IRootSource Key, string KeyDirectory);

/// <summary>How an escrow stands.</summary>
/// <param name="IsSettled">It holds what it should, and nothing else.</param>
/// <param name="HasFailed">It could not be used when it was last tried.</param>
internal sealed record EscrowStanding(string Name, bool IsSettled, bool HasFailed);

/// <summary>
/// All escrows of a deployment. A roll goes on only when each of them has the new root and the new pages; what a roll, an
/// outage or a crash has left in one of them is settled by what the database says: the current root, all current pages,
/// nothing else. Whatever fails, fails before anything is destroyed that is still needed.
/// </summary>
internal sealed class Escrows : IDisposable
{
    private readonly List<HeldEscrow> _all;
    private readonly SemaphoreSlim _one = new(1, 1);

    internal Escrows(IReadOnlyList<EscrowOptions> options, Guid deployment, SecretArena arena) =>
        _all = [.. options.Select(one => new HeldEscrow(one, deployment, arena))];

    internal bool Any => _all.Count > 0;

    internal bool AreSettled => _all.TrueForAll(one => one.IsSettled);

    /// <summary>What a destruction is worth is known of each: it was reached since the start.</summary>
    internal bool AreKnown => _all.TrueForAll(one => one.IsKnown);

    /// <summary>Counted from 1.</summary>
    internal int? Failed => _all.FindIndex(one => one.HasFailed) is >= 0 and var index ? index + 1 : null;

    /// <summary>How each stands, as far as this process has seen.</summary>
    internal IReadOnlyList<EscrowStanding> Standings =>
        [.. _all.Select(one => new EscrowStanding(one.Name, one.IsSettled, one.HasFailed))];

    /// <summary>What a destruction is worth in each, as of the last time that it was reached.</summary>
    internal IEnumerable<KeyValuePair<string, ErasurePlace>> Places =>
        _all.Select(one => KeyValuePair.Create($"escrow {one.Name}", one.Worth));

    internal static ErasurePlace Worth(string kind, RootAssurance worth) =>
        new(kind, (int)worth.Level, worth.Horizon is { } horizon ? (long)Math.Ceiling(horizon.TotalHours) : null);

    /// <summary>What a roll is about to commit. Until <see cref="SettleAsync"/> each has the roots of two epochs.</summary>
    /// <exception cref="EscrowException">One of them has not got it.</exception>
    /// <exception cref="RootProviderException">One of them has not got it: its key cannot be used.</exception>
    internal Task ShipAsync(ErasableRoot root, IReadOnlyList<KeyPage> pages, CancellationToken cancel) =>
        EachAsync(
            async escrow =>
            {
                await escrow.ShipAsync(root, cancel);
                foreach (var page in pages)
                    await escrow.ShipAsync(page, root.Epoch, cancel);
            },
            settles: false, cancel);

    /// <summary>Pages that were minted, and of which no slot is used before this returns.</summary>
    /// <inheritdoc cref="ShipAsync(ErasableRoot, IReadOnlyList{KeyPage}, CancellationToken)"/>
    internal Task ShipAsync(IReadOnlyList<KeyPage> pages, int epoch, CancellationToken cancel) =>
        EachAsync(
            async escrow =>
            {
                foreach (var page in pages)
                    await escrow.ShipAsync(page, epoch, cancel);
            },
            settles: null, cancel);

    /// <summary>
    /// Makes each hold what it should, and nothing else. Asked anew every time: another node may have rolled the tree since.
    /// </summary>
    /// <param name="root">The current one, by the database's epoch.</param>
    /// <param name="database">Says which pages are current.</param>
    /// <param name="pages">Reads them.</param>
    /// <param name="cancel">Ends it between two files.</param>
    /// <exception cref="EscrowException">One of them could not be settled; the others were.</exception>
    /// <exception cref="RootProviderException">Likewise.</exception>
    internal Task SettleAsync(ErasableRoot root, Database database, KeyPages pages, CancellationToken cancel) =>
        EachAsync(
            escrow => SettleAsync(escrow, root, database.Read(KeyPages.List), pages, cancel), settles: true, cancel);

    private static async Task SettleAsync(
        Escrow escrow, ErasableRoot root, IReadOnlyList<(PageAddress Address, long Version)> current, KeyPages pages,
        CancellationToken cancel)
    {
        var epochs = await escrow.EpochsAsync(cancel);
        RefuseLater(escrow, epochs, root.Epoch);
        if (!epochs.Contains(root.Epoch))
            await escrow.ShipAsync(root, cancel);
        var held = await escrow.PagesAsync(cancel);
        var there = held.Select(page => (page.Address, page.Version)).ToHashSet();
        foreach (var (address, _) in current.Where(page => !there.Contains(page)))
        {
            if (await pages.FindAsync(address, cancel) is { } page)
                await escrow.ShipAsync(page, root.Epoch, cancel);
        }
        // Only now: whatever happened so far, the escrow was as good as before.
        foreach (var epoch in epochs.Where(epoch => epoch != root.Epoch))
            await escrow.DestroyRootAsync(epoch, cancel);
        var needed = current.ToHashSet();
        foreach (var old in held.Where(page => !needed.Contains((page.Address, page.Version))))
            await escrow.DropAsync(old, cancel);
    }

    /// <summary>A roll that was interrupted leaves its root beside the current one; anything later is another database's.</summary>
    private static void RefuseLater(Escrow escrow, IReadOnlyList<int> epochs, int epoch)
    {
        if (epochs.Count > 0 && (epochs[^1] > epoch + 1 || (epochs[^1] > epoch && !epochs.Contains(epoch))))
            throw new EscrowException(
                $"The escrow {escrow.Name} is at epoch {epochs[^1]}, the database at {epoch}: the database is older. Nothing was "
                + "changed. Stop the service and run: escrow recover");
    }

    /// <summary>One after the other; a failure in one does not keep the next from being served.</summary>
    /// <param name="settles">What is known of one afterwards; null when nothing new is.</param>
    private async Task EachAsync(Func<Escrow, Task> work, bool? settles, CancellationToken cancel)
    {
        if (!Any)
            return;
        await _one.WaitAsync(cancel);
        try
        {
            Exception? failure = null;
            foreach (var one in _all)
                failure = await one.TryAsync(work, settles, cancel) ?? failure;
            if (failure is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        foreach (var one in _all)
            one.Dispose();
        _one.Dispose();
    }
}
