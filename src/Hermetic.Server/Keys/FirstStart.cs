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

    internal static async Task<Deployment> CreateAsync(string path, Database database, SecretArena arena)
    {
        var directory = Keys(path, arena);
        var root = directory.Epochs.Count == 0 ? directory.StoreRoot(FirstEpoch) : directory.LoadRoot(FirstEpoch);
        var id = directory.Ring.Deployment;
        var rootPage = new KeyTree(id, arena).CreateRootPage(root);
        var emptyRoot = new byte[MerkleHash.Length];
        Rfc6962.EmptyRoot.CopyTo(emptyRoot);
        await database.CommitAsync(transaction => Deployment.Create(transaction, id, FirstEpoch, rootPage, emptyRoot));
        return new Deployment(id, FirstEpoch);
    }

    /// <summary>Said before anything is made, so that a restore finds the place as it was.</summary>
    /// <exception cref="KeyDirectoryException">The keys have protected data, and it is not there.</exception>
    internal static void RefuseKeysWithoutData(Settings settings, SecretArena arena)
    {
        if (settings.Postgres is null && !Database.Exists(settings.Data) && KeyDirectory.Exists(settings.KeysDirectory))
            Keys(settings.KeysDirectory, arena).Dispose();
    }

    private static KeyDirectory Keys(string path, SecretArena arena)
    {
        if (!KeyDirectory.Exists(path))
            return KeyDirectory.Create(path, arena, DeploymentIds.New());
        var directory = KeyDirectory.Open(path, arena);
        return directory.Initialising
            ? directory
            : throw new KeyDirectoryException(
                "There are keys but no data. If the data was lost, restore it; to start anew, move the keys away.");
    }
}

/// <summary>
/// At the start the database's epoch selects the root. A root one ahead never protected anything (its commit did not
/// happen), a root one behind was to be destroyed: both go. Any other state stops the start and destroys nothing.
/// </summary>
internal static class LeftoverRoots
{
    internal static ErasableRoot Settle(KeyDirectory directory, int epoch)
    {
        var strangers = directory.Epochs.Where(other => Math.Abs(other - epoch) > 1).ToList();
        if (strangers.Count > 0 || !directory.Epochs.Contains(epoch))
            throw new KeyDirectoryException(
                $"The database needs erasable root {epoch}; the key directory holds {string.Join(", ", directory.Epochs)}.");
        var root = directory.LoadRoot(epoch);
        foreach (var other in directory.Epochs.Where(other => other != epoch).ToList())
            directory.DestroyRoot(other);
        return root;
    }
}
