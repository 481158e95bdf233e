namespace Hermetic.Cryptography;

/// <summary>
/// Where a page stands in the key tree: level 0 is the root page (index 0), level 1 the inner pages (0 to 255),
/// level 2 the leaves (0 to 65,535). Slot s is entry s mod 256 of leaf s / 256.
/// </summary>
/// <param name="Level">0, 1 or 2.</param>
/// <param name="Index">Counted from the left within the level.</param>
public readonly record struct PageAddress(int Level, int Index)
{
    /// <summary>How many slots a tree has: 16,777,216.</summary>
    public const long Slots = 1L << 24;

    /// <summary>The root page.</summary>
    public static PageAddress Root => new(0, 0);

    /// <summary>A leaf page.</summary>
    /// <param name="index">0 to 65,535.</param>
    public static PageAddress Leaf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, ushort.MaxValue);
        return new(2, index);
    }

    /// <summary>The leaf that holds a slot.</summary>
    /// <param name="slot">0 to 16,777,215.</param>
    public static PageAddress LeafOf(long slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        return new(2, (int)(slot >> 8));
    }

    internal PageAddress Parent => new(Level - 1, Index >> 8);

    /// <summary>Which entry of the parent page holds this page's key.</summary>
    internal int EntryInParent => Index & 0xFF;
}
