namespace Hermetic.Cryptography;

/// <summary>
/// A key directory to oneself: nodes that share it take turns at whatever makes or destroys keys. It ends with the
/// process that holds it. The directory's file system has to lock files for every node (a local one, NFS 4).
/// </summary>
public sealed class KeyDirectoryLock : IDisposable
{
    internal const string FileName = "lock";

    /// <summary>EWOULDBLOCK of <c>flock</c> on Linux: somebody else has it. Any other error is one.</summary>
    private const int Taken = 11;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private KeyDirectoryLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else has it; makes the directory when there is none.</summary>
    /// <param name="path">The directory; its parent exists.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="IOException">The file of the lock can be neither made nor opened: nobody waits for that.</exception>
    public static async Task<KeyDirectoryLock> TakeAsync(string path, CancellationToken cancel)
    {
        if (!Directory.Exists(path))
            new DurableDirectory(path).Make();
        while (true)
        {
            if (TryOpen(Path.Combine(path, FileName)) is { } file)
                return new KeyDirectoryLock(file);
            await Task.Delay(_pause, TimeProvider.System, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the next one have it.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Null while another one has it: exclusive sharing is <c>flock</c> here.</summary>
    private static FileStream? TryOpen(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException busy) when (busy.HResult == Taken)
        {
            return null;
        }
    }
}
