namespace Hermetic.Cryptography;

/// <summary>For whom a root provider works, and the one file beside the keys that is its own.</summary>
public sealed class RootPlace
{
    /// <summary>How the files of root providers in a key directory begin.</summary>
    internal const string Prefix = "root.";

    private readonly DurableDirectory _directory;

    /// <summary>A place in a key directory, which exists.</summary>
    /// <param name="path">The key directory.</param>
    /// <param name="deployment">Whose keys it holds.</param>
    /// <param name="arena">Where secrets are opened.</param>
    public RootPlace(string path, Guid deployment, SecretArena arena) : this(new DurableDirectory(path), deployment, arena)
    {
    }

    internal RootPlace(DurableDirectory directory, Guid deployment, SecretArena arena) =>
        (_directory, Deployment, Arena) = (directory, deployment, arena);

    /// <summary>Whose keys the directory holds.</summary>
    public Guid Deployment { get; }

    /// <summary>Where secrets are opened.</summary>
    public SecretArena Arena { get; }

    /// <summary>Where a file lies.</summary>
    public string PathOf(string name) => _directory.PathOf(Own(name));

    /// <summary>Reads a file into secret memory. The caller disposes it.</summary>
    /// <exception cref="KeyDirectoryException">Missing, larger than 1 MiB, or open to others than its
    /// owner.</exception>
    public SecretBuffer Read(string name) => _directory.Read(Own(name), Arena);

    /// <summary>Writes a file (0600); it is durable when the call returns.</summary>
    public void Write(string name, ReadOnlySpan<byte> content) => _directory.Write(Own(name), content);

    private static string Own(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal)
            ? name
            : throw new ArgumentException("A root provider's file is named root.SOMETHING.", nameof(name));
}
