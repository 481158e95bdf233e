using System.Buffers.Binary;
using System.Text;

namespace Hermetic.Cryptography;

/// <summary>
/// The whole context of an HV1 envelope and its encoding (docs/formats.md): eight fields, each behind its length
/// (4 bytes, big-endian), so that no two contexts share an encoding.
/// </summary>
internal readonly record struct EnvelopeContext(Guid Deployment, string Kind, long SchemaVersion, SealContext Place)
{
    private const int Fields = 8;
    private const int FixedBytes = (3 * 16) + (2 * 8);

    public int Length => (Fields * sizeof(int)) + FixedBytes + Encoding.UTF8.GetByteCount(Place.Table)
        + Encoding.UTF8.GetByteCount(Place.Column) + Encoding.UTF8.GetByteCount(Kind);

    public void WriteTo(Span<byte> destination)
    {
        var rest = Write(destination, Deployment);
        rest = Write(rest, Place.Table);
        rest = Write(rest, Place.Column);
        rest = Write(rest, Kind);
        rest = Write(rest, SchemaVersion);
        rest = Write(rest, Place.Row);
        rest = Write(rest, Place.RowVersion);
        Write(rest, Place.Subject);
    }

    private static Span<byte> Write(Span<byte> to, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, to[sizeof(int)..]);
        return Finish(to, length);
    }

    private static Span<byte> Write(Span<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(to[sizeof(int)..], number);
        return Finish(to, sizeof(long));
    }

    private static Span<byte> Write(Span<byte> to, Guid id)
    {
        id.TryWriteBytes(to[sizeof(int)..], bigEndian: true, out var length);
        return Finish(to, length);
    }

    private static Span<byte> Finish(Span<byte> to, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, length);
        return to[(sizeof(int) + length)..];
    }
}
