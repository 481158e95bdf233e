using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// How to reach a person and the name they show, opened for one turn; wiped at its end. Parts: address (one byte of
/// kind before it), profile name, the second of their last message, the hash of their identity key, the name they
/// asked to be called, the second since which the profile name is known.
/// </summary>
internal sealed class PersonCard : IDisposable
{
    private readonly SecretBuffer _content;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _parts;

    private PersonCard(SecretBuffer content) => (_content, _parts) = (content, Parts.Read(content.Memory));

    /// <summary>The phone number with its plus where there is one, else the BSUID.</summary>
    internal ReadOnlyMemory<byte> Address => _parts[0][1..];

    internal IdentifierKind AddressKind => (IdentifierKind)_parts[0].Span[0];

    /// <summary>What to call them, UTF-8: as they asked, else as WhatsApp shows; empty when it shows nothing.</summary>
    internal ReadOnlyMemory<byte> Name => OwnName.IsEmpty ? ProfileName : OwnName;

    /// <summary>As WhatsApp shows it.</summary>
    internal ReadOnlyMemory<byte> ProfileName => _parts[1];

    /// <summary>As they asked to be called (GDPR Art. 16); empty when they did not.</summary>
    internal ReadOnlyMemory<byte> OwnName => Part(4);

    /// <summary>Since when the profile name is known; null when that was not noted.</summary>
    internal Instant? ProfileNameSince => Part(5) is { Length: sizeof(long) } second
        ? Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(second.Span))
        : null;

    /// <summary>When they wrote last, by WhatsApp's clock: the 24-hour window counts from here.</summary>
    internal Instant SaidAt => Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(_parts[2].Span));

    /// <summary>
    /// Of the device they wrote from last, where WhatsApp tells (identity change check); else empty. What is no message,
    /// such as the notice of the change itself, does not move it: an answer must not follow to a device that asked nothing.
    /// </summary>
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
        Write(content, message.Contact?.ProfileName, before?.ProfileName, arena);
        var last = before?.SaidAt ?? Instant.FromUnixTimeSeconds(0);
        WriteSecond(content, Instant.Max(last, saidAt ?? Instant.MinValue));
        var wrote = saidAt is not null || before is null;
        Write(content, wrote ? message.Contact?.IdentityKeyHash : null, before?.IdentityKeyHash, arena);
        Parts.Write(content, before is null ? default : before.OwnName.Span);
        if (Since(message, before, saidAt) is { } since)
            WriteSecond(content, since);
        return new PersonCard(content.Detach());
    }

    /// <summary>The same card with another name to call them.</summary>
    internal PersonCard Called(ReadOnlySpan<byte> name, SecretArena arena)
    {
        using var content = new SecretWriter(arena);
        for (var part = 0; part < 4; part++)
            Parts.Write(content, _parts[part].Span);
        Parts.Write(content, name);
        if (ProfileNameSince is { } since)
            WriteSecond(content, since);
        return new PersonCard(content.Detach());
    }

    /// <summary>A profile name that did not change is known for as long as before.</summary>
    private static Instant? Since(InboundMessage message, PersonCard? before, Instant? saidAt) =>
        message.Contact?.ProfileName is not { } shown || before?.ProfileName is { } known && shown.ValueEquals(known.Span)
            ? before?.ProfileNameSince
            : saidAt;

    private ReadOnlyMemory<byte> Part(int index) => index < _parts.Count ? _parts[index] : default;

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

    private static void WriteSecond(SecretWriter to, Instant moment)
    {
        Span<byte> second = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(second, moment.ToUnixTimeSeconds());
        Parts.Write(to, second);
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
