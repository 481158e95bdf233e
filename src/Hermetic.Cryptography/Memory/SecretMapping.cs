using System.Runtime.InteropServices;

namespace Hermetic.Cryptography;

/// <summary>Maps zeroed memory of one tier, outside the garbage collector's reach: nothing ever copies it.</summary>
internal static unsafe class SecretMapping
{
    /// <summary>A mapping of exactly that tier, or zero when the system refuses it.</summary>
    /// <param name="tier">What is asked for; a lower tier is never given instead.</param>
    /// <param name="length">In bytes, a multiple of 4096.</param>
    public static nint TryMap(SecretMemoryTier tier, int length)
    {
        if (!OperatingSystem.IsLinux())
            return tier == SecretMemoryTier.Ordinary ? (nint)NativeMemory.AllocZeroed((nuint)length) : 0;
        return tier switch
        {
            SecretMemoryTier.MemfdSecret => TryMapMemfdSecret(length),
            SecretMemoryTier.Locked => TryMapLocked(length),
            _ => TryMapAnonymous(length),
        };
    }

    public static void Unmap(nint address, int length)
    {
        if (OperatingSystem.IsLinux())
            _ = Libc.Unmap(address, length);
        else
            NativeMemory.Free((void*)address);
    }

    /// <summary>
    /// The mapping outlives its descriptor. It is VM_LOCKED and VM_DONTDUMP by itself and counts against
    /// RLIMIT_MEMLOCK from the start, so an exhausted limit shows here and not as a later page fault.
    /// </summary>
    private static nint TryMapMemfdSecret(int length)
    {
        var file = (int)Libc.SystemCall(Libc.MemfdSecret, Libc.CloseOnExec);
        if (file < 0)
            return 0;
        var address = Libc.Truncate(file, length) == 0
            ? Libc.Map(0, length, Libc.ProtectReadWrite, Libc.MapShared, file, 0)
            : Libc.MapFailed;
        _ = Libc.Close(file);
        return address == Libc.MapFailed ? 0 : address;
    }

    private static nint TryMapLocked(int length)
    {
        var address = TryMapAnonymous(length);
        if (address == 0 || Libc.Lock(address, length) == 0)
            return address;
        Unmap(address, length);
        return 0;
    }

    private static nint TryMapAnonymous(int length)
    {
        var address = Libc.Map(0, length, Libc.ProtectReadWrite, Libc.MapPrivateAnonymous, -1, 0);
        if (address == Libc.MapFailed)
            return 0;
        _ = Libc.Advise(address, length, Libc.AdviseDontDump);
        return address;
    }
}
