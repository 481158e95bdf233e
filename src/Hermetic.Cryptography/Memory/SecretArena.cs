using System.Buffers;
using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// The memory in which opened content and keys live: outside the managed heap, zero when handed out, zeroed
/// when returned, and limited. Thread-safe. It is reserved 1 MiB at a time, as needed.
/// </summary>
public sealed class SecretArena : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Slab> _slabs = [];
    private readonly SecretMemoryTier _weakest;
    private readonly Func<SecretMemoryTier, int, nint> _map;
    private long _inUse;
    private bool _disposed;

    /// <summary>Opens an arena that takes the best memory it can get and says so in <see cref="Tier"/>.</summary>
    /// <param name="budgetBytes">The most that may be rented at a time, in bytes; positive.</param>
    public SecretArena(long budgetBytes) : this(budgetBytes, SecretMemoryTier.Ordinary)
    {
    }

    /// <summary>Opens an arena that refuses memory below a tier.</summary>
    /// <param name="budgetBytes">The most that may be rented at a time, in bytes; positive.</param>
    /// <param name="weakest">The lowest tier to accept, now and whenever it grows.</param>
    /// <exception cref="SecretMemoryExhaustedException">The system has no memory of that tier.</exception>
    public SecretArena(long budgetBytes, SecretMemoryTier weakest)
        : this(budgetBytes, weakest, SecretMapping.TryMap)
    {
    }

    internal SecretArena(long budgetBytes, SecretMemoryTier weakest, Func<SecretMemoryTier, int, nint> map)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budgetBytes);
        (Budget, _weakest, _map) = (budgetBytes, weakest, map);
        Pool = new Blocks(this);
        _slabs.Add(new(Map(Slab.Size)));    // at once: the tier is reported at start, not with the first message
    }

    /// <summary>The weakest tier reserved so far; it can fall when RLIMIT_MEMLOCK is reached.</summary>
    public SecretMemoryTier Tier { get; private set; } = SecretMemoryTier.MemfdSecret;

    /// <summary>The most that may be rented at a time, in bytes.</summary>
    public long Budget { get; }

    /// <summary>What is rented now, in bytes, counted in whole blocks.</summary>
    public long InUse => Interlocked.Read(ref _inUse);

    /// <summary>Blocks of 4096 bytes and, on request, up to 1 MiB: for Kestrel and for pipes.</summary>
    public MemoryPool<byte> Pool { get; }

    /// <summary>Rents zeroed memory; disposing the buffer returns it.</summary>
    /// <param name="length">Length in bytes, zero or more; the block is the next power of two from 64, and above
    /// 1 MiB the next multiple of 4096.</param>
    /// <exception cref="SecretMemoryExhaustedException">The budget is spent, or memory of the tier.</exception>
    public SecretBuffer Rent(int length) => Rent(length, Budget);

    /// <summary>The same for whoever has to leave something to others.</summary>
    /// <param name="length">As above.</param>
    /// <param name="most">How much may be in use afterwards, by everybody together.</param>
    /// <exception cref="SecretMemoryExhaustedException">It would be more.</exception>
    public SecretBuffer Rent(int length, long most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var size = length > Slab.Size ? checked(length + 4095) & ~4095 : Slab.BlockSize(length);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (size > Math.Min(most, Budget) - _inUse)
            {
                throw new SecretMemoryExhaustedException(
                    $"Secret memory is limited to {Budget} bytes; {_inUse} are in use.");
            }
            var block = size > Slab.Size ? new Block(null, Map(size), size) : Take(size);
            _inUse += size;
            return new(this, block, length);
        }
    }

    /// <summary>
    /// Ends renting. Buffers still rented stay valid, and the memory goes back to the system with the last one:
    /// taking it from under a key in use would seal under zeros.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            UnmapWhenIdle();
        }
    }

    /// <summary>Rents a fresh random key.</summary>
    internal SecretBuffer RentRandom(int length)
    {
        var buffer = Rent(length);
        RandomNumberGenerator.Fill(buffer.Span);
        return buffer;
    }

    internal void Return(in Block block)
    {
        lock (_gate)
        {
            if (block.Slab is null)
                SecretMapping.Unmap(block.Address, block.Size);
            else
                block.Slab.Return(block.Address, block.Size);
            _inUse -= block.Size;
            UnmapWhenIdle();
        }
    }

    private Block Take(int size)
    {
        foreach (var slab in _slabs)
        {
            if (slab.TryTake(size) is not 0 and var address)
                return new(slab, address, size);
        }
        var fresh = new Slab(Map(Slab.Size));
        _slabs.Add(fresh);
        return new(fresh, fresh.TryTake(size), size);
    }

    private nint Map(int length)
    {
        for (var tier = SecretMemoryTier.MemfdSecret; tier >= _weakest; tier--)
        {
            if (_map(tier, length) is not 0 and var address)
            {
                Tier = tier < Tier ? tier : Tier;
                return address;
            }
        }
        throw new SecretMemoryExhaustedException(
            $"The system gives no more memory of the tier {_weakest}; RLIMIT_MEMLOCK may be too low.");
    }

    private void UnmapWhenIdle()
    {
        if (!_disposed || _inUse != 0)
            return;
        foreach (var slab in _slabs)
            SecretMapping.Unmap(slab.Address, Slab.Size);
        _slabs.Clear();
    }

    /// <summary>A rented piece: of a slab, or a mapping of its own.</summary>
    internal readonly record struct Block(Slab? Slab, nint Address, int Size);

    /// <summary>
    /// A pipe that asks for more than MaxBufferSize takes an ordinary array instead, so the limit is as high as
    /// a slab allows.
    /// </summary>
    private sealed class Blocks(SecretArena arena) : MemoryPool<byte>
    {
        private const int Usual = 4096;

        public override int MaxBufferSize => Slab.Size;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, MaxBufferSize);
            return arena.Rent(Math.Max(minBufferSize, Usual));
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
