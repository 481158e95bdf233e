using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

// While a person of the business has been asked to take over.
public sealed partial class Turn
{
    /// <summary>A reminder of it more often than this would be a second voice in the conversation.</summary>
    private static readonly Duration BetweenTellings = Duration.FromHours(1);

    /// <summary>
    /// What is said to somebody who waits for that person and writes meanwhile: that the person was asked,
    /// once an hour at most; null when nothing is. Who asked for a person and needs none any more goes on with the
    /// assistant. Nothing else of the message is understood for it.
    /// </summary>
    /// <param name="input">
    /// Of a conversation in which a person of the business is in charge and has not written yet.
    /// </param>
    public static TurnPlan? WhileWaiting(TurnInput input)
    {
        var (now, state) = (input.Now.ToInstant(), input.State.At(input.Now.ToInstant()));
        if (state.PersonAsked is { } reason && reason.IsTheirWish() && NeedsNobody(input))
        {
            var label = input.Said.Label.Join(Label.Business);
            return new(
                [new PlannedCall.GiveBack(label), new PlannedCall.Say(new Reply.BackAgain(), label)],
                state.Done() with { PersonAsked = null, ToldToWait = null, LastTurn = now });
        }
        if (state.PersonAsked is null || (state.ToldToWait is { } told && now - told < BetweenTellings))
            return null;
        var asked = input.Said.Label.Join(Label.Business);
        return new([new PlannedCall.Say(new Reply.PersonAsked(), asked)], state with { ToldToWait = now, LastTurn = now });
    }

    private static bool NeedsNobody(TurnInput input)
    {
        if (input.Said.Label.Integrity < Integrity.Subject
            || input.Said.ReleaseTo(Sinks.Understanding(input.Person)) is not Utterance.Text text)
        {
            return false;
        }
        Span<byte> buffer = stackalloc byte[FoldedText.Limit + 8];
        var folded = buffer[..FoldedText.Fold(text.Utf8.Span, buffer)];
        var needsNobody = Wishes.NeedsNobody(folded);
        // The folded copy is content.
        folded.Clear();
        return needsNobody;
    }
}
