using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermetic.Server.Keys;

/// <param name="Epoch">From here on the database's.</param>
/// <param name="Erased">People in the database who had been erased since; they are erased again at the next start.</param>
internal sealed record Recovered(string Escrow, int Epoch, int Pages, int Erased);

/// <summary>
/// A deployment that lost its root, or whose database is older than its escrows, takes root and pages from one of them.
/// Whoever was erased after the database was current is erased once more. It is done while the service is stopped.
/// </summary>
internal sealed class EscrowRecovery(
    string path, IRootSource root, IReadOnlyList<EscrowOptions> escrows, Database database, SecretArena arena, TimeProvider clock)
{
    /// <exception cref="EscrowException">No escrow has what is needed; nothing was changed.</exception>
    internal async Task<Recovered> RunAsync(string? from, CancellationToken cancel)
    {
        using var alone = await KeyDirectoryLock.TakeAsync(path, cancel);
        var deployment = database.Read(Deployment.Find)
            ?? throw new EscrowException("There is no deployment in the database: restore the database first. Nothing was changed.");
        using var directory = await KeyDirectory.OpenAsync(path, arena, root, cancel);
        if (directory.Ring.Deployment != deployment.Id)
            throw new EscrowException("The keys belong to another deployment than the data. Nothing was changed.");
        using var held = new HeldEscrow(Choose(from), deployment.Id, arena) { MakesKeys = false };
        var escrow = await held.OpenAsync(cancel);
        using var tree = await EscrowedTree.ReadAsync(escrow, await EpochAsync(escrow, deployment.KeyEpoch, cancel), cancel);
        using var opened = new OpenPages(clock);
        var keys = new KeyTree(deployment.Id, arena, opened);
        if (await tree.FindDamageAsync(keys, cancel) is { Count: > 0 } damaged)
            throw new EscrowException(
                $"{damaged.Count} leaf pages in the escrow {escrow.Name} do not open (the first is {damaged[0]}). Nothing was changed; "
                + "try another escrow with --from.");
        var erased = await ErasedAsync(tree, keys, cancel);
        if (!directory.Epochs.Contains(tree.Root.Epoch))
            await directory.AdoptRootAsync(tree.Root, cancel);
        var record = new AccessRecord("keys.recovered", Caller.Service("escrow").Actor, Target.Deployment, Allowed: true);
        await database.CommitAsync(transaction => Restores.TakePages(
            transaction, tree.Pages, deployment.KeyEpoch, tree.Root.Epoch, erased, record));
        foreach (var old in directory.Epochs.Where(epoch => epoch != tree.Root.Epoch).ToList())
            await directory.DestroyRootAsync(old, CancellationToken.None);
        return new Recovered(escrow.Name, tree.Root.Epoch, tree.Pages.Count, erased.Count);
    }

    /// <summary>
    /// Buckets whose pepper was destroyed since the database was current, by the erasure of somebody whom it does not know:
    /// whoever is in them would not be found. To be called after <see cref="RunAsync"/>.
    /// </summary>
    /// <returns>How many were mended.</returns>
    internal async Task<int> MendBucketsAsync(CancellationToken cancel)
    {
        using var vault = await Vault.OpenAsync(path, root, database, arena, clock, escrows);
        using var erasure = new Erasure(database, vault, clock, NullLogger<Erasure>.Instance);
        await erasure.ResumeAsync(only: null, cancel);
        return await erasure.MendBucketsAsync(cancel);
    }

    private EscrowOptions Choose(string? from) => escrows.Count == 0
        ? throw new EscrowException("There is no escrow in Keys:Escrows.")
        : from is null ? escrows[0]
        : escrows.FirstOrDefault(one => one.Name == from)
            ?? throw new EscrowException($"There is no escrow {from} in Keys:Escrows.");

    /// <summary>The database's own epoch where the escrow has it still: what is later was never committed then.</summary>
    private static async Task<int> EpochAsync(Escrow escrow, int database, CancellationToken cancel)
    {
        var epochs = await escrow.EpochsAsync(cancel);
        if (epochs.Contains(database))
            return database;
        if (epochs.Count == 0)
            throw new EscrowException($"The escrow {escrow.Name} is empty. Nothing was changed.");
        return epochs[^1] > database
            ? epochs[^1]
            : throw new EscrowException(
                $"The escrow {escrow.Name} is at epoch {epochs[^1]}, the database at {database}: the escrow is older, and would bring "
                + "back nobody. Nothing was changed; try another escrow with --from.");
    }

    private async Task<IReadOnlyList<SubjectId>> ErasedAsync(EscrowedTree tree, KeyTree keys, CancellationToken cancel)
    {
        var erased = new List<SubjectId>();
        foreach (var subject in database.Read(Restores.Everybody))
        {
            switch (await tree.FindAsync(keys, subject.Slot, cancel))
            {
                case SlotFound.Destroyed:
                    erased.Add(subject.Id);
                    break;
                case SlotFound.Nothing:
                    throw new EscrowException(
                        "Somebody in the database has a key in a page that the escrow does not have: it was left behind. Nothing was "
                        + "changed; try another escrow with --from.");
            }
        }
        return erased;
    }
}
