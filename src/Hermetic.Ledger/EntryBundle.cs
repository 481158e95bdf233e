using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// Up to 256 entries in one resource (C2SP tlog-tiles, "Log entries"): each is a big-endian uint16
/// length followed by that many bytes.
/// </summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes, that the uint16 length can carry: 65,535.</summary>
    public const int MaxEntryLength = ushort.MaxValue;

    /// <summary>The longest bundle in bytes: 256 entries of the greatest length.</summary>
    public const int MaxLength = TilePath.FullWidth * (Prefix + MaxEntryLength);

    private const int Prefix = sizeof(ushort);

    /// <summary>Writes the entries one behind the other; no entries give no bytes.</summary>
    /// <exception cref="ArgumentException">An entry is longer than <see cref="MaxEntryLength"/>.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var bytes = new byte[entries.Sum(entry => Prefix + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > MaxEntryLength)
                throw new ArgumentException("An entry has at most 65,535 bytes.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[Prefix..]);
            rest = rest[(Prefix + entry.Length)..];
        }
        return bytes;
    }

    /// <summary>
    /// Reads exactly <paramref name="count"/> entries as slices of <paramref name="bundle"/>; false when it
    /// has fewer, more, or a torn one.
    /// </summary>
    public static bool TryDecode(
        ReadOnlyMemory<byte> bundle,
        int count,
        [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries)
    {
        entries = null;
        var read = new List<ReadOnlyMemory<byte>>(count);
        while (bundle.Length >= Prefix && read.Count < count)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < Prefix + length)
                return false;
            read.Add(bundle.Slice(Prefix, length));
            bundle = bundle[(Prefix + length)..];
        }
        if (read.Count != count || !bundle.IsEmpty)
            return false;
        entries = read;
        return true;
    }
}
