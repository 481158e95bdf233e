using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// A directory of small secret files (0700, 0600) in which every change is durable when its call returns, and a
/// crash leaves a file whole or absent.
/// </summary>
/// <param name="path">The directory; <see cref="Make"/> makes it.</param>
public sealed class DurableDirectory(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    internal const UnixFileMode OthersAny =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const int LargestFile = 1 << 20;
    private const string Unfinished = ".tmp";

    /// <summary>Called before each step that reaches the disk; a test stops the world there.</summary>
    public Action<string>? BeforeStep { get; init; }

    /// <summary>What is there, without the lock and the unfinished files of a crash.</summary>
    public IEnumerable<string> Names => !Directory.Exists(path) ? [] :
        Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).OfType<string>()
            .Where(name => name != KeyDirectoryLock.FileName && !name.EndsWith(Unfinished, StringComparison.Ordinal));

    /// <summary>Where a file lies.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>Whether a file is there.</summary>
    public bool Contains(string name) => File.Exists(PathOf(name));

    /// <summary>Makes the directory, or closes one that is there to others than its owner.</summary>
    /// <exception cref="IOException">It cannot be made, or not durably.</exception>
    public void Make()
    {
        BeforeStep?.Invoke("make directory");
        var directory = Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.UserExecute);
        if (directory.Parent is { } parent)
            Sync(parent.FullName);
    }

    /// <summary>Writes beside the name, then renames: the name holds the old bytes or the new ones.</summary>
    /// <exception cref="IOException">It cannot be written, or not durably; the name may hold either.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        BeforeStep?.Invoke($"write {name}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, BufferSize = 0,
        };
        using (var file = new FileStream(PathOf(name + Unfinished), options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        BeforeStep?.Invoke($"rename {name}");
        File.Move(PathOf(name + Unfinished), PathOf(name), overwrite: true);
        Sync(path);
    }

    /// <summary>As <see cref="Write"/>, and the bytes that the name held before are overwritten: no file holds them then.</summary>
    /// <exception cref="IOException">As above; or the old bytes could not be overwritten, and the name holds the new ones.</exception>
    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        // Opened before it loses its name: the file stays until it is closed.
        using var old = OpenToOverwrite(name);
        Write(name, content);
        BeforeStep?.Invoke($"overwrite {name}");
        Overwrite(old);
    }

    /// <summary>Reads a whole file into secret memory.</summary>
    /// <exception cref="KeyDirectoryException">Missing, too large, or open to others than its owner.</exception>
    public SecretBuffer Read(string name, SecretArena arena)
    {
        if (!Contains(name))
            throw new KeyDirectoryException($"{PathOf(name)} is missing.");
        RefuseOthers(PathOf(name));
        using var file = File.OpenHandle(PathOf(name));
        var length = RandomAccess.GetLength(file);
        if (length > LargestFile)
            throw new KeyDirectoryException($"{PathOf(name)} is too large to be a key file.");
        using var writer = new SecretWriter(arena);
        var room = (int)length + 1;
        while (RandomAccess.Read(file, writer.GetSpan(room), writer.WrittenSpan.Length) is > 0 and var read)
            writer.Advance(read);
        return writer.Detach();
    }

    /// <summary>
    /// Overwrites, then unlinks. On flash and on copying file systems the old blocks may outlive both: assurance
    /// level 0, which whoever certifies the destruction has to say.
    /// </summary>
    public void Destroy(string name)
    {
        if (!Contains(name))
            return;
        BeforeStep?.Invoke($"overwrite {name}");
        using (var file = OpenToOverwrite(name))
            Overwrite(file);
        Delete(name);
    }

    /// <summary>Unlinks what holds no secret, or one that never protected anything.</summary>
    public void Delete(string name)
    {
        BeforeStep?.Invoke($"unlink {name}");
        File.Delete(PathOf(name));
        Sync(path);
    }

    /// <summary>Destroys every file, then removes the directory.</summary>
    public void DestroyAll()
    {
        foreach (var name in Names.ToArray())
            Destroy(name);
        BeforeStep?.Invoke("remove directory");
        // The lock, and what a crash left unfinished.
        Directory.Delete(path, recursive: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Both directories change their names with each other, in one step or not at all.</summary>
    /// <exception cref="KeyDirectoryException">The file system cannot do that.</exception>
    public void ExchangeWith(string other)
    {
        Sync(other);
        BeforeStep?.Invoke("exchange");
        if (Libc.Rename(Libc.RelativeToHere, path, Libc.RelativeToHere, other, Libc.Exchange) != 0)
            throw new KeyDirectoryException(
                $"{path} and {other} cannot be exchanged: {Marshal.GetLastPInvokeErrorMessage()}. Keys:Directory must be an "
                + "ordinary directory of a local file system, and not a mount point. Nothing was changed.");
        Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Refuses a directory, or anything in it, that others than its owner may use.</summary>
    public void RefuseOthers()
    {
        RefuseOthers(path);
        foreach (var name in Names)
            RefuseOthers(PathOf(name));
    }

    private static void RefuseOthers(string path)
    {
        if ((File.GetUnixFileMode(path) & OthersAny) != UnixFileMode.None)
            throw new KeyDirectoryException($"{path} is open to others than its owner; run: chmod go= '{path}'");
    }

    /// <summary>Whoever reads it at this moment does not keep it from being destroyed.</summary>
    private FileStream OpenToOverwrite(string name) => new(PathOf(name), new FileStreamOptions
    {
        Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0,
        Share = FileShare.ReadWrite | FileShare.Delete,
    });

    private static void Overwrite(FileStream file)
    {
        file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(file.Length, LargestFile)));
        file.Flush(flushToDisk: true);
    }

    /// <summary>A rename or unlink is durable only when its directory is; .NET opens no directories.</summary>
    private static void Sync(string directory)
    {
        var file = Libc.Open(directory, Libc.CloseOnExec);
        var synced = file >= 0 && Libc.Sync(file) == 0;
        var error = Marshal.GetLastPInvokeErrorMessage();
        if (file >= 0)
            _ = Libc.Close(file);
        if (!synced)
            throw new IOException($"{directory} cannot be made durable: {error}");
    }
}
