using System.Globalization;

namespace Hermetic.Cryptography;

/// <summary>
/// The directory (0700) that holds what no backup of the database may hold: the root provider's file, the key ring
/// and the erasable roots (each 0600). One process writes it at a time. Every change is durable when its call
/// returns.
/// </summary>
public sealed partial class KeyDirectory : IDisposable
{
    internal const string Marker = "initialising";
    private const string RootPrefix = "erasable-root.";
    internal const string RootPurpose = "erasable-root";
    private const int FirstEpoch = 1;

    private readonly DurableDirectory _directory;
    private readonly SecretArena _arena;
    private readonly IRootProvider _root;
    private readonly string _kind;

    private KeyDirectory(
        DurableDirectory directory, SecretArena arena, IRootProvider root, string kind, KeyRing ring) =>
        (_directory, _arena, _root, _kind, Ring) = (directory, arena, root, kind, ring);

    /// <summary>The key ring, opened.</summary>
    public KeyRing Ring { get; }

    /// <summary>The kind of root provider that wraps the keys, as <c>Keys:Root</c> names it.</summary>
    public string RootKind => _kind;

    /// <summary>What the root provider is, for the operator.</summary>
    public string RootDescription => _root.Description;

    /// <summary>What destroying an erasable root is worth with it.</summary>
    public RootAssurance RootAssurance => _root.Assurance;

    /// <summary>
    /// True from <see cref="CreateAsync(string, SecretArena, IRootSource, Guid, CancellationToken)"/> to
    /// <see cref="Commit"/>. After a crash in between, the caller asks its database: if the first commit is there, it
    /// commits here too; if not, it creates anew.
    /// </summary>
    public bool Initialising => _directory.Contains(Marker);

    /// <summary>The epochs whose erasable root is stored, ascending.</summary>
    public IReadOnlyList<int> Epochs => [.. _directory.Names.Select(EpochOf).OfType<int>().Order()];

    /// <summary>
    /// True when there is something to open, be it damaged. A directory that is missing, empty, or was left by a
    /// crash before its key ring was complete, is there to be created.
    /// </summary>
    public static bool Exists(string path)
    {
        var directory = new DurableDirectory(path);
        return directory.Contains(KeyRingFile.FileName) || (directory.Names.Any() && !directory.Contains(Marker));
    }

    /// <summary>
    /// Makes the directory, a key ring and the erasable root of epoch 1. A directory that is still initialising is
    /// started over: only whoever knows that the database's first commit never happened may ask for that.
    /// </summary>
    /// <param name="path">The directory; its parent exists.</param>
    /// <param name="arena">Where keys are opened.</param>
    /// <param name="source">What wraps them.</param>
    /// <param name="deployment">A random id, not empty.</param>
    /// <param name="cancel">Ends the waiting for the root provider.</param>
    /// <exception cref="KeyDirectoryException">It holds keys, or anything else, already.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used.</exception>
    public static Task<KeyDirectory> CreateAsync(
        string path, SecretArena arena, IRootSource source, Guid deployment, CancellationToken cancel) =>
        CreateAsync(new DurableDirectory(path), path, arena, source, deployment, cancel);

    /// <summary>
    /// Opens what <see cref="CreateAsync(string, SecretArena, IRootSource, Guid, CancellationToken)"/> made.
    /// </summary>
    /// <exception cref="KeyDirectoryException">Missing, incomplete, damaged, mixed from two deployments, wrapped by
    /// another kind of root, or open to others than its owner.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used.</exception>
    public static async Task<KeyDirectory> OpenAsync(
        string path, SecretArena arena, IRootSource source, CancellationToken cancel)
    {
        if (!Directory.Exists(path))
            throw new KeyDirectoryException($"There is no key directory at {path}.");
        var directory = new DurableDirectory(path);
        directory.RefuseOthers();
        using var file = directory.Read(KeyRingFile.FileName, arena);
        RefuseOtherKind(path, KeyRingFile.ReadRootKind(file.Memory), source.Kind);
        var place = new RootPlace(directory, KeyRingFile.ReadDeployment(file.Memory), arena);
        var root = await source.OpenAsync(place, cancel).ConfigureAwait(false);
        try
        {
            var ring = await KeyRingFile.ReadAsync(file.Memory, root, cancel).ConfigureAwait(false);
            return new(directory, arena, root, source.Kind, ring);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Ends the initialising, after the database's first commit. Again does nothing.</summary>
    public void Commit() => _directory.Delete(Marker);

    /// <summary>The erasable root of an epoch. The caller disposes it.</summary>
    /// <exception cref="KeyDirectoryException">Missing, damaged, or of another deployment.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now.</exception>
    public async Task<ErasableRoot> LoadRootAsync(int epoch, CancellationToken cancel)
    {
        using var file = _directory.Read(NameOf(epoch), _arena);
        try
        {
            return new(epoch, await _root.UnwrapAsync(file.Memory, RootPurpose, epoch, cancel).ConfigureAwait(false));
        }
        catch (RootProviderException cause) when (cause.Failure == RootFailure.Mismatch)
        {
            throw new KeyDirectoryException(
                $"{_directory.PathOf(NameOf(epoch))} is damaged, or belongs to another deployment.", cause);
        }
    }

    /// <summary>Makes and stores a fresh erasable root beside the others. The caller disposes it.</summary>
    /// <exception cref="KeyDirectoryException">This epoch has a root already; it is never overwritten.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now; nothing was stored.</exception>
    public async Task<ErasableRoot> StoreRootAsync(int epoch, CancellationToken cancel)
    {
        if (_directory.Contains(NameOf(epoch)))
            throw new KeyDirectoryException($"{_directory.PathOf(NameOf(epoch))} exists already.");
        // A process that was left running while the keys were rewrapped must not add to them.
        using (var file = _directory.Read(KeyRingFile.FileName, _arena))
            RefuseOtherKind(_directory.PathOf(""), KeyRingFile.ReadRootKind(file.Memory), _kind);
        var root = ErasableRoot.Generate(epoch, _arena);
        try
        {
            await WriteRootAsync(_directory, _root, root, cancel).ConfigureAwait(false);
            return root;
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Stores a root that was lost here and is taken from an escrow.</summary>
    /// <exception cref="KeyDirectoryException">This epoch has a root already; it is never overwritten.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now; nothing was stored.</exception>
    public async Task AdoptRootAsync(ErasableRoot root, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (_directory.Contains(NameOf(root.Epoch)))
            throw new KeyDirectoryException($"{_directory.PathOf(NameOf(root.Epoch))} exists already.");
        await WriteRootAsync(_directory, _root, root, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Destroys the erasable root of an epoch: the root provider's own key for it, where it has one, then the file, which
    /// is overwritten and unlinked. Again does nothing.
    /// </summary>
    /// <exception cref="KeyDirectoryException">It is the last one: every person's data hangs from it.</exception>
    /// <exception cref="RootProviderException">The file is still there, so that it is asked again.</exception>
    public async Task DestroyRootAsync(int epoch, CancellationToken cancel)
    {
        if (Epochs is [var last] && last == epoch)
            throw new KeyDirectoryException($"The erasable root of epoch {epoch} is the only one; it stays.");
        if (!_directory.Contains(NameOf(epoch)))
            return;
        await _root.DestroyAsync(RootPurpose, epoch, cancel).ConfigureAwait(false);
        _directory.Destroy(NameOf(epoch));
    }

    /// <summary>Zeroes the opened keys; files stay.</summary>
    public void Dispose()
    {
        Ring.Dispose();
        _root.Dispose();
    }

    internal static async Task<KeyDirectory> CreateAsync(
        DurableDirectory directory, string path, SecretArena arena, IRootSource source, Guid deployment,
        CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(deployment, Guid.Empty);
        if (directory.Names.Any() && !directory.Contains(Marker))
            throw new KeyDirectoryException($"{path} is not empty; keys are only created in an empty directory.");
        directory.Make();
        if (directory.Contains(Marker))
            StartOver(directory);
        else
            directory.Write(Marker, []);
        var place = new RootPlace(directory, deployment, arena);
        using (var root = await source.CreateAsync(place, cancel).ConfigureAwait(false))
        {
            using var erasable = ErasableRoot.Generate(FirstEpoch, arena);
            await WriteRootAsync(directory, root, erasable, cancel).ConfigureAwait(false);
            // Last: where there is a key ring, everything else is there too.
            directory.Write(
                KeyRingFile.FileName,
                await KeyRingFile.GenerateAsync(place, source.Kind, root, cancel).ConfigureAwait(false));
        }
        return await OpenAsync(path, arena, source, cancel).ConfigureAwait(false);
    }

    private static async Task WriteRootAsync(
        DurableDirectory directory, IRootProvider root, ErasableRoot erasable, CancellationToken cancel)
    {
        var wrapped = await root.WrapAsync(erasable.KeyMemory, RootPurpose, erasable.Epoch, cancel)
            .ConfigureAwait(false);
        directory.Write(NameOf(erasable.Epoch), wrapped.Span);
    }

    internal static void RefuseOtherKind(string path, string kind, string configured)
    {
        if (kind != configured)
            throw new KeyDirectoryException(
                $"The keys in {path} are wrapped by the root provider {kind}, and Keys:Root says {configured}. Nothing was "
                + $"changed; set Keys:Root to {kind}.");
    }

    /// <summary>The key ring goes first, so that a crash here too leaves something to be created.</summary>
    private static void StartOver(DurableDirectory directory)
    {
        directory.Delete(KeyRingFile.FileName);
        foreach (var name in directory.Names.Where(name => name is not Marker).ToArray())
            directory.Delete(name);
    }

    internal static string NameOf(int epoch) => RootPrefix + epoch.ToString("D10", CultureInfo.InvariantCulture);

    internal static int? EpochOf(string name) =>
        name.StartsWith(RootPrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(RootPrefix.Length), NumberStyles.None, null, out var epoch)
            ? epoch
            : null;
}
