using System.Buffers.Binary;
using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Writes a ZIP file (APPNOTE 6.3) into secret memory and hands it on in pieces of one size, so that neither a file of
/// any length nor a byte of it outside secret memory is held. Entries are of method 8 in stored blocks (RFC 1951
/// §3.2.4), with a data descriptor behind them: every program opens that. Less than 4 GiB, at most 65,535 entries.
/// </summary>
/// <param name="take">Called with each full piece in order, and with the last one; it keeps nothing.</param>
internal sealed class ZipWriter(
    Func<ReadOnlyMemory<byte>, ValueTask> take, int pieceLength, DateTime made, SecretArena arena) : IDisposable
{
    private const int LargestBlock = 65_535;
    private const ushort StreamedUtf8 = 0x0808;     // bits 3 (sizes come behind) and 11 (names are UTF-8)
    private const ushort Deflate = 8;

    private readonly List<Entry> _entries = [];
    private readonly List<(string, string)> _hashes = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _name = "";
    private SecretWriter _open = new(arena);
    private long _handedOn;
    private Entry? _entry;

    /// <summary>Each entry that was ended, and the SHA-256 of its content.</summary>
    internal IReadOnlyList<(string Name, string Sha256)> Hashes => _hashes;

    private long Position => _handedOn + _open.WrittenSpan.Length;

    /// <summary>Begins an entry; one is open at a time.</summary>
    /// <param name="name">A path with slashes, in ASCII.</param>
    internal void Begin(string name)
    {
        _name = name;
        _entry = new Entry(System.Text.Encoding.ASCII.GetBytes(name), checked((uint)Position));
        _entries.Add(_entry);
        Span<byte> header = stackalloc byte[30];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        Describe(header[4..], _entry);
        Put(header);
        Put(_entry.Name);
    }

    /// <summary>Adds to the open entry.</summary>
    internal void Write(ReadOnlySpan<byte> content)
    {
        _entry!.Crc = Crc32.Append(_entry.Crc, content);
        _hash.AppendData(content);
        _entry.Length = checked(_entry.Length + (uint)content.Length);
        for (; !content.IsEmpty; content = content[Math.Min(content.Length, LargestBlock)..])
            PutBlock(content[..Math.Min(content.Length, LargestBlock)], last: false);
    }

    /// <summary>Hands on what is full. Call between two writes; more than a few pieces shall not wait.</summary>
    internal async ValueTask FlushAsync()
    {
        var at = 0;
        for (; _open.WrittenSpan.Length - at >= pieceLength; at += pieceLength)
            await take(_open.WrittenMemory.Slice(at, pieceLength));
        if (at > 0)
            Keep(at);
    }

    internal void End()
    {
        PutBlock([], last: true);
        Span<byte> descriptor = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, 0x08074b50);
        WriteSizes(descriptor[4..], _entry!);
        Put(descriptor);
        _entry = null;
        _hashes.Add((_name, Convert.ToHexStringLower(_hash.GetHashAndReset())));
    }

    /// <summary>The directory, and the last piece.</summary>
    internal async ValueTask FinishAsync()
    {
        PutDirectory();
        await FlushAsync();
        if (_open.WrittenSpan.Length > 0)
            await take(_open.WrittenMemory);
        Keep(_open.WrittenSpan.Length);
    }

    private void PutDirectory()
    {
        var start = Position;
        Span<byte> header = stackalloc byte[46];
        foreach (var entry in _entries)
        {
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 20);
            Describe(header[6..], entry);
            WriteSizes(header[16..], entry);
            BinaryPrimitives.WriteUInt32LittleEndian(header[42..], entry.Start);
            Put(header);
            Put(entry.Name);
        }
        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], checked((ushort)_entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], checked((ushort)_entries.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], checked((uint)(Position - start)));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], checked((uint)start));
        Put(end);
    }

    /// <summary>Version, flags, method, time, date, then (from the 22nd byte on) the length of the name.</summary>
    private void Describe(Span<byte> to, Entry entry)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], StreamedUtf8);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], Deflate);
        BinaryPrimitives.WriteUInt16LittleEndian(
            to[6..], (ushort)((made.Hour << 11) | (made.Minute << 5) | (made.Second / 2)));
        BinaryPrimitives.WriteUInt16LittleEndian(
            to[8..], (ushort)(((made.Year - 1980) << 9) | (made.Month << 5) | made.Day));
        BinaryPrimitives.WriteUInt16LittleEndian(to[22..], (ushort)entry.Name.Length);
    }

    private static void WriteSizes(Span<byte> to, Entry entry)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], entry.Packed);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], entry.Length);
    }

    private void PutBlock(ReadOnlySpan<byte> content, bool last)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)(~content.Length & 0xFFFF));
        Put(header);
        Put(content);
        _entry!.Packed = checked(_entry.Packed + (uint)(header.Length + content.Length));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_open.GetSpan(bytes.Length));
        _open.Advance(bytes.Length);
    }

    private void Keep(int from)
    {
        var rest = new SecretWriter(arena);
        var kept = _open.WrittenSpan[from..];
        kept.CopyTo(rest.GetSpan(kept.Length));
        rest.Advance(kept.Length);
        _open.Dispose();
        (_open, _handedOn) = (rest, _handedOn + from);
    }

    public void Dispose()
    {
        _open.Dispose();
        _hash.Dispose();
    }

    private sealed class Entry(byte[] name, uint start)
    {
        internal byte[] Name => name;
        internal uint Start => start;
        internal uint Crc { get; set; }
        internal uint Length { get; set; }
        internal uint Packed { get; set; }
    }
}

/// <summary>CRC-32 as ZIP has it (ISO/IEC 3309): it finds accidents, and proves nothing.</summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(one => Row((uint)one))];

    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (var one in bytes)
            crc = _table[(crc ^ one) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Row(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
