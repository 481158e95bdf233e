using System.Buffers;
using System.Buffers.Binary;

namespace Hermetic.Server.Messaging;

/// <summary>Several byte strings in one sealed column: each with its length before it (4 bytes, big-endian).</summary>
internal static class Parts
{
    internal static void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(to.GetSpan(sizeof(int)), part.Length);
        to.Advance(sizeof(int));
        to.Write(part);
    }

    /// <summary>One part made of two.</summary>
    internal static void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest)
    {
        BinaryPrimitives.WriteInt32BigEndian(to.GetSpan(sizeof(int)), first.Length + rest.Length);
        to.Advance(sizeof(int));
        to.Write(first);
        to.Write(rest);
    }

    /// <summary>Slices of <paramref name="content"/>; they live as long as it does.</summary>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> content)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        while (!content.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(content.Span);
            parts.Add(content.Slice(sizeof(int), length));
            content = content[(sizeof(int) + length)..];
        }
        return parts;
    }
}
