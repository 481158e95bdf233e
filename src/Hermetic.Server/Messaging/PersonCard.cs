using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>How to reach a person and the name they show, opened for one turn; wiped at its end.</summary>
internal sealed class PersonCard : IDisposable
{
    private readonly SecretBuffer _content;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _parts;

    private PersonCard(SecretBuffer content) => (_content, _parts) = (content, Parts.Read(content.Memory));

    /// <summary>The phone number with its plus where there is one, else the BSUID.</summary>
    internal ReadOnlyMemory<byte> Address => _parts[0][1..];

    internal IdentifierKind AddressKind => (IdentifierKind)_parts[0].Span[0];

    /// <summary>UTF-8; empty when they show none.</summary>
    internal ReadOnlyMemory<byte> Name => _parts[1];

    internal Recipient Recipient => AddressKind == IdentifierKind.PhoneNumber
        ? Recipient.PhoneNumber(Address)
        : Recipient.UserId(Address);

    internal static PersonCard From(InboundMessage message, SecretArena arena)
    {
        using var content = new SecretWriter(arena);
        var (kind, address) = message.Sender.PhoneNumber is { } number
            ? (IdentifierKind.PhoneNumber, number)
            : (IdentifierKind.UserId, message.Sender.UserId!.Value);
        using var text = arena.Rent(2 + address.MaxLength);
        text.Span[0] = (byte)kind;
        text.Span[1] = (byte)'+';
        var start = kind == IdentifierKind.PhoneNumber ? 2 : 1;
        Parts.Write(content, text.Span[..(start + address.Unescape(text.Span[start..]))]);
        var name = message.Contact?.ProfileName ?? default;
        using var shown = arena.Rent(Math.Max(1, name.MaxLength));
        Parts.Write(content, shown.Span[..name.Unescape(shown.Span)]);
        return new PersonCard(content.Detach());
    }

    internal static PersonCard Open(ContentKey key, Sealed<PersonContent> box, ConversationId id, long drained, SubjectId subject) =>
        new(key.Open(box, Context(id, drained, subject)).Keep());

    internal Sealed<PersonContent> Seal(ContentKey key, ConversationLease advanced) =>
        key.Seal<PersonContent>(_content.Span[.._content.Length], Context(advanced.Id, advanced.Drained, advanced.Subject));

    private static SealContext Context(ConversationId id, long drained, SubjectId subject) =>
        new("conversation", "person", id.Value, drained, subject.Value);

    public void Dispose() => _content.Dispose();
}
