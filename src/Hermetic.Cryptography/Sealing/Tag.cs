using System.Buffers.Binary;

namespace Hermetic.Cryptography;

/// <summary>
/// A keyed hash of 16 bytes that stands for a value in a unique index: a dedupe tag, a search tag, a cell of a
/// calendar. Equality takes the same time for any two tags, so it also checks a MAC.
/// </summary>
public readonly record struct Tag
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    private Tag(ulong high, ulong low) => (_high, _low) = (high, low);

    /// <summary>Reads exactly 16 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static Tag FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("A tag is 16 bytes.", nameof(bytes));
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>Writes the 16 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>The 16 bytes, for a database parameter.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Same bytes; no early exit.</summary>
    public bool Equals(Tag other) => ((_high ^ other._high) | (_low ^ other._low)) == 0;

    /// <summary>A tag is uniform already: its first bytes.</summary>
    public override int GetHashCode() => unchecked((int)_high);
}
