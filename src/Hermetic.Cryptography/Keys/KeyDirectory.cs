using System.Globalization;

namespace Hermetic.Cryptography;

/// <summary>
/// The directory (0700) that holds what no backup of the database may hold: the root provider's file, the key ring
/// and the erasable roots (each 0600). One process writes it at a time. Every change is durable when its call
/// returns.
/// </summary>
public sealed class KeyDirectory : IDisposable
{
    private const string Marker = "initialising";
    private const string RootPrefix = "erasable-root.";
    private const string RootPurpose = "erasable-root";
    private const int FirstEpoch = 1;

    private readonly DurableDirectory _directory;
    private readonly SecretArena _arena;
    private readonly IRootProvider _root;

    private KeyDirectory(DurableDirectory directory, SecretArena arena, IRootProvider root, KeyRing ring) =>
        (_directory, _arena, _root, Ring) = (directory, arena, root, ring);

    /// <summary>The key ring, opened.</summary>
    public KeyRing Ring { get; }

    /// <summary>What the root provider is, for the operator.</summary>
    public string RootDescription => _root.Description;

    /// <summary>
    /// True from <see cref="Create(string, SecretArena, Guid)"/> to <see cref="Commit"/>. After a crash in between,
    /// the caller asks its database: if the first commit is there, it commits here too; if not, it creates anew.
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
    /// <param name="deployment">A random id, not empty.</param>
    /// <exception cref="KeyDirectoryException">It holds keys, or anything else, already.</exception>
    public static KeyDirectory Create(string path, SecretArena arena, Guid deployment) =>
        Create(new DurableDirectory(path), path, arena, deployment);

    /// <summary>Opens what <see cref="Create(string, SecretArena, Guid)"/> made.</summary>
    /// <exception cref="KeyDirectoryException">Missing, incomplete, damaged, mixed from two deployments, or open to
    /// others than its owner.</exception>
    public static KeyDirectory Open(string path, SecretArena arena)
    {
        if (!Directory.Exists(path))
            throw new KeyDirectoryException($"There is no key directory at {path}.");
        var directory = new DurableDirectory(path);
        directory.RefuseOthers();
        using var file = directory.Read(KeyRingFile.FileName, arena);
        var root = FileRoot.Open(directory, KeyRingFile.ReadDeployment(file.Memory), arena);
        try
        {
            return new(directory, arena, root, KeyRingFile.Read(file.Memory, root));
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
    public ErasableRoot LoadRoot(int epoch)
    {
        using var file = _directory.Read(NameOf(epoch), _arena);
        try
        {
            return new(epoch, _root.Unwrap(file.Memory, RootPurpose, epoch));
        }
        catch (EnvelopeException cause)
        {
            throw new KeyDirectoryException(
                $"{_directory.PathOf(NameOf(epoch))} is damaged, or belongs to another deployment.", cause);
        }
    }

    /// <summary>Makes and stores a fresh erasable root beside the others. The caller disposes it.</summary>
    /// <exception cref="KeyDirectoryException">This epoch has a root already; it is never overwritten.</exception>
    public ErasableRoot StoreRoot(int epoch)
    {
        if (_directory.Contains(NameOf(epoch)))
            throw new KeyDirectoryException($"{_directory.PathOf(NameOf(epoch))} exists already.");
        var root = ErasableRoot.Generate(epoch, _arena);
        _directory.Write(NameOf(epoch), _root.Wrap(root.Key, RootPurpose, epoch).Span);
        return root;
    }

    /// <summary>Destroys the erasable root of an epoch: overwritten, then unlinked. Again does nothing.</summary>
    /// <exception cref="KeyDirectoryException">It is the last one: every person's data hangs from it.</exception>
    public void DestroyRoot(int epoch)
    {
        if (Epochs is [var last] && last == epoch)
            throw new KeyDirectoryException($"The erasable root of epoch {epoch} is the only one; it stays.");
        _directory.Destroy(NameOf(epoch));
    }

    /// <summary>Zeroes the opened keys; files stay.</summary>
    public void Dispose()
    {
        Ring.Dispose();
        _root.Dispose();
    }

    internal static KeyDirectory Create(DurableDirectory directory, string path, SecretArena arena, Guid deployment)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(deployment, Guid.Empty);
        if (directory.Names.Any() && !directory.Contains(Marker))
            throw new KeyDirectoryException($"{path} is not empty; keys are only created in an empty directory.");
        directory.Make();
        if (directory.Contains(Marker))
            StartOver(directory);
        else
            directory.Write(Marker, []);
        using (var root = FileRoot.Create(directory, deployment, arena))
        {
            using var erasable = ErasableRoot.Generate(FirstEpoch, arena);
            directory.Write(NameOf(FirstEpoch), root.Wrap(erasable.Key, RootPurpose, FirstEpoch).Span);
            // Last: where there is a key ring, everything else is there too.
            directory.Write(KeyRingFile.FileName, KeyRingFile.Generate(deployment, root, arena));
        }
        return Open(path, arena);
    }

    /// <summary>The key ring goes first, so that a crash here too leaves something to be created.</summary>
    private static void StartOver(DurableDirectory directory)
    {
        directory.Delete(KeyRingFile.FileName);
        foreach (var name in directory.Names.Where(name => name is not Marker).ToArray())
            directory.Delete(name);
    }

    private static string NameOf(int epoch) => RootPrefix + epoch.ToString("D10", CultureInfo.InvariantCulture);

    private static int? EpochOf(string name) =>
        name.StartsWith(RootPrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(RootPrefix.Length), NumberStyles.None, null, out var epoch)
            ? epoch
            : null;
}
