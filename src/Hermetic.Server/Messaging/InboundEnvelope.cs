using System.Buffers;
using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// What the inbox seals: the message object exactly as WhatsApp sent it and its contact object, so that unknown
/// members survive for an export. Layout: length of the message (4 bytes, big-endian), message, contact.
/// </summary>
internal static class InboundEnvelope
{
    internal static SealContext Context(MessageId id, SubjectId subject) =>
        new("inbox", "envelope", id.Value, 1, subject.Value);

    internal static SecretWriter Write(InboundMessage message, SecretArena arena)
    {
        var writer = new SecretWriter(arena);
        BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(sizeof(int)), message.Raw.Length);
        writer.Advance(sizeof(int));
        writer.Write(message.Raw.Span);
        if (message.Contact is { } contact)
            writer.Write(contact.Raw.Span);
        return writer;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the slices live as long as the buffer.</summary>
    internal static InboundMessage Read(ReadOnlyMemory<byte> content)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(content.Span);
        var message = InboundMessage.Parse(content.Slice(sizeof(int), length));
        var contact = content[(sizeof(int) + length)..];
        return contact.IsEmpty ? message : message with { Contact = Contact.Parse(contact) };
    }
}
