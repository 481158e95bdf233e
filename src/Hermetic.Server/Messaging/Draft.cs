using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 9, the content half: a message on its way out, in secret memory until it is sealed. Parts: address (one byte
/// of kind before it), text, then id and title of each button.
/// </summary>
internal sealed class Draft : IDisposable
{
    private readonly SecretWriter _content;

    internal Draft(SecretArena arena, PersonCard to)
    {
        _content = new SecretWriter(arena);
        using var address = arena.Rent(1 + to.Address.Length);
        address.Span[0] = (byte)to.AddressKind;
        to.Address.Span.CopyTo(address.Span[1..]);
        Parts.Write(_content, address.Span[..(1 + to.Address.Length)]);
    }

    internal MessageId Id { get; } = MessageId.New();

    internal void Text(ReadOnlySpan<byte> utf8) => Parts.Write(_content, utf8);

    internal void Button(ReadOnlySpan<byte> id, ReadOnlySpan<byte> title)
    {
        Parts.Write(_content, id);
        Parts.Write(_content, title);
    }

    internal Sealed<OutboundContent> Seal(ContentKey key, SubjectId subject) =>
        key.Seal<OutboundContent>(_content.WrittenSpan, Context(Id, subject));

    /// <summary>Address and message straight from memory, for the one reply that has no row.</summary>
    internal (Recipient To, OutboundMessage Message) Content() => Read(_content.WrittenMemory);

    internal static SecretBuffer Open(ContentKey key, OutboxRow row, SubjectId subject) =>
        key.Open(row.Sealed, Context(row.Id, subject)).Keep();

    internal static (Recipient To, OutboundMessage Message) Read(ReadOnlyMemory<byte> content)
    {
        var parts = Parts.Read(content);
        var to = (IdentifierKind)parts[0].Span[0] == IdentifierKind.PhoneNumber
            ? Recipient.PhoneNumber(parts[0][1..])
            : Recipient.UserId(parts[0][1..]);
        var buttons = new ReplyButton[(parts.Count - 2) / 2];
        for (var i = 0; i < buttons.Length; i++)
            buttons[i] = new ReplyButton(parts[2 + (2 * i)], parts[3 + (2 * i)]);
        return (to, buttons.Length == 0 ? OutboundMessage.Text(parts[1]) : OutboundMessage.Buttons(parts[1], buttons));
    }

    internal static ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> content) => Parts.Read(content)[1];

    private static SealContext Context(MessageId id, SubjectId subject) =>
        new("outbox", "envelope", id.Value, 1, subject.Value);

    public void Dispose() => _content.Dispose();
}
