using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// What the inbox seals: the message object exactly as WhatsApp sent it and its contact object, so that unknown
/// members survive for an export.
/// </summary>
internal static class InboundEnvelope
{
    internal static SealContext Context(MessageId id, SubjectId subject) =>
        new("inbox", "envelope", id.Value, 1, subject.Value);

    internal static SecretWriter Write(InboundMessage message, SecretArena arena)
    {
        var content = new SecretWriter(arena);
        Parts.Write(content, message.Raw.Span);
        if (message.Contact is { } contact)
            Parts.Write(content, contact.Raw.Span);
        return content;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; its texts live as long as the buffer.</summary>
    internal static InboundMessage Read(ReadOnlyMemory<byte> content)
    {
        var parts = Parts.Read(content);
        var message = InboundMessage.Parse(parts[0]);
        return parts.Count == 1 ? message : message with { Contact = Contact.Parse(parts[1]) };
    }
}
