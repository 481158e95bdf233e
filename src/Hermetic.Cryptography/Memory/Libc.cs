using System.Runtime.InteropServices;

namespace Hermetic.Cryptography;

/// <summary>The few system calls of Linux that .NET does not offer. Numbers are those of x86-64 and arm64.</summary>
internal static unsafe partial class Libc
{
    public const int ProtectReadWrite = 0x1 | 0x2;
    public const int MapShared = 0x01;
    public const int MapPrivateAnonymous = 0x02 | 0x20;
    public const int AdviseDontDump = 16;
    public const nint MapFailed = -1;
    public const long MemfdSecret = 447;
    public const int CloseOnExec = 0x80000;
    public const int RelativeToHere = -100;
    public const int Exchange = 0x2;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(long number, long flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int file, long length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "mlock", SetLastError = true)]
    public static partial int Lock(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint address, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromDirectory, string from, int toDirectory, string to, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);
}
