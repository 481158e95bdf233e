namespace Hermetic.Assistant;

/// <summary>
/// The order of understanding (safety words, question in between, running task, facts, intent, question back,
/// person), each step giving way to the next by returning null.
/// </summary>
internal sealed partial class Conversation(TurnContext context)
{
    /// <summary>From this confidence on a guess is worth a question.</summary>
    private const double Asks = 0.40;

    private readonly DialogueState _state = context.State;
    private readonly BookingFlow _booking = new(context);
    private readonly CancelFlow _cancelling = new(context);

    internal async ValueTask<Move> HearAsync(Heard heard) => Remind(
        (heard.Understanding.Safety ? await ActAsync(heard.Intent, heard) : null)
        ?? _naming.Hear(heard)
        ?? (AsksInBetween(heard) ? FactAnswers.ByTopic(heard, context) : null)
        ?? await ContinueAsync(heard)
        ?? FactAnswers.ByTopic(heard, context)
        ?? await ByIntentAsync(heard));

    internal async ValueTask<Move> PressAsync(Utterance.Button pressed) =>
        (pressed.Action, pressed.Choice) switch
    {
        (PendingAction.Export or PendingAction.CorrectName, _) => await PressAboutDataAsync(pressed),
        (PendingAction.Book book, Choice.Confirm) => _booking.Confirmed(book.Booking),
        (PendingAction.Book book, Choice.Change) => _booking.Reopened(book.Booking),
        (PendingAction.Cancel cancel, Choice.Confirm) =>
            new(Say: null, _state.Done(), new PlannedCall.Cancel(cancel.Appointment, context.Label)),
        (PendingAction.Erase, Choice.Confirm) =>
            new(Say: null, _state.Done(), new PlannedCall.EraseSubject(context.Label)),
        (PendingAction.HandOver, Choice.Confirm) => HandOver(HandOverReason.Asked),
        (PendingAction.ChooseIntent, Choice.Cancel) => new(new Reply.HowCanIHelp(), _state.Done()),
        (PendingAction.HandOver, Choice.Cancel) => await DeclineAsync(pressed.Action),
        (var declined, Choice.Cancel) => new(new Reply.Declined(declined), _state.Done()),
        (PendingAction.ChooseTime choose, var choice) when choose.Options.TryGet(choice, out var time) =>
            await _booking.ProceedAsync(_booking.Take(time)),
        (PendingAction.ChooseService choose, var choice)
            when choose.Options.TryGet(choice, out var serviceId) =>
            await _booking.ProceedAsync(_booking.Take(serviceId)),
        (PendingAction.ChooseAppointment choose, var choice)
            when choose.Options.TryGet(choice, out var appointment) =>
            await _cancelling.AskAsync(appointment),
        (PendingAction.ChooseIntent choose, var choice) when choose.Options.TryGet(choice, out var intent) =>
            Remind(await ActAsync(intent, heard: null)),
        _ => new(new Reply.StaleButton(), _state),
    };

    /// <summary>
    /// What is asked about the business while a task runs is no slot of the task: "how much is a beard trim?"
    /// does not turn a haircut into one. Only a price with a time may be a correction ("4pm, whatever it
    /// costs").
    /// </summary>
    private static bool AsksInBetween(Heard heard) => heard.Topic switch
    {
        Topic.None => false,
        Topic.Prices => !heard.HasTimes || heard is { Sure: true, Intent: Intent.KnowledgeQuestion },
        _ => heard.ServiceId is null,
    };

    /// <summary>
    /// An answer in between leaves the running task as it is, its buttons included, and says that it waits.
    /// </summary>
    private Move Remind(Move move)
    {
        var waits = _state.Flow is not (Flow.None or Flow.CorrectName) || _state.Pending is PendingAction.Erase;
        return waits && move is { Effect: null, Say: { IsAnswer: true } answer }
            ? move with { Say = new Reply.Aside(answer, _state.Pending) }
            : move;
    }

    /// <summary>
    /// An answer to, or a correction of, what the assistant asked last; null when the message is neither.
    /// </summary>
    private async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (_state is { Flow: Flow.None, Pending: null })
            return null;
        if (heard.Cue == Cue.NeverMind || (heard.Cue == Cue.Cancel && _state.Flow != Flow.Cancel))
            return Drop();
        return _naming.Continue(heard)
            ?? await AnswerYesOrNoAsync(heard)
            ?? await _cancelling.ContinueAsync(heard)
            ?? await _booking.ContinueAsync(heard);
    }

    private Move Drop() => new(
        _state.Pending is { } dropped ? new Reply.Declined(dropped) : new Reply.HowCanIHelp(), _state.Done());

    /// <summary>Nothing is done; a task that the offer of a person interrupted goes on.</summary>
    private async ValueTask<Move> DeclineAsync(PendingAction offered) => _state.Flow switch
    {
        Flow.Book => await _booking.ResumeAsync(),
        Flow.Cancel => await _cancelling.StartAsync(heard: null),
        _ => new(new Reply.Declined(offered), _state.Done()),
    };

    private async ValueTask<Move?> AnswerYesOrNoAsync(Heard heard)
    {
        // "Cancel it" says yes to cancelling and no to everything else.
        var answer = heard.Cue == Cue.Cancel ? YesNo.Yes : heard.Answer;
        var bare = !heard.HasTimes && heard.ServiceId is null
            && (!heard.Sure || heard.Words <= 3 || IsAbout(heard.Intent));
        if (!bare || answer == YesNo.Neither || _state.Pending is not { } pending)
            return null;
        return (pending, answer) switch
        {
            (PendingAction.Export or PendingAction.CorrectName, _) => AnswerAboutData(pending, answer),
            // Nothing is lost by calling a person; everything else that is confirmed here is a write.
            (PendingAction.HandOver, YesNo.Yes) => HandOver(HandOverReason.Asked),
            (PendingAction.Book book, YesNo.Yes) => AskForTheButton(new Reply.ConfirmBooking(book.Booking)),
            (PendingAction.Erase, YesNo.Yes) => AskForTheButton(new Reply.ConfirmErasure()),
            (PendingAction.Cancel cancel, YesNo.Yes) => await _cancelling.AskAsync(cancel.Appointment) switch
            {
                { Say: Reply.ConfirmCancel again } => AskForTheButton(again),
                var gone => gone,
            },
            (PendingAction.Book book, YesNo.No) => _booking.Reopened(book.Booking),
            (PendingAction.HandOver, YesNo.No) => await DeclineAsync(pending),
            (PendingAction.Cancel or PendingAction.Erase, YesNo.No) =>
                new(new Reply.Declined(pending), _state.Done()),
            _ => null,
        };
    }

    /// <summary>"Yes, book it" is about the booking that waits for its button.</summary>
    private bool IsAbout(Intent intent) => (_state.Pending, intent) switch
    {
        (_, Intent.Thanks or Intent.OutOfScope or Intent.Greet or Intent.KnowledgeQuestion) => true,
        (PendingAction.Book, Intent.BookAppointment) => true,
        (PendingAction.Cancel, Intent.CancelAppointment) => true,
        (PendingAction.Erase, Intent.DeleteMyData) => true,
        (PendingAction.HandOver, Intent.TalkToHuman) => true,
        (PendingAction.Export, Intent.ExportMyData) => true,
        (PendingAction.CorrectName, Intent.CorrectMyData) => true,
        _ => false,
    };

    private async ValueTask<Move> ByIntentAsync(Heard heard)
    {
        var understood = heard.Understanding;
        // STOP and START are never a guess: unless a safety word decided, the person is asked.
        var guess = understood.Intent is Intent.StopMessages or Intent.ResumeMessages && !understood.Safety;
        if (heard.Sure && !guess)
            return await ActAsync(understood.Intent, heard);
        // Who names a service and a time wants to book it; the confirmation asks whether that was meant.
        if (!guess && heard.ServiceId is not null && heard.HasTimes)
            return await _booking.StartAsync(heard);
        if (_state.Flow == Flow.Book && understood.Intent is Intent.BookAppointment or Intent.Availability)
            return await _booking.AskAgainAsync();
        // Both guesses lead to the same question: there is nothing to clarify.
        if (understood is { Confidence: >= Asks, Intent: Intent.BookAppointment or Intent.Availability }
            && understood.RunnerUp is Intent.BookAppointment or Intent.Availability)
        {
            return await _booking.StartAsync(heard);
        }
        if (understood.Confidence >= Asks && Guesses(understood) is { Count: > 0 } guesses)
            return new(new Reply.Clarify(guesses), _booking.Note(heard), Failed: true);
        // Who was asked for a slot and says something unclear is asked again; a button can wait.
        return _state is { Flow: Flow.Book, Pending: not PendingAction.Book } && understood.Confidence < Asks
            ? await _booking.AskAgainAsync()
            : new(new Reply.OutOfScope(), _state, Failed: true);
    }

    private static Options<Intent> Guesses(Understanding understood) => new(
        new[] { understood.Intent, understood.RunnerUp ?? understood.Intent }
            .Distinct().Where(CanOffer).Take(2));

    /// <summary>What is worth a button: tasks and answers, not courtesies.</summary>
    private static bool CanOffer(Intent intent) => intent is Intent.OpeningHours or Intent.BookAppointment
        or Intent.Reschedule or Intent.CancelAppointment or Intent.ListAppointments or Intent.Availability
        or Intent.TalkToHuman or Intent.StopMessages or Intent.ResumeMessages or Intent.DeleteMyData
        or Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.CorrectMyData or Intent.WhoSawMyData;

    private async ValueTask<Move> ActAsync(Intent intent, Heard? heard) => intent switch
    {
        Intent.Greet => new(new Reply.Greeting(), _state),
        Intent.Thanks => new(new Reply.Courtesy(), _state),
        Intent.AreYouABot => new(new Reply.IAmABot(), _state),
        Intent.OpeningHours => FactAnswers.Hours(heard, context),
        Intent.KnowledgeQuestion => FactAnswers.Knowledge(heard, context),
        Intent.BookAppointment or Intent.Availability => await _booking.StartAsync(heard),
        Intent.Reschedule => await _booking.MoveAsync(heard),
        Intent.CancelAppointment => await _cancelling.StartAsync(heard),
        Intent.ListAppointments => await _cancelling.ListAsync(),
        Intent.TalkToHuman => HandOver(HandOverReason.Asked),
        Intent.StopMessages =>
            new(new Reply.OptedOut(), _state.Done(), new PlannedCall.OptOut(context.Label)),
        Intent.ResumeMessages =>
            new(new Reply.OptedIn(), _state.Done(), new PlannedCall.OptIn(context.Label)),
        Intent.DeleteMyData => new(new Reply.ConfirmErasure(), _state.Done()),
        Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.CorrectMyData or Intent.WhoSawMyData =>
            await ActOnDataAsync(intent, heard),
        _ => new(new Reply.OutOfScope(), _state, Failed: true),
    };

    private Move HandOver(HandOverReason reason) =>
        new(new Reply.HandedOver(reason), _state.Done(), new PlannedCall.HandOver(reason, context.Label));

    private Move AskForTheButton(Reply again) => new(new Reply.UseTheButton(again), _state);
}
