using System.Buffers.Binary;

namespace Hermetic.Cryptography;

/// <summary>Which key of the house a <see cref="KeyId"/> names. The zero value names none.</summary>
public enum KeyKind
{
    /// <summary>No key.</summary>
    None = 0,

    /// <summary>A slot of the key tree: one subject, bucket or day.</summary>
    Slot = 1,

    /// <summary>The system key of the key ring.</summary>
    System = 2,

    /// <summary>A key page, under its slot in the parent page.</summary>
    Page = 3,

    /// <summary>The erasable root of an epoch, above the root page.</summary>
    ErasableRoot = 4,

    /// <summary>The key of the root provider, above the key ring.</summary>
    Root = 5,
}

/// <summary>
/// Names a key in an envelope, in the clear: kind (1) ‖ zero (3) ‖ slot or address (8, big-endian) ‖ version or
/// epoch (4, big-endian).
/// </summary>
public readonly record struct KeyId
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 16;

    private KeyId(KeyKind kind, long slot, int version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        (Kind, Slot, Version) = (kind, slot, version);
    }

    /// <summary>What sort of key it is.</summary>
    public KeyKind Kind { get; }

    /// <summary>The slot of the key tree; for a page its address (level × 2³² + index); else zero.</summary>
    public long Slot { get; }

    /// <summary>The version of the key; for an erasable root its epoch.</summary>
    public int Version { get; }

    /// <summary>The key in a slot of the key tree. A slot holds one key in its life: version 1.</summary>
    public static KeyId ForSlot(long slot) => new(KeyKind.Slot, slot, 1);

    internal static KeyId ForSystem(int version) => new(KeyKind.System, 0, version);

    internal static KeyId ForPage(PageAddress address, long version) =>
        new(KeyKind.Page, ((long)address.Level << 32) | (uint)address.Index, checked((int)version));

    internal static KeyId ForErasableRoot(int epoch) => new(KeyKind.ErasableRoot, 0, epoch);

    internal static KeyId ForRoot() => new(KeyKind.Root, 0, 1);

    /// <summary>Writes the 16 bytes to the start of <paramref name="destination"/>.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..4].Clear();
        destination[0] = (byte)Kind;
        BinaryPrimitives.WriteInt64BigEndian(destination[4..], Slot);
        BinaryPrimitives.WriteInt32BigEndian(destination[12..], Version);
    }

    /// <summary>Reads the first 16 bytes of <paramref name="source"/>.</summary>
    /// <exception cref="EnvelopeException">They name no key of this format.</exception>
    public static KeyId Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Size)
            throw new EnvelopeException(EnvelopeFailure.Format);
        var kind = (KeyKind)source[0];
        var slot = BinaryPrimitives.ReadInt64BigEndian(source[4..]);
        var version = BinaryPrimitives.ReadInt32BigEndian(source[12..]);
        var reserved = source[1] | source[2] | source[3];
        if (kind is < KeyKind.Slot or > KeyKind.Root || reserved != 0 || slot < 0 || version < 0)
            throw new EnvelopeException(EnvelopeFailure.Format);
        return new(kind, slot, version);
    }
}
