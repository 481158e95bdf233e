using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// Moves a key directory from one root provider to another: everything is wrapped anew in a directory beside
/// it, opened and compared, and the two change places in one step; then the old one is destroyed. A crash at
/// any step leaves a directory that opens, and running it again finishes it. No service may be using the
/// keys.
/// </summary>
public static class KeyRewrap
{
    /// <summary>What stands behind the directory's name while it is moved.</summary>
    public const string Beside = ".rewrapped";

    /// <summary>Moves the keys.</summary>
    /// <param name="path">The key directory.</param>
    /// <param name="arena">Where keys are opened.</param>
    /// <param name="from">What wraps them now.</param>
    /// <param name="to">What shall; of another kind.</param>
    /// <param name="cancel">Ends the waiting for one of them; nothing has changed then.</param>
    /// <exception cref="KeyDirectoryException">The directory cannot be opened, or not be moved.</exception>
    /// <exception cref="RootProviderException">One of the two cannot be used now.</exception>
    public static Task RunAsync(
        string path, SecretArena arena, IRootSource from, IRootSource to, CancellationToken cancel) =>
        RunAsync(new DurableDirectory(path), path, arena, from, to, cancel);

    internal static async Task RunAsync(
        DurableDirectory old, string path, SecretArena arena, IRootSource from, IRootSource to, CancellationToken cancel)
    {
        if (from.Kind == to.Kind)
            throw new KeyDirectoryException($"The keys in {path} are wrapped by {to.Kind} already.");
        var beside = new DurableDirectory(path + Beside) { BeforeStep = old.BeforeStep };
        if (Kind(old, path, arena) == to.Kind)
        {
            // An earlier run came as far as the exchange.
            (await KeyDirectory.OpenAsync(path, arena, to, cancel).ConfigureAwait(false)).Dispose();
            if (Directory.Exists(path + Beside))
                await DestroyOldAsync(old, beside, arena, from).ConfigureAwait(false);
            return;
        }
        using (var present = await KeyDirectory.OpenAsync(path, arena, from, cancel).ConfigureAwait(false))
        {
            if (present.Initialising)
                throw new KeyDirectoryException($"The keys in {path} are not in use yet: start the service once.");
            if (Directory.Exists(path + Beside))
                beside.DestroyAll();
            await WrapAsync(old, beside, present, arena, from, to, cancel).ConfigureAwait(false);
            await CompareAsync(path + Beside, present, arena, to, cancel).ConfigureAwait(false);
        }
        old.ExchangeWith(path + Beside);
        await DestroyOldAsync(old, beside, arena, from).ConfigureAwait(false);
    }

    /// <summary>What wrapped the keys before, and its files, which lie beside them now. It is not
    /// interrupted.</summary>
    private static async Task DestroyOldAsync(
        DurableDirectory moved, DurableDirectory beside, SecretArena arena, IRootSource from)
    {
        try
        {
            var place = new RootPlace(beside, Deployment(moved, arena), arena);
            using var root = await from.OpenAsync(place, CancellationToken.None).ConfigureAwait(false);
            foreach (var (purpose, version) in Purposes(moved, arena))
                await root.DestroyAsync(purpose, version, CancellationToken.None).ConfigureAwait(false);
        }
        catch (KeyDirectoryException)
        {
            // A root that is a file here, and an earlier run has destroyed it: it had no keys anywhere else.
        }
        beside.DestroyAll();
    }

    private static async Task WrapAsync(
        DurableDirectory old, DurableDirectory beside, KeyDirectory present, SecretArena arena, IRootSource from,
        IRootSource to, CancellationToken cancel)
    {
        beside.Make();
        var deployment = present.Ring.Deployment;
        using var before = await from.OpenAsync(new RootPlace(old, deployment, arena), cancel).ConfigureAwait(false);
        using var after = await to.CreateAsync(new RootPlace(beside, deployment, arena), cancel).ConfigureAwait(false);
        foreach (var epoch in present.Epochs)
        {
            using var root = await present.LoadRootAsync(epoch, cancel).ConfigureAwait(false);
            var wrapped = await after.WrapAsync(root.KeyMemory, KeyDirectory.RootPurpose, epoch, cancel).ConfigureAwait(false);
            beside.Write(KeyDirectory.NameOf(epoch), wrapped.Span);
        }
        using var ring = old.Read(KeyRingFile.FileName, arena);
        beside.Write(
            KeyRingFile.FileName,
            await KeyRingFile.RewrapAsync(ring.Memory, before, to.Kind, after, cancel).ConfigureAwait(false));
    }

    /// <summary>What is about to take the place opens, and is the same.</summary>
    private static async Task CompareAsync(
        string beside, KeyDirectory present, SecretArena arena, IRootSource to, CancellationToken cancel)
    {
        using var moved = await KeyDirectory.OpenAsync(beside, arena, to, cancel).ConfigureAwait(false);
        var same = moved.Epochs.SequenceEqual(present.Epochs) && moved.Ring.IsSameAs(present.Ring);
        foreach (var epoch in present.Epochs.Where(_ => same))
        {
            using var one = await present.LoadRootAsync(epoch, cancel).ConfigureAwait(false);
            using var other = await moved.LoadRootAsync(epoch, cancel).ConfigureAwait(false);
            same &= CryptographicOperations.FixedTimeEquals(one.Key, other.Key);
        }
        if (!same)
            throw new KeyDirectoryException($"What was wrapped in {beside} is not what it was made of. Nothing was changed.");
    }

    private static string Kind(DurableDirectory directory, string path, SecretArena arena)
    {
        if (!directory.Contains(KeyRingFile.FileName))
            throw new KeyDirectoryException($"There are no keys in {path}.");
        using var file = directory.Read(KeyRingFile.FileName, arena);
        return KeyRingFile.ReadRootKind(file.Memory);
    }

    private static Guid Deployment(DurableDirectory directory, SecretArena arena)
    {
        using var file = directory.Read(KeyRingFile.FileName, arena);
        return KeyRingFile.ReadDeployment(file.Memory);
    }

    private static List<(string Purpose, int Version)> Purposes(DurableDirectory directory, SecretArena arena)
    {
        using var file = directory.Read(KeyRingFile.FileName, arena);
        var epochs = directory.Names.Select(KeyDirectory.EpochOf).OfType<int>();
        return [.. KeyRingFile.ReadPurposes(file.Memory), .. epochs.Select(epoch => (KeyDirectory.RootPurpose, epoch))];
    }
}
