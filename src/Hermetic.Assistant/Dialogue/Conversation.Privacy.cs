namespace Hermetic.Assistant;

// Access, portability and rectification (GDPR Art. 15, 20, 16).
internal sealed partial class Conversation
{
    private readonly NameFlow _naming = new(context);

    private async ValueTask<Move> ActOnDataAsync(Intent intent, Heard? heard) => intent switch
    {
        Intent.WhatDoYouKnow => new(new Reply.KnownAboutYou(await context.SummaryAsync()), _state),
        Intent.WhoSawMyData => new(new Reply.WhoSaw((await context.SummaryAsync()).Access), _state),
        Intent.ExportMyData => new(new Reply.ConfirmExport(), _state.Done()),
        Intent.CorrectMyData when _naming.Start(heard) is { } asked => asked,
        _ => HandOver(HandOverReason.PrivacyRequest),
    };

    /// <summary>Who cannot be erased for now is told so before they decide.</summary>
    private async ValueTask<Reply> ConfirmErasureAsync() =>
        new Reply.ConfirmErasure { OnHold = await context.IsOnHoldAsync() };

    private async ValueTask<Move> PressAboutDataAsync(Utterance.Button pressed) =>
        (pressed.Action, pressed.Choice) switch
        {
            (PendingAction.Export, Choice.Confirm) =>
                new(Say: null, _state.Done(), new PlannedCall.ExportSubject(context.Label)),
            (PendingAction.CorrectName correct, Choice.Confirm) => _naming.Confirmed(
                correct.Name, _state.Flow == Flow.Book ? await _booking.ResumeAsync() : null),
            (PendingAction.CorrectName, Choice.Change) => _naming.AskForName(),
            (var declined, Choice.Cancel) => await DeclineAsync(declined),
            _ => new(new Reply.StaleButton(), _state),
        };

    private Move? AnswerAboutData(PendingAction pending, YesNo answer) => (pending, answer) switch
    {
        (PendingAction.Export, YesNo.Yes) => AskForTheButton(new Reply.ConfirmExport()),
        (PendingAction.CorrectName correct, YesNo.Yes) =>
            AskForTheButton(new Reply.ConfirmName(correct.Name)),
        (PendingAction.CorrectName, YesNo.No) => _naming.AskForName(),
        _ => new(new Reply.Declined(pending), _state.Done()),
    };
}
