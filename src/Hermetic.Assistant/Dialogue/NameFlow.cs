namespace Hermetic.Assistant;

/// <summary>
/// Correcting what the person is called (GDPR Art. 16): the name is asked for where it is missing, and
/// confirmed by a button. A booking that runs goes on afterwards.
/// </summary>
internal sealed class NameFlow(TurnContext context)
{
    private readonly DialogueState _state = context.State;

    /// <summary>"My name is Anna", said by the way or as a correction; null for everything else.</summary>
    internal Move? Hear(Heard heard)
    {
        var correcting = heard is { Sure: true, Intent: Intent.CorrectMyData } || IsAsked;
        var name = NamedSelf.Find(context.Text, correcting, out var whole);
        if (name is null || heard.Topic != Topic.None)
            return null;
        // Who says their name and wants something else wants something else.
        var byTheWay = whole && heard.ServiceId is null && !heard.HasTimes
            && (!heard.Sure || heard.Intent is Intent.Greet or Intent.OutOfScope or Intent.Thanks);
        return correcting || byTheWay ? Ask(name) : null;
    }

    /// <summary>
    /// A bare name in answer to the question for it; null when something else was asked or said.
    /// </summary>
    internal Move? Continue(Heard heard)
    {
        if (!IsAsked || heard.Answer != YesNo.Neither || heard.Topic != Topic.None)
            return null;
        var other = heard is { Sure: true, Intent: not (Intent.CorrectMyData or Intent.OutOfScope) };
        return !other && NamedSelf.All(context.Text) is { } name ? Ask(name) : null;
    }

    /// <summary>
    /// What is wrong is the name: it is asked for. Anything else that is wrong needs a person.
    /// </summary>
    internal Move? Start(Heard? heard) =>
        heard is null || !NamedSelf.IsAbout(context.Text) ? null : AskForName();

    internal Move AskForName() => new(new Reply.AskName(), _state.Flow is Flow.None or Flow.CorrectName
        ? _state.Begin(Flow.CorrectName)
        : _state with { Pending = null, Nonce = null });

    internal Move Ask(PersonName name) => new(
        new Reply.ConfirmName(name),
        _state.Flow == Flow.CorrectName ? _state.Done() : _state);

    /// <param name="resumed">What the running task goes on with; null when there is none.</param>
    internal Move Confirmed(PersonName name, Move? resumed)
    {
        var effect = new PlannedCall.CorrectName(name, context.Label);
        var corrected = new Reply.NameCorrected(name);
        return resumed is { Say: { } next }
            ? resumed with { Say = new Reply.NameCorrectedThen(name, next), Effect = effect }
            : new(corrected, _state.Done(), effect);
    }

    internal bool IsAsked => _state.Flow == Flow.CorrectName || _state.Pending is PendingAction.CorrectName;
}
