using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 9, the content half: a message on its way out, in secret memory until it is sealed. Parts: one byte of kind with
/// the second at which it was written (8 bytes, big-endian), whether that was meanwhile (1 byte; both absent where
/// nobody knows) and for which device (the rest, see <see cref="DeviceOf"/>), text, then id and title of each button, or
/// what opens a list and id, title and description of each row. To which address it goes is not in it: a person's
/// number may change while it waits.
/// </summary>
internal sealed partial class Draft : IDisposable
{
    private const int HeadLength = 1 + sizeof(long) + 1;

    private readonly SecretWriter _content;

    private Draft(
        SecretArena arena, DraftKind kind, ReadOnlySpan<byte> text, Instant? at, ReadOnlySpan<byte> device = default,
        bool meanwhile = false)
    {
        _content = new SecretWriter(arena);
        Span<byte> head = stackalloc byte[HeadLength];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(head[1..], at?.ToUnixTimeSeconds() ?? 0);
        head[^1] = meanwhile ? (byte)1 : (byte)0;
        if (at is null)
            Parts.Write(_content, head[..1]);
        else
            Parts.Write(_content, head, device);
        Parts.Write(_content, text);
    }

    internal MessageId Id { get; private init; } = MessageId.New();

    /// <summary>Words, with or without buttons.</summary>
    /// <param name="to">Whoever is answered, with the device that they wrote from.</param>
    /// <param name="meanwhile">The assistant says it while a person of the business is in charge.</param>
    internal static Draft Of(
        ReadOnlySpan<byte> text, PersonCard to, Instant at, SecretArena arena, bool meanwhile = false) =>
        new(arena, DraftKind.Message, text, at, to.IdentityKeyHash.Span, meanwhile);

    /// <summary>The approved template that asks a person to write again; its name, for staff to read.</summary>
    internal static Draft Of(ApprovedTemplate template, Instant at, SecretArena arena) =>
        new(arena, DraftKind.Template, template.NameUtf8.Span, at);

    /// <summary>What the business wrote elsewhere: kept with all of its members, never sent.</summary>
    internal static Draft OfEcho(ReadOnlySpan<byte> text, ReadOnlySpan<byte> raw, SecretArena arena)
    {
        var draft = new Draft(arena, DraftKind.Echo, text, at: null);
        Parts.Write(draft._content, raw);
        return draft;
    }

    /// <summary>Words with a list to choose from.</summary>
    /// <param name="opener">What stands on the button that opens it.</param>
    /// <param name="to">As in <see cref="Of(ReadOnlySpan{byte},PersonCard,Instant,SecretArena,bool)"/>.</param>
    /// <param name="meanwhile">The assistant says it while a person of the business is in charge.</param>
    internal static Draft OfList(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> opener, PersonCard to, Instant at, SecretArena arena,
        bool meanwhile = false)
    {
        var draft = new Draft(arena, DraftKind.List, text, at, to.IdentityKeyHash.Span, meanwhile);
        Parts.Write(draft._content, opener);
        return draft;
    }

    internal void Row(ReadOnlySpan<byte> id, ReadOnlySpan<byte> title, ReadOnlySpan<byte> description)
    {
        Button(id, title);
        Parts.Write(_content, description);
    }

    internal void Button(ReadOnlySpan<byte> id, ReadOnlySpan<byte> title)
    {
        Parts.Write(_content, id);
        Parts.Write(_content, title);
    }

    internal Sealed<OutboundContent> Seal(ContentKey key, SubjectId subject) =>
        key.Seal<OutboundContent>(_content.WrittenSpan, Context(Id, subject));

    /// <summary>What is sealed, and what <see cref="Read"/> reads.</summary>
    internal ReadOnlyMemory<byte> Memory => _content.WrittenMemory;

    internal static SecretBuffer Open(ContentKey key, OutboxRow row, SubjectId subject) =>
        key.Open(row.Sealed, Context(row.Id, subject)).Keep();

    /// <summary>The same words as a message of its own, for the device that the person writes from now.</summary>
    internal static (MessageId Id, Sealed<OutboundContent> Sealed) Again(
        ContentKey key, OutboxRow row, SubjectId subject, PersonCard? to, SecretArena arena)
    {
        using var content = Open(key, row, subject);
        using var again = new SecretWriter(arena);
        var parts = Parts.Read(content.Memory);
        var head = parts[0][..Math.Min(HeadLength, parts[0].Length)];
        Parts.Write(again, head.Span, head.Length == HeadLength && to is not null ? to.IdentityKeyHash.Span : default);
        foreach (var part in parts.Skip(1))
            Parts.Write(again, part.Span);
        var id = MessageId.New();
        return (id, key.Seal<OutboundContent>(again.WrittenSpan, Context(id, subject)));
    }

    /// <exception cref="ArgumentException">Longer than WhatsApp allows, or not to be sent at all.</exception>
    internal static OutboundMessage Read(ReadOnlyMemory<byte> content)
    {
        var parts = Parts.Read(content);
        return KindOf(parts) switch
        {
            DraftKind.Message => ReadButtons(parts),
            DraftKind.List => ReadList(parts),
            _ => throw new ArgumentException("A draft of this kind is not sent.", nameof(content)),
        };
    }

    private static OutboundMessage ReadButtons(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var buttons = new ReplyButton[(parts.Count - 2) / 2];
        for (var i = 0; i < buttons.Length; i++)
            buttons[i] = new ReplyButton(parts[2 + (2 * i)], parts[3 + (2 * i)]);
        return buttons.Length == 0 ? OutboundMessage.Text(parts[1]) : OutboundMessage.Buttons(parts[1], buttons);
    }

    private static OutboundList ReadList(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var rows = new ListRow[(parts.Count - 3) / 3];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new ListRow(parts[3 + (3 * i)], parts[4 + (3 * i)], parts[5 + (3 * i)]);
        return new OutboundList(parts[1], parts[2], new ListSection(default, rows));
    }

    internal static ReadOnlyMemory<byte> TextOf(ReadOnlyMemory<byte> content) => Parts.Read(content)[1];

    internal static SealContext Context(MessageId id, SubjectId subject) =>
        new("outbox", "envelope", id.Value, 1, subject.Value);

    public void Dispose() => _content.Dispose();

    private enum DraftKind
    {
        Message = 0,
        Template = 1,
        Echo = 2,
        Reminder = 3,
        List = 4,
    }
}
