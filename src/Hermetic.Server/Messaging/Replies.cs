using System.Security.Cryptography;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>Makes messages of typed replies: words from the wording, ids of buttons from the seal.</summary>
internal sealed class Replies(ButtonSeal seal, SecretArena arena, TimeProvider clock)
{
    /// <summary>A new question gets a nonce of its own, which makes the buttons of the one before it stale.</summary>
    internal static DialogueState Tie(DialogueState state) =>
        state is { Pending: not null, Nonce: null } ? state with { Nonce = NewNonce() } : state;

    internal Draft Draft(Reply reply, DialogueState state, OpenTurn turn)
    {
        var wording = Wording.For(state.Language);
        using var text = new SecretWriter(arena);
        wording.Write(reply, turn.Business, text);
        var draft = Messaging.Draft.Of(text.WrittenSpan, arena);
        if (reply.Pending is not { } action)
            return draft;
        Span<byte> id = stackalloc byte[ButtonSeal.Length];
        foreach (var choice in reply.Choices)
        {
            using var title = new SecretWriter(arena);
            wording.WriteLabel(reply, choice, turn.Business, title);
            var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
            seal.Write(choice, action, state.Nonce!.Value, turn.Person, now, id);
            draft.Button(id, title.WrittenSpan);
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
