using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Engine;

/// <summary>
/// What may become a column: integers, ids, tags and sealed bytes. There is no conversion from text,
/// so text in the clear cannot reach a statement.
/// </summary>
internal readonly struct SqlValue
{
    private SqlValue(object? boxed) => Boxed = boxed ?? DBNull.Value;

    internal object Boxed { get; }

    internal static SqlValue Null => new(null);

    /// <summary>Ids are 16 bytes, big-endian, in both engines.</summary>
    internal static SqlValue Id(Guid value) => new(value.ToByteArray(bigEndian: true));

    internal static SqlValue Bytes(ReadOnlyMemory<byte> value) => new(value.ToArray());

    public static implicit operator SqlValue(long value) => new(value);

    public static implicit operator SqlValue(int value) => new((long)value);

    public static implicit operator SqlValue(Enum value) => new(Convert.ToInt64(value, provider: null));

    public static implicit operator SqlValue(SubjectId value) => Id(value.Value);

    public static implicit operator SqlValue(ConversationId value) => Id(value.Value);

    public static implicit operator SqlValue(MessageId value) => Id(value.Value);

    public static implicit operator SqlValue(AppointmentId value) => Id(value.Value);

    public static implicit operator SqlValue(AttemptId value) => Id(value.Value);

    public static implicit operator SqlValue(Tag value) => new(value.ToArray());

    public static implicit operator SqlValue(Tag? value) => value is { } tag ? tag : Null;

    internal static SqlValue Of<T>(Sealed<T>? value) where T : IContentKind =>
        value is null ? Null : Bytes(value.Envelope);
}
