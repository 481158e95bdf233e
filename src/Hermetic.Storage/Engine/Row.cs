using System.Data.Common;
using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Engine;

/// <summary>One row of a result, read by column number.</summary>
/// <param name="first">What is number 0: a row of several tables is read by the readers of each.</param>
internal readonly struct Row(DbDataReader reader, int first = 0)
{
    /// <summary>The same row, counted from another column on.</summary>
    internal Row From(int column) => new(reader, first + column);

    internal long Long(int column) => reader.GetInt64(first + column);

    internal int Int(int column) => checked((int)Long(column));

    internal bool IsNull(int column) => reader.IsDBNull(first + column);

    /// <summary>As it lies, to be stored elsewhere.</summary>
    internal SqlValue Value(int column) => reader.GetValue(first + column) switch
    {
        byte[] bytes => SqlValue.Bytes(bytes),
        long number => number,
        _ => SqlValue.Null,
    };

    internal byte[] Bytes(int column) => (byte[])reader.GetValue(first + column);

    internal Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    internal SubjectId Subject(int column) => SubjectId.From(Guid(column));

    internal ConversationId Conversation(int column) => ConversationId.From(Guid(column));

    internal MessageId Message(int column) => MessageId.From(Guid(column));

    internal AppointmentId Appointment(int column) => AppointmentId.From(Guid(column));

    internal Tag Tag(int column) => Cryptography.Tag.FromBytes(Bytes(column));

    internal Sealed<T> Sealed<T>(int column) where T : IContentKind => Cryptography.Sealed<T>.FromStore(Bytes(column));

    internal Sealed<T>? SealedOrNull<T>(int column) where T : class, IContentKind =>
        IsNull(column) ? null : Cryptography.Sealed<T>.FromStore(Bytes(column));

    internal T Enum<T>(int column) where T : struct, Enum =>
        System.Enum.IsDefined(typeof(T), Int(column))
            ? (T)System.Enum.ToObject(typeof(T), Int(column))
            : throw new InvalidDataException($"Column {column} holds no {typeof(T).Name}; the database is newer than the program or damaged.");
}
