using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>One message opened for one turn. Everything in it lives in secret memory and is wiped on dispose.</summary>
internal sealed class OpenTurn : IDisposable
{
    private readonly KeyLease _key;
    private readonly SecretBuffer _content;
    private readonly SecretArena _arena;
    private SecretBuffer? _text;

    internal OpenTurn(
        KeyLease key, ConversationRow row, ConversationLease lease, InboxRow message, Business business,
        SecretArena arena)
    {
        (_key, _arena, Row, Lease, Business) = (key, arena, row, lease, business);
        _content = key.Key.Open(message.Sealed, InboundEnvelope.Context(message.Id, row.Subject)).Keep();
        Message = InboundEnvelope.Read(_content.Memory);
        Card = PersonCard.From(Message, arena);
        State = OpenDialogue();
        Text = Unescape();
    }

    internal ConversationRow Row { get; }

    internal ConversationLease Lease { get; }

    internal Business Business { get; }

    internal InboundMessage Message { get; }

    internal PersonCard Card { get; }

    internal DialogueState State { get; }

    /// <summary>What the person wrote, unescaped; empty when they did something else.</summary>
    internal ReadOnlyMemory<byte> Text { get; }

    internal SubjectId Person => Row.Subject;

    internal ContentKey Key => _key.Key;

    /// <summary>Nobody told this person yet who answers and what is kept.</summary>
    internal bool IsFirstContact => Row.Dialogue is null;

    /// <summary>The person's tags in the list of those who said STOP.</summary>
    internal required IReadOnlyList<Tag> SuppressionTags { get; init; }

    /// <summary>Seals the state that the turn leaves behind; null while the person has not been answered yet.</summary>
    internal Sealed<DialogueContent>? SealDialogue(DialogueState? state, ConversationLease advanced)
    {
        if (state is null)
            return null;
        using var content = new SecretWriter(_arena);
        state.Write(content);
        return Key.Seal<DialogueContent>(content.WrittenSpan, DialogueContext(advanced.Drained));
    }

    private DialogueState OpenDialogue()
    {
        if (Row.Dialogue is not { } box)
            return DialogueState.Fresh;
        using var content = Key.Open(box, DialogueContext(Row.Drained));
        return DialogueState.Read(content.Utf8);
    }

    private SealContext DialogueContext(long drained) =>
        new("conversation", "dialogue", Row.Id.Value, drained, Row.Subject.Value);

    private ReadOnlyMemory<byte> Unescape()
    {
        JsonText? said = Message.Content switch
        {
            TextMessage text => text.Body,
            ButtonReply button => button.ButtonId,
            QuickReply quick => quick.Text,
            _ => null,
        };
        if (said is not { } json)
            return ReadOnlyMemory<byte>.Empty;
        _text = _arena.Rent(Math.Max(1, json.MaxLength));
        return _text.Memory[..json.Unescape(_text.Span)];
    }

    public void Dispose()
    {
        _text?.Dispose();
        Card.Dispose();
        _content.Dispose();
        _key.Dispose();
    }
}
