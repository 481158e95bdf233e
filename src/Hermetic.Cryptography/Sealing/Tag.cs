using System.Buffers.Binary;

namespace Hermetic.Cryptography;

/// <summary>
/// A keyed hash of 16 bytes that stands for a value in a unique index: a dedupe tag, a search tag, a cell of a
/// calendar. Equality takes the same time for any two tags, so it also checks a MAC. Of a key of the ring that has been
/// rotated it names the version, as envelopes do: four bytes behind the hash (big-endian), none for the first version.
/// </summary>
public readonly record struct Tag
{
    /// <summary>Size of the hash in bytes.</summary>
    public const int Size = 16;

    private const int VersionedSize = Size + sizeof(int);

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly int _later;

    private Tag(ulong high, ulong low, int later) => (_high, _low, _later) = (high, low, later);

    /// <summary>Of the key that made it, from 1; keys that are not versioned make tags of version 1.</summary>
    public int Version => _later + 1;

    /// <summary>Reads exactly 16 bytes, or 20 where a later version is named.</summary>
    /// <exception cref="ArgumentException">Another length, or a version that is not named in that way.</exception>
    public static Tag FromBytes(ReadOnlySpan<byte> bytes)
    {
        var version = bytes.Length switch
        {
            Size => 1,
            VersionedSize when BinaryPrimitives.ReadInt32BigEndian(bytes[Size..]) is var named and > 1 => named,
            _ => throw new ArgumentException("A tag is 16 bytes, or 20 with its version.", nameof(bytes)),
        };
        return Read(bytes, version);
    }

    /// <summary>Of the first 16 bytes of a keyed hash.</summary>
    internal static Tag Read(ReadOnlySpan<byte> hash, int version) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]), version - 1);

    /// <summary>Writes the 16 bytes of the hash to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>The 16 or 20 bytes, for a database parameter.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[_later == 0 ? Size : VersionedSize];
        CopyTo(bytes);
        if (_later != 0)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Size), Version);
        return bytes;
    }

    /// <summary>Same bytes; no early exit.</summary>
    public bool Equals(Tag other) =>
        ((_high ^ other._high) | (_low ^ other._low) | unchecked((uint)(_later ^ other._later))) == 0;

    /// <summary>A tag is uniform already: its first bytes.</summary>
    public override int GetHashCode() => unchecked((int)_high);
}
