using System.Buffers.Binary;
using NodaTime;

namespace Hermetic.Server.Messaging;

// What staff, and the person in the copy of their data, read of a message that went out.
internal sealed partial class Draft
{
    /// <summary>What could be chosen: titles of buttons or of rows, in their order.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> ChoicesOf(IReadOnlyList<ReadOnlyMemory<byte>> parts) =>
        KindOf(parts) switch
        {
            DraftKind.Message => parts.Skip(2).Chunk(2).Select(static button => button[1]),
            DraftKind.List => parts.Skip(3).Chunk(3).Select(static row => row[1]),
            _ => [],
        };

    /// <summary>What stands on the button that opens its list; null without a list.</summary>
    internal static ReadOnlyMemory<byte>? OpenerOf(IReadOnlyList<ReadOnlyMemory<byte>> parts) =>
        // A bare null would become memory of no bytes, by way of a null array.
        KindOf(parts) == DraftKind.List ? parts[2] : (ReadOnlyMemory<byte>?)null;

    /// <summary>To the second; null when it was written elsewhere, or before this was kept.</summary>
    internal static Instant? WrittenAt(IReadOnlyList<ReadOnlyMemory<byte>> parts) =>
        parts[0].Length > 1
            ? Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(parts[0].Span[1..]))
            : null;

    /// <summary>
    /// The assistant said it while a person of the business was in charge. False where this was not kept yet.
    /// </summary>
    internal static bool SaidMeanwhile(IReadOnlyList<ReadOnlyMemory<byte>> parts) =>
        parts[0].Length >= HeadLength && parts[0].Span[HeadLength - 1] != 0;

    /// <summary>
    /// The identity key's hash of the device that is answered: on another one nobody reads it. Empty where WhatsApp told
    /// none, and for what answers nobody, such as a reminder.
    /// </summary>
    internal static ReadOnlyMemory<byte> DeviceOf(ReadOnlyMemory<byte> content) =>
        Parts.Read(content)[0] is { Length: > HeadLength } head ? head[HeadLength..] : default;

    private static DraftKind KindOf(IReadOnlyList<ReadOnlyMemory<byte>> parts) => (DraftKind)parts[0].Span[0];
}
