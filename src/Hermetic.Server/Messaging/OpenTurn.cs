using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>One message opened for one turn. Everything in it lives in secret memory and is wiped on dispose.</summary>
internal sealed class OpenTurn : IDisposable
{
    private readonly KeyLease _key;
    private readonly SecretBuffer? _content;
    private bool _isHandedOver;
    private readonly SecretArena _arena;
    private SecretBuffer? _text;

    internal OpenTurn(
        KeyLease key, ConversationRow row, ConversationLease lease, MessageId id, Sealed<InboundContent> box,
        Business business, Instant now, SecretArena arena)
    {
        (_key, _arena, Row, Lease, Id, Business) = (key, arena, row, lease, id, business);
        try
        {
            _content = key.Key.Open(box, InboundEnvelope.Context(id, row.Subject)).Keep();
            Message = InboundEnvelope.Read(_content.Memory);
            // WhatsApp's timestamp; one from the future counts as now.
            SaidAt = Message.Timestamp is { } said ? Instant.Min(Instant.FromDateTimeOffset(said), now) : now;
            using (var before = row.Person is null ? null : PersonCard.Open(key.Key, row))
                Card = PersonCard.From(Message, before, OpensWindow ? SaidAt : null, arena);
            State = OpenDialogue(Key, Row);
            Text = Unescape();
        }
        catch
        {
            // What does not open is tried again: nothing of it may stay in secret memory.
            Dispose();
            throw;
        }
    }

    internal ConversationRow Row { get; }

    internal ConversationLease Lease { get; private set; }

    internal MessageId Id { get; }

    internal Business Business { get; }

    internal InboundMessage Message { get; }

    internal PersonCard Card { get; private set; }

    /// <summary>What it says now: an edit is its newest wording.</summary>
    internal MessageContent Content => Said.Newest(Message.Content);

    /// <summary>False for what is kept without an answer, such as a reaction.</summary>
    internal bool IsUtterance => Said.IsUtterance(Content);

    internal bool OpensWindow => Said.OpensWindow(Content);

    internal Instant SaidAt { get; }

    internal DialogueState State { get; }

    /// <summary>What the person wrote, unescaped; empty when they did something else.</summary>
    internal ReadOnlyMemory<byte> Text { get; }

    internal SubjectId Person => Row.Subject;

    internal ContentKey Key => _key.Key;

    /// <summary>The same key, for those who take a lease; it ends with the turn.</summary>
    internal KeyLease Lent => _key;

    /// <summary>Nobody told this person yet who answers and what is kept.</summary>
    internal bool IsFirstContact => Row.Dialogue is null;

    /// <summary>Something waits until the person writes again.</summary>
    internal required bool HasHeld { get; init; }

    /// <summary>The person's tags in the list of those who said STOP.</summary>
    internal required IReadOnlyList<Tag> SuppressionTags { get; init; }

    /// <summary>
    /// Gives key, card and message to who sends it, once the turn is committed; what the person wrote is wiped with the turn.
    /// </summary>
    internal OpenReply HandOver(Draft draft, OutboundKind kind)
    {
        _isHandedOver = true;
        return new OpenReply(Lease.Next, new Outgoing(draft.Id, kind), _key, Card, draft);
    }

    /// <summary>For a turn of several commits: from here on no other activation has a part in it.</summary>
    internal async Task ClaimAsync(Database database) =>
        Lease = await database.CommitAsync(transaction => Storage.Conversations.Claim(transaction, Lease));

    /// <summary>From the commit of this turn on the person is called so.</summary>
    internal void Call(PersonName name)
    {
        var before = Card;
        Card = before.Called(name.Utf8, _arena);
        before.Dispose();
    }

    /// <summary>Seals the state that the turn leaves behind; null while the person has not been answered yet.</summary>
    internal Sealed<DialogueContent>? SealDialogue(DialogueState? state, ConversationLease advanced)
    {
        if (state is null)
            return null;
        using var content = new SecretWriter(_arena);
        state.Write(content);
        return Key.Seal<DialogueContent>(content.WrittenSpan, DialogueContext(Row, advanced.Drained));
    }

    /// <summary>The same dialogue for the next turn, when this one has nothing to say.</summary>
    internal static Sealed<DialogueContent>? Reseal(ContentKey key, ConversationRow row, ConversationLease advanced)
    {
        if (row.Dialogue is not { } box)
            return null;
        using var content = key.Open(box, DialogueContext(row, row.Drained));
        return key.Seal<DialogueContent>(content.Utf8, DialogueContext(row, advanced.Drained));
    }

    internal static DialogueState OpenDialogue(ContentKey key, ConversationRow row)
    {
        if (row.Dialogue is not { } box)
            return DialogueState.Fresh;
        using var content = key.Open(box, DialogueContext(row, row.Drained));
        return DialogueState.Read(content.Utf8);
    }

    private static SealContext DialogueContext(ConversationRow row, long drained) =>
        new("conversation", "dialogue", row.Id.Value, drained, row.Subject.Value);

    private ReadOnlyMemory<byte> Unescape()
    {
        if (Said.Heard(Content) is not { } json)
            return ReadOnlyMemory<byte>.Empty;
        _text = _arena.Rent(Math.Max(1, json.MaxLength));
        return _text.Memory[..json.Unescape(_text.Span)];
    }

    public void Dispose()
    {
        _text?.Dispose();
        _content?.Dispose();
        if (_isHandedOver)
            return;
        Card?.Dispose();
        _key.Dispose();
    }
}
