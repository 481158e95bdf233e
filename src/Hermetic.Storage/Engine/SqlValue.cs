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
    // States, versions and the like: a statement of the hot path need not box them each time.
    private static readonly object[] _small = [.. Enumerable.Range(0, 64).Select(number => (object)(long)number)];

    private SqlValue(object? boxed) => Boxed = boxed ?? DBNull.Value;

    internal object Boxed { get; }

    internal static SqlValue Null => new(null);

    /// <summary>Ids are 16 bytes, big-endian, in both engines.</summary>
    internal static SqlValue Id(Guid value) => new(value.ToByteArray(bigEndian: true));

    internal static SqlValue Bytes(ReadOnlyMemory<byte> value) => new(value.ToArray());

    public static implicit operator SqlValue(long value) =>
        new(value >= 0 && value < _small.Length ? _small[value] : value);

    public static implicit operator SqlValue(int value) => (long)value;

    public static implicit operator SqlValue(Enum value) => Convert.ToInt64(value, provider: null);

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
