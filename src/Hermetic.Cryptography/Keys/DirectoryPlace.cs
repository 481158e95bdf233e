namespace Hermetic.Cryptography;

/// <summary>An escrow in a directory: a mounted volume, another machine's file system, a stick in a safe.</summary>
/// <param name="path">The directory. It is made by whoever prepares the escrow, never here: a volume that is not
/// mounted must not look like an empty one.</param>
public sealed class DirectoryPlace(string path) : IEscrowPlace
{
    private const int LargestFile = 1 << 20;

    /// <inheritdoc/>
    public string Kind => "directory";

    /// <inheritdoc/>
    public string Description => $"directory {path}";

    /// <inheritdoc/>
    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten: whoever kept a copy or a snapshot of the directory has it still.");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancel) =>
        Explained<IReadOnlyList<string>>(() => [.. Folder(folder).Names]);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string folder, string name, CancellationToken cancel) =>
        Explained<ReadOnlyMemory<byte>?>(() =>
        {
            var directory = Folder(folder);
            if (!directory.Contains(name))
                return null;
            var file = new FileInfo(directory.PathOf(name));
            if ((file.UnixFileMode & DurableDirectory.OthersAny) != UnixFileMode.None)
                throw new EscrowException($"{file.FullName} is open to others than its owner; run: chmod go= '{file.FullName}'");
            return file.Length <= LargestFile
                ? File.ReadAllBytes(file.FullName)
                : throw new EscrowException($"{file.FullName} is too large to be a file of an escrow.");
        });

    /// <inheritdoc/>
    public ValueTask WriteAsync(string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        Done(Explained(() =>
        {
            var directory = Folder(folder);
            if (!Directory.Exists(Path.Combine(path, folder)))
                directory.Make();
            directory.Write(name, content.Span);
            return true;
        }));

    /// <inheritdoc/>
    public ValueTask DestroyAsync(string folder, string name, CancellationToken cancel) => Done(Explained(() =>
    {
        Folder(folder).Destroy(name);
        return true;
    }));

    /// <summary>Holds nothing open.</summary>
    public void Dispose()
    {
    }

    private DurableDirectory Folder(string folder) => Directory.Exists(path)
        ? new(Path.Combine(path, folder))
        : throw new EscrowException($"There is no directory {path}. Is its volume mounted?");

    private static async ValueTask Done(ValueTask<bool> work) => await work.ConfigureAwait(false);

    private ValueTask<T> Explained<T>(Func<T> work)
    {
        try
        {
            return new(work());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EscrowException($"The escrow in {path} cannot be used: {failure.Message}");
        }
    }
}
