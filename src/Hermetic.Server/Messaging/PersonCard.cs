using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// How to reach a person and the name they show, opened for one turn; wiped at its end. Parts: address (one byte of
/// kind before it), name, the second of their last message, the hash of their identity key.
/// </summary>
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

    /// <summary>When they wrote last, by WhatsApp's clock: the 24-hour window counts from here.</summary>
    internal Instant SaidAt => Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(_parts[2].Span));

    /// <summary>Of the device they wrote from last, where WhatsApp tells (identity change check); else empty.</summary>
    internal ReadOnlyMemory<byte> IdentityKeyHash => _parts[3];

    internal Recipient Recipient => AddressKind == IdentifierKind.PhoneNumber
        ? Recipient.PhoneNumber(Address)
        : Recipient.UserId(Address);

    /// <param name="before">What was known; a message without a profile does not take the name away.</param>
    /// <param name="saidAt">Null when this message does not open the window: a reaction, a notice of the system.</param>
    internal static PersonCard From(InboundMessage message, PersonCard? before, Instant? saidAt, SecretArena arena)
    {
        using var content = new SecretWriter(arena);
        WriteAddress(content, message, arena);
        Write(content, message.Contact?.ProfileName, before?.Name, arena);
        Span<byte> second = stackalloc byte[sizeof(long)];
        var last = before?.SaidAt ?? Instant.FromUnixTimeSeconds(0);
        BinaryPrimitives.WriteInt64BigEndian(
            second, Instant.Max(last, saidAt ?? Instant.MinValue).ToUnixTimeSeconds());
        Parts.Write(content, second);
        Write(content, message.Contact?.IdentityKeyHash, before?.IdentityKeyHash, arena);
        return new PersonCard(content.Detach());
    }

    internal static PersonCard Open(ContentKey key, ConversationRow row) =>
        new(key.Open(row.Person!, Context(row.Id, row.Drained, row.Subject)).Keep());

    internal Sealed<PersonContent> Seal(ContentKey key, ConversationLease advanced) =>
        key.Seal<PersonContent>(_content.Span[.._content.Length], Context(advanced.Id, advanced.Drained, advanced.Subject));

    /// <summary>A notice that the person's number or BSUID changed names the new one.</summary>
    private static void WriteAddress(SecretWriter to, InboundMessage message, SecretArena arena)
    {
        var person = Identities.After(message);
        var (kind, address) = person.PhoneNumber is { } number
            ? (IdentifierKind.PhoneNumber, number)
            : (IdentifierKind.UserId, person.UserId!.Value);
        using var text = arena.Rent(2 + address.MaxLength);
        text.Span[0] = (byte)kind;
        text.Span[1] = (byte)'+';
        var start = kind == IdentifierKind.PhoneNumber ? 2 : 1;
        Parts.Write(to, text.Span[..(start + address.Unescape(text.Span[start..]))]);
    }

    private static void Write(SecretWriter to, JsonText? said, ReadOnlyMemory<byte>? before, SecretArena arena)
    {
        if (said is { } text)
        {
            using var utf8 = arena.Rent(Math.Max(1, text.MaxLength));
            Parts.Write(to, utf8.Span[..text.Unescape(utf8.Span)]);
        }
        else
        {
            Parts.Write(to, before is { } known ? known.Span : default);
        }
    }

    private static SealContext Context(ConversationId id, long drained, SubjectId subject) =>
        new("conversation", "person", id.Value, drained, subject.Value);

    public void Dispose() => _content.Dispose();
}
