namespace Hermetic.Cryptography;

/// <summary>
/// A root provider that is a file of 32 random bytes beside the keys. It protects against the loss of a
/// database or of a backup, not against the loss of the machine.
/// </summary>
public sealed class FileRoot : IRootSource
{
    internal const string FileName = "root.key";

    private static readonly RootAssurance _assurance = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten: whoever kept a copy of the key directory, or reads the old blocks "
        + "of its disk, has it still.");

    private FileRoot()
    {
    }

    /// <summary>The only one: it needs no settings.</summary>
    public static FileRoot Source { get; } = new();

    /// <inheritdoc/>
    public string Kind => "file";

    /// <inheritdoc/>
    public ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel)
    {
        var key = place.Arena.RentRandom(LocalRoot.KeySize);
        try
        {
            place.Write(FileName, key.Span);
            return new(Root(place, key));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel)
    {
        var key = place.Read(FileName);
        if (key.Length == LocalRoot.KeySize)
            return new(Root(place, key));
        key.Dispose();
        throw new KeyDirectoryException(
            $"{place.PathOf(FileName)} is damaged: it must hold exactly {LocalRoot.KeySize} bytes.");
    }

    private static LocalRoot Root(RootPlace place, SecretBuffer key) =>
        new($"file {place.PathOf(FileName)}", _assurance, place.Deployment, key);
}
