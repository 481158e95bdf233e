using System.Numerics;

namespace Hermetic.Cryptography;

/// <summary>
/// One mapping of 1 MiB, handed out in blocks of 64 bytes times a power of two (Knuth's buddy system): a
/// freed block joins its free neighbour at once, so an idle slab is always whole again. Not thread-safe.
/// </summary>
internal sealed class Slab
{
    public const int Size = SmallestBlock << Top;
    private const int SmallestBlock = 64;
    private const int Top = 14;

    private readonly nint _address;
    private readonly ulong[][] _free = new ulong[Top + 1][];    // a bit per block and order: it is free, and whole
    private readonly int[] _count = new int[Top + 1];
    private uint _orders;                                       // a bit per order that has free blocks

    public Slab(nint address)
    {
        _address = address;
        for (var order = 0; order <= Top; order++)
            _free[order] = new ulong[Math.Max(1, 1 << (Top - order) >> 6)];
        Put(Top, 0);
    }

    public nint Address => _address;

    /// <summary>The size of the block that holds <paramref name="length"/> bytes.</summary>
    public static int BlockSize(int length) => SmallestBlock << Order(length);

    /// <summary>The address of a free block for <paramref name="length"/> ≤ 1 MiB, or zero.</summary>
    public nint TryTake(int length)
    {
        var wanted = Order(length);
        var larger = _orders >> wanted << wanted;
        if (larger == 0)
            return 0;
        var order = BitOperations.TrailingZeroCount(larger);
        var index = First(order);
        Remove(order, index);
        while (order > wanted)
        {
            order--;
            index *= 2;
            Put(order, index + 1);
        }
        return _address + (index * (SmallestBlock << order));
    }

    public void Return(nint address, int length)
    {
        var order = Order(length);
        var index = (int)((address - _address) / (SmallestBlock << order));
        while (order < Top && IsFree(order, index ^ 1))
        {
            Remove(order, index ^ 1);
            order++;
            index /= 2;
        }
        Put(order, index);
    }

    private static int Order(int length) =>
        BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, SmallestBlock))) - 6;

    private bool IsFree(int order, int index) => (_free[order][index >> 6] >> (index & 63) & 1) != 0;

    private int First(int order)
    {
        var word = _free[order].AsSpan().IndexOfAnyExcept(0ul);
        return (word << 6) + BitOperations.TrailingZeroCount(_free[order][word]);
    }

    private void Put(int order, int index)
    {
        _free[order][index >> 6] |= 1ul << (index & 63);
        _count[order]++;
        _orders |= 1u << order;
    }

    private void Remove(int order, int index)
    {
        _free[order][index >> 6] &= ~(1ul << (index & 63));
        if (--_count[order] == 0)
            _orders &= ~(1u << order);
    }
}
