namespace Hermetic.Cryptography.Tests.Memory;

public sealed class SecretArenaTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void Rented_memory_is_zero_and_as_long_as_asked_for()
    {
        using var arena = new SecretArena(MiB);
        foreach (var length in new[] { 0, 1, 63, 64, 65, 1000, 65536 })
        {
            using var buffer = arena.Rent(length);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)0));
            buffer.Span.Fill(0xAA);
        }
        Assert.Equal(0, arena.InUse);
    }

    [Fact]
    public void A_negative_length_is_refused()
    {
        using var arena = new SecretArena(MiB);
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Rent(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SecretArena(0));
    }

    [Fact]
    public unsafe void Memory_is_zeroed_when_it_is_returned()
    {
        using var arena = new SecretArena(MiB);
        var buffer = arena.Rent(1000);
        buffer.Span.Fill(0xAA);
        byte* address;
        fixed (byte* first = buffer.Span)
            address = first;
        buffer.Dispose();
        // The slab is still mapped: what stands there now is what a thief of the process would find.
        Assert.Equal(-1, new ReadOnlySpan<byte>(address, 1024).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void The_budget_is_counted_in_blocks_and_never_exceeded()
    {
        using var arena = new SecretArena(256);
        using var first = arena.Rent(65);
        Assert.Equal(128, arena.InUse);
        using var second = arena.Rent(100);
        Assert.Equal(256, arena.InUse);
        var refused = Assert.Throws<SecretMemoryExhaustedException>(() => arena.Rent(1));
        Assert.Contains("256", refused.Message, StringComparison.Ordinal);
        second.Dispose();
        arena.Rent(1).Dispose();
    }

    [Fact]
    public void A_refused_rent_costs_nothing()
    {
        using var arena = new SecretArena(2 * MiB);
        Assert.Throws<SecretMemoryExhaustedException>(() => arena.Rent(3 * MiB));
        Assert.Equal(0, arena.InUse);
        using var all = arena.Rent(2 * MiB);
        Assert.Equal(arena.Budget, arena.InUse);
    }

    [Fact]
    public void More_than_a_slab_is_mapped_alone_and_given_back_to_the_system()
    {
        var mapped = new List<int>();
        using var arena = new SecretArena(8 * MiB, SecretMemoryTier.Ordinary, (tier, length) =>
        {
            mapped.Add(length);
            return SecretMapping.TryMap(SecretMemoryTier.Ordinary, length);
        });
        mapped.Clear();
        using (var large = arena.Rent((3 * MiB) + 1))
        {
            large.Span[^1] = 1;
            Assert.Equal((3 * MiB) + 4096, arena.InUse);
        }
        Assert.Equal(0, arena.InUse);
        Assert.All(mapped, length => Assert.Equal((3 * MiB) + 4096, length));
        Assert.NotEmpty(mapped);
    }

    [Fact]
    public void Freed_neighbours_join_again_so_small_blocks_never_starve_large_ones()
    {
        var maps = 0;
        using var arena = new SecretArena(MiB, SecretMemoryTier.Ordinary, (_, length) =>
        {
            maps++;
            return SecretMapping.TryMap(SecretMemoryTier.Ordinary, length);
        });
        var afterFirstSlab = maps;
        var small = Enumerable.Range(0, MiB / 64).Select(_ => arena.Rent(64)).ToArray();
        Assert.Equal(MiB, arena.InUse);
        for (var start = 0; start < 2; start++)
        {
            for (var index = start; index < small.Length; index += 2)
                small[index].Dispose();
        }
        using var whole = arena.Rent(MiB);
        Assert.Equal(afterFirstSlab, maps);
    }

    [Fact]
    public async Task Many_threads_never_share_a_block()
    {
        using var arena = new SecretArena(64 * MiB);
        var workers = Enumerable.Range(1, 4).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 3000; round++)
            {
                using var buffer = arena.Rent(1 + (round * 37 % 9000));
                Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)0));
                buffer.Span.Fill((byte)worker);
                using var other = arena.Rent(64);
                other.Span.Fill(0xEE);
                Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)worker));
            }
        }));
        await Task.WhenAll(workers);
        Assert.Equal(0, arena.InUse);
    }

    [Fact]
    public void A_lost_buffer_is_returned_by_its_finalizer()
    {
        using var arena = new SecretArena(MiB);
        Lose(arena);
        for (var round = 0; round < 10 && arena.InUse != 0; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, arena.InUse);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Lose(SecretArena arena)
        {
            for (var count = 0; count < 10; count++)
                arena.Rent(100).Span.Fill(1);
        }
    }

    [Fact]
    public void A_disposed_arena_rents_nothing_but_leaves_what_is_rented_alone()
    {
        var arena = new SecretArena(MiB);
        var buffer = arena.Rent(100);
        buffer.Span.Fill(7);
        arena.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arena.Rent(1));
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)7));
        buffer.Dispose();
        arena.Dispose();
        Assert.Equal(0, arena.InUse);
    }

    [Fact]
    public void The_pool_serves_pipes_from_secret_memory_whatever_they_ask_for()
    {
        using var arena = new SecretArena(4 * MiB);
        using var usual = arena.Pool.Rent();
        Assert.Equal(4096, usual.Memory.Length);
        using var small = arena.Pool.Rent(10);
        Assert.Equal(4096, small.Memory.Length);
        using var large = arena.Pool.Rent(100_000);
        Assert.IsType<SecretBuffer>(large);
        Assert.Equal(100_000, large.Memory.Length);
        Assert.Equal(4096 + 4096 + 131072, arena.InUse);
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Pool.Rent(arena.Pool.MaxBufferSize + 1));
    }
}
