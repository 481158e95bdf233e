using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>Holds the data directory for one process: there is never a second writer.</summary>
public sealed class DataLock : IDisposable
{
    /// <summary>EWOULDBLOCK of <c>flock</c> on Linux: somebody else has it. Any other error is told as it is.</summary>
    private const int Taken = 11;

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>The socket on which a running service takes verbs.</summary>
    public static string SocketPath(string data) => Path.Combine(data, "hermetic.sock");

    /// <summary>Nobody but the owner may send verbs; until now the 0700 directory kept others away.</summary>
    public static void CloseSocket(string data) =>
        File.SetUnixFileMode(SocketPath(data), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    /// <exception cref="StorageOpenException">Another process has it.</exception>
    /// <exception cref="IOException">The disk says no: it is full, read-only, or broken.</exception>
    public static DataLock Take(string data)
    {
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var file = new FileStream(Path.Combine(data, "hermetic.lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            // What a killed service left behind would keep the next one from listening.
            File.Delete(SocketPath(data));
            return new DataLock(file);
        }
        catch (IOException busy) when (busy.HResult == Taken)
        {
            throw new StorageOpenException($"The data in {data} is in use by another process.");
        }
    }

    public void Dispose() => _file.Dispose();
}
