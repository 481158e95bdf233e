using System.Globalization;

namespace Hermetic.Cryptography.Tests.Memory;

/// <summary>The reported tier against what the kernel says about the mapping.</summary>
public sealed unsafe class SecretMemoryTierTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void The_zero_value_claims_nothing() => Assert.Equal(SecretMemoryTier.Ordinary, default);

    [Theory]
    [InlineData(SecretMemoryTier.MemfdSecret)]
    [InlineData(SecretMemoryTier.Locked)]
    [InlineData(SecretMemoryTier.Ordinary)]
    public void What_a_tier_promises_the_kernel_confirms(SecretMemoryTier tier)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel of Linux is asked");
        var address = SecretMapping.TryMap(tier, MiB);
        Assert.SkipWhen(address == 0, $"this machine gives no {tier} memory");
        try
        {
            new Span<byte>((void*)address, MiB).Fill(1);
            var flags = KernelFlags(address);
            Assert.Contains("dd", flags);                                           // left out of core dumps
            Assert.Equal(tier != SecretMemoryTier.Ordinary, flags.Contains("lo"));  // locked
            Assert.Equal(tier == SecretMemoryTier.MemfdSecret, !KernelCanRead(address));
        }
        finally
        {
            SecretMapping.Unmap(address, MiB);
        }
    }

    [Fact]
    public void The_best_memory_that_can_be_had_is_taken_and_reported()
    {
        using var arena = new SecretArena(MiB);
        var best = SecretMemoryTier.MemfdSecret;
        nint probe;
        while ((probe = SecretMapping.TryMap(best, MiB)) == 0)
            best--;
        SecretMapping.Unmap(probe, MiB);
        Assert.Equal(best, arena.Tier);
    }

    [Theory]
    [InlineData(SecretMemoryTier.MemfdSecret)]
    [InlineData(SecretMemoryTier.Locked)]
    [InlineData(SecretMemoryTier.Ordinary)]
    public void An_arena_reports_the_tier_that_it_got(SecretMemoryTier granted)
    {
        using var arena = new SecretArena(MiB, SecretMemoryTier.Ordinary, new Machine(granted).Map);
        Assert.Equal(granted, arena.Tier);
    }

    [Fact]
    public void When_a_later_slab_is_worse_the_tier_falls_and_stays_fallen()
    {
        var machine = new Machine(SecretMemoryTier.MemfdSecret);
        using var arena = new SecretArena(4 * MiB, SecretMemoryTier.Ordinary, machine.Map);
        using var first = arena.Rent(MiB);
        Assert.Equal(SecretMemoryTier.MemfdSecret, arena.Tier);
        machine.Best = SecretMemoryTier.Ordinary;
        using var second = arena.Rent(MiB);
        Assert.Equal(SecretMemoryTier.Ordinary, arena.Tier);
        machine.Best = SecretMemoryTier.MemfdSecret;
        using var third = arena.Rent(MiB);
        Assert.Equal(SecretMemoryTier.Ordinary, arena.Tier);
    }

    [Fact]
    public void An_arena_that_refuses_worse_memory_says_so_and_keeps_what_it_has()
    {
        var machine = new Machine(SecretMemoryTier.Locked);
        using var arena = new SecretArena(4 * MiB, SecretMemoryTier.Locked, machine.Map);
        using var first = arena.Rent(MiB);
        machine.Best = SecretMemoryTier.Ordinary;
        Assert.Throws<SecretMemoryExhaustedException>(() => arena.Rent(1));
        Assert.Equal(SecretMemoryTier.Locked, arena.Tier);
        Assert.Equal(MiB, arena.InUse);
        first.Dispose();
        arena.Rent(1).Dispose();
    }

    [Fact]
    public void An_arena_does_not_open_below_its_weakest_tier() =>
        Assert.Throws<SecretMemoryExhaustedException>(() =>
            new SecretArena(MiB, SecretMemoryTier.MemfdSecret, new Machine(SecretMemoryTier.Locked).Map));

    private static string[] KernelFlags(nint address)
    {
        var inside = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            var range = line.Split(' ')[0].Split('-');
            if (range.Length == 2 && TryHex(range[0], out var start) && TryHex(range[1], out var end))
                inside = start <= address && address < end;
            else if (inside && line.StartsWith("VmFlags:", StringComparison.Ordinal))
                return line["VmFlags:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        return [];
    }

    private static bool TryHex(string text, out nint value) =>
        nint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads as a debugger or another root process would: through the kernel's own mapping.</summary>
    private static bool KernelCanRead(nint address)
    {
        using var memory = new FileStream("/proc/self/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        memory.Position = address;
        try
        {
            return memory.ReadByte() == 1;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A machine that gives memory up to a tier.</summary>
    private sealed class Machine(SecretMemoryTier best)
    {
        public SecretMemoryTier Best { get; set; } = best;

        public nint Map(SecretMemoryTier tier, int length) =>
            tier <= Best ? SecretMapping.TryMap(SecretMemoryTier.Ordinary, length) : 0;
    }
}
