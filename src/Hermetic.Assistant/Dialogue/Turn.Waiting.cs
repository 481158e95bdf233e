using NodaTime;

namespace Hermetic.Assistant;

// While a person of the business has been asked to take over.
public sealed partial class Turn
{
    /// <summary>A reminder of it more often than this would be a second voice in the conversation.</summary>
    private static readonly Duration BetweenTellings = Duration.FromHours(1);

    /// <summary>
    /// What is said to somebody who waits for that person and writes meanwhile: that the person was asked,
    /// once an hour at most. Null when nothing is; nothing of the message is understood for it.
    /// </summary>
    /// <param name="input">
    /// Of a conversation in which a person of the business is in charge and has not written yet.
    /// </param>
    public static TurnPlan? WhileWaiting(TurnInput input)
    {
        var (now, state) = (input.Now.ToInstant(), input.State.At(input.Now.ToInstant()));
        if (state.PersonAsked is null || (state.ToldToWait is { } told && now - told < BetweenTellings))
            return null;
        var label = input.Said.Label.Join(Hermetic.Domain.Label.Business);
        var reply = new Reply.PersonAsked();
        return new([new PlannedCall.Say(reply, label)], state with { ToldToWait = now, LastTurn = now });
    }
}
