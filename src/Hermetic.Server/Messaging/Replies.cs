using System.Security.Cryptography;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>Makes messages of typed replies: words from the wording, ids of buttons and rows from the seal.</summary>
internal sealed class Replies(ButtonSeal seal, SecretArena arena, TimeProvider clock)
{
    /// <summary>More choices than WhatsApp has buttons are a list.</summary>
    private const int MostButtons = 3;

    /// <summary>A new question gets a nonce of its own, which makes the buttons of the one before it stale.</summary>
    internal static DialogueState Tie(DialogueState state) =>
        state is { Pending: not null, Nonce: null } ? state with { Nonce = NewNonce() } : state;

    internal Draft Draft(Reply reply, DialogueState state, OpenTurn turn)
    {
        var wording = Wording.For(state.Language);
        using var text = new SecretWriter(arena);
        wording.Write(reply, turn.Business, text);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var meanwhile = turn.Row.State == ConversationState.HumanInCharge;
        var isList = reply.Choices.Count > MostButtons;
        using var opener = new SecretWriter(arena);
        if (isList)
            wording.WriteOpener(reply, opener);
        var draft = isList
            ? Messaging.Draft.OfList(text.WrittenSpan, opener.WrittenSpan, turn.Card, now, arena, meanwhile)
            : Messaging.Draft.Of(text.WrittenSpan, turn.Card, now, arena, meanwhile);
        if (reply.Pending is not { } action)
            return draft;
        Span<byte> id = stackalloc byte[ButtonSeal.Length];
        foreach (var choice in reply.Choices)
        {
            using var title = new SecretWriter(arena);
            wording.WriteLabel(reply, choice, turn.Business, title);
            seal.Write(choice, action, state.Nonce!.Value, turn.Person, now, id);
            if (!isList)
            {
                draft.Button(id, title.WrittenSpan);
                continue;
            }
            using var description = new SecretWriter(arena);
            wording.WriteDescription(reply, choice, turn.Business, description);
            draft.Row(id, title.WrittenSpan, description.WrittenSpan);
        }
        return draft;
    }

    private static UInt128 NewNonce()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
