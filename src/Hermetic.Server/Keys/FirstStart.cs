using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>
/// Makes a deployment: keys first, then the database's first commit, then the keys count as in use. A crash in
/// between leaves keys that protected nothing; they are recognised by their marker and used.
/// </summary>
internal static class FirstStart
{
    private const int FirstEpoch = 1;

    internal static async Task<Deployment> CreateAsync(
        string path, IRootSource source, Database database, SecretArena arena)
    {
        using var directory = await KeysAsync(path, source, arena);
        using var root = directory.Epochs.Count == 0
            ? await directory.StoreRootAsync(FirstEpoch, CancellationToken.None)
            : await directory.LoadRootAsync(FirstEpoch, CancellationToken.None);
        var id = directory.Ring.Deployment;
        var rootPage = new KeyTree(id, arena).CreateRootPage(root);
        var emptyRoot = new byte[MerkleHash.Length];
        Rfc6962.EmptyRoot.CopyTo(emptyRoot);
        await database.CommitAsync(transaction => Deployment.Create(transaction, id, FirstEpoch, rootPage, emptyRoot));
        return new Deployment(id, FirstEpoch);
    }

    /// <summary>Said before anything is made, so that a restore finds the place as it was.</summary>
    /// <exception cref="KeyDirectoryException">The keys have protected data, and it is not there.</exception>
    internal static async Task RefuseKeysWithoutDataAsync(Settings settings, SecretArena arena)
    {
        if (settings.Postgres is null && !Database.Exists(settings.Data) && KeyDirectory.Exists(settings.KeysDirectory))
            (await KeysAsync(settings.KeysDirectory, settings.Root, arena)).Dispose();
    }

    private static async Task<KeyDirectory> KeysAsync(string path, IRootSource source, SecretArena arena)
    {
        if (!KeyDirectory.Exists(path))
            return await KeyDirectory.CreateAsync(path, arena, source, DeploymentIds.New(), CancellationToken.None);
        var directory = await KeyDirectory.OpenAsync(path, arena, source, CancellationToken.None);
        if (directory.Initialising)
            return directory;
        directory.Dispose();
        throw new KeyDirectoryException(
            "There are keys but no data. If the data was lost, restore it; to start anew, move the keys away.");
    }
}

/// <summary>
/// At the start the database's epoch selects the root. A root one ahead never protected anything (its commit did not
/// happen), a root one behind was to be destroyed: both go. Any other state stops the start and destroys nothing.
/// </summary>
internal static class LeftoverRoots
{
    /// <param name="made">What this process has just stored and holds open: it needs no root provider to be used.</param>
    /// <returns>The root to use; the others are still there.</returns>
    internal static async Task<ErasableRoot> SelectAsync(
        KeyDirectory directory, int epoch, ErasableRoot? made, CancellationToken cancel)
    {
        RefuseStrangers(directory, epoch);
        return made?.Epoch == epoch ? made : await directory.LoadRootAsync(epoch, cancel);
    }

    /// <summary>Destroys all but the selected one.</summary>
    /// <exception cref="RootProviderException">It could not; call again.</exception>
    internal static async Task DestroyAsync(KeyDirectory directory, int epoch, CancellationToken cancel)
    {
        RefuseStrangers(directory, epoch);
        foreach (var other in directory.Epochs.Where(other => other != epoch).ToList())
            await directory.DestroyRootAsync(other, cancel);
    }

    private static void RefuseStrangers(KeyDirectory directory, int epoch)
    {
        if (directory.Epochs.Any(other => Math.Abs(other - epoch) > 1) || !directory.Epochs.Contains(epoch))
            throw new KeyDirectoryException(
                $"The database needs erasable root {epoch}; the key directory holds {string.Join(", ", directory.Epochs)}.");
    }
}
