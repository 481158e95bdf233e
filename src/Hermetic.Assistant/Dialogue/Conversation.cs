namespace Hermetic.Assistant;

/// <summary>
/// The order of understanding, each step giving way to the next by returning null: danger, safety words, the
/// person's name, other people, medicine, data, languages, a question in between, the running task, a wish, facts,
/// courtesies, the business's own words, the intent, a question back, a person.
/// </summary>
internal sealed partial class Conversation(TurnContext context)
{
    /// <summary>From this confidence on a guess is worth a question.</summary>
    private const double Asks = 0.40;

    /// <summary>And from this one on it is worth a button of its own.</summary>
    private const double Offers = 0.50;

    private readonly DialogueState _state = context.State;
    private readonly BookingFlow _booking = new(context);
    private readonly CancelFlow _cancelling = new(context);
    private readonly ReminderFlow _reminding = new(context);

    private MoveFlow Moving => new(context, _booking);

    internal async ValueTask<Move> HearAsync(Heard heard) => Courtesies.WithSympathy(heard, PassingOver(heard, Remind(
        Courtesies.Urgent(heard, context)
        ?? (heard.Doubts ? await ReassureAsync() : null)
        ?? (heard.Understanding.Safety ? await ActAsync(heard.Intent, heard) : null)
        ?? _naming.Hear(heard)
        ?? (heard.ForAnimal ? new Move(new Reply.OnlyPeople(), _state) : null)
        ?? Courtesies.AboutOthers(heard, context)
        ?? Courtesies.AboutMedicine(heard, context)
        ?? Courtesies.AboutData(heard, context)
        ?? Courtesies.AboutLanguages(heard, context)
        ?? (heard.IsInOtherScript && !_naming.IsAsked ? NotUnderstood(heard) : null)
        ?? (heard.Late ? await PassOnAsync(heard) : null)
        ?? (heard is { Rebooks: true, HasTimes: true } && (await context.OwnAsync()).Count > 0
            ? await Moving.StartAsync(heard) : null)
        ?? (CallsOff(heard) ? await _cancelling.StartAsync(heard) : null)
        ?? (AsksInBetween(heard) ? FactAnswers.ByTopic(heard, context) : null)
        ?? (AsksAbout(heard) ? FactAnswers.FromKnowledge(heard, context) : null)
        ?? Courtesies.Complaint(heard, context)
        ?? await ContinueAsync(heard)
        ?? (IsWish(heard) ? await _booking.StartAsync(heard) : null)
        ?? FactAnswers.ByTopic(heard, context)
        ?? FactAnswers.Further(heard, context)
        ?? Courtesies.To(heard, context)
        ?? (CanAnswer(heard) ? FactAnswers.FromKnowledge(heard, context) : null)
        ?? await ByIntentAsync(heard))));

    internal async ValueTask<Move> PressAsync(Utterance.Button pressed) =>
        (pressed.Action, pressed.Choice) switch
    {
        (PendingAction.Export or PendingAction.CorrectName, _) => await PressAboutDataAsync(pressed),
        (PendingAction.Book book, Choice.Confirm) =>
            await _booking.ConfirmedAsync(book.Booking, moved: null),
        (PendingAction.Book book, Choice.Change) => _booking.Reopened(book.Booking, moved: null),
        (PendingAction.Move move, Choice.Confirm) =>
            await _booking.ConfirmedAsync(move.Booking, move.Appointment),
        (PendingAction.Move move, Choice.Change) => _booking.Reopened(move.Booking, move.Appointment),
        (PendingAction.Cancel cancel, Choice.Confirm) =>
            new(Say: null, _state.Done(), new PlannedCall.Cancel(cancel.Appointment, context.Label)),
        (PendingAction.Erase, Choice.Confirm) =>
            new(Say: null, _state.Done(), new PlannedCall.EraseSubject(context.Label)),
        (PendingAction.Remind or PendingAction.NoReminder, Choice.Confirm) =>
            await _reminding.ConfirmedAsync(pressed.Action),
        (PendingAction.HandOver offered, Choice.Confirm) => HandOver(offered.Reason),
        (PendingAction.Leave, Choice.Cancel) => Drop(),
        (PendingAction.ChooseIntent, Choice.Cancel) => new(new Reply.HowCanIHelp(), _state.Done()),
        (PendingAction.HandOver, Choice.Cancel) => await DeclineAsync(pressed.Action),
        (var declined, Choice.Cancel) => new(new Reply.Declined(declined), _state.Done()),
        (PendingAction.ChooseTime choose, var choice) when choose.Options.TryGet(choice, out var time) =>
            await _booking.TakeAsync(time),
        (PendingAction.ChooseService choose, var choice)
            when choose.Options.TryGet(choice, out var serviceId) =>
            await _booking.TakeServiceAsync(serviceId),
        (PendingAction.ChooseStaff choose, var choice) when choose.Options.TryGet(choice, out var staffId) =>
            await _booking.TakeStaffAsync(staffId),
        (PendingAction.ChooseAppointment choose, var choice) when _state.Flow is Flow.Remind or Flow.NoReminder
            && choose.Options.TryGet(choice, out var appointment) =>
            await _reminding.ChosenAsync(appointment),
        (PendingAction.ChooseAppointment choose, var choice)
            when choose.Options.TryGet(choice, out var appointment) =>
            _state.Flow == Flow.Move
                ? await Moving.AskAsync(appointment) : await _cancelling.AskAsync(appointment),
        (PendingAction.ChooseIntent choose, var choice) when choose.Options.TryGet(choice, out var intent) =>
            Remind(await ActAsync(intent, heard: null)),
        _ => Stale(),
    };

    /// <summary>It does nothing; where something waits, its buttons are shown again.</summary>
    internal Move Stale() => Remind(new(new Reply.StaleButton(), _state));

    /// <summary>
    /// "A filling as soon as possible", "haircuts for me and my daughter", "31 june"; or only a name, when it
    /// was just spoken about a service. Whether it was meant so, the confirmation asks.
    /// </summary>
    private bool IsWish(Heard heard) => _state.Flow == Flow.None && heard switch
    {
        // "I'd like a colour on thursday, does it cost extra?": its price is told before it is booked.
        { Topic: Topic.Prices, ServiceId: not null, HasTimes: true, Wants: true } => true,
        { Topic: not Topic.None } => false,
        { ServiceId: not null, Soon: true } => true,
        { Sure: true } => false,
        { Comes: true, HasTimes: true } => true,
        // A day and nothing else, out of the blue.
        { Essential: <= 2, Remark: Remark.None, Understanding.Confidence: < Offers } when !_state.AskedHours
            && heard.Understanding.Times.Any(time => time.Best.HasDate) => true,
        { NoSuchDay: not null } => true,
        { Stranger: true } => heard.ServiceId is not null || heard.Words <= 4,
        { People: > 1 } => heard.ServiceId is not null,
        { Staff: { StaffId: not null, ToSee: true } } or { Staff.StaffId: not null, Wants: true } => true,
        { Staff.StaffId: not null, Words: <= 3 } when context.Business.ImpliedService is not null => true,
        { Staff.StaffId: not null } => (heard.ServiceId ?? _state.ServiceId) is not null,
        _ => false,
    };

    /// <summary>"I will not come", unless it is clear that it says something else.</summary>
    private bool CallsOff(Heard heard) => heard.StaysAway && _state.Flow == Flow.None
        && (!heard.Sure || heard.Intent is Intent.CancelAppointment or Intent.KnowledgeQuestion or Intent.OutOfScope
            or Intent.OpeningHours or Intent.StopMessages);

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

    /// <summary>A question about the business is no slot: "do I need a test before the colour?"</summary>
    private static bool AsksAbout(Heard heard) => heard is { Sure: true, Intent: Intent.KnowledgeQuestion };

    /// <summary>
    /// What is not understood, or seems to be somebody else's business, may still be answered by what the
    /// business has written. While a task runs, only what may be a question about the business.
    /// </summary>
    private bool CanAnswer(Heard heard) => heard switch
    {
        // "My tooth hurts since last night" asks for no time.
        { HasTimes: true }
            when heard.Understanding.Times.Any(time => time.Best.End > context.Input.Now.LocalDateTime) => false,
        { Sure: true, Intent: Intent.OutOfScope or Intent.Greet or Intent.Thanks } =>
            heard.Knowledge?.Score >= KnowledgeFinding.Strong && _state.Flow == Flow.None,
        { Sure: true } => false,
        _ => _state.Flow == Flow.None || heard.Intent == Intent.KnowledgeQuestion
            || heard.Understanding.RunnerUp == Intent.KnowledgeQuestion,
    };

    /// <summary>
    /// An answer in between leaves the running task as it is, its buttons included, and says that it waits.
    /// </summary>
    private Move Remind(Move move)
    {
        var waits = _state.Flow is not (Flow.None or Flow.CorrectName) || _state.Pending is PendingAction.Erase;
        return waits && move is { Effect: null, Say: Reply.Answer answer }
            ? move with { Say = new Reply.Aside(answer, _state.Pending) }
            : move;
    }

    /// <summary>
    /// An answer to, or a correction of, what the assistant asked last; null when the message is neither.
    /// </summary>
    private async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (_state is { Flow: Flow.None, Pending: null })
            return heard is { Cue: Cue.NeverMind, HasTimes: true } ? Drop() : null;
        if (heard.Cue == Cue.NeverMind || (heard.Cue == Cue.Cancel && _state.Flow is not (Flow.Cancel or Flow.NoReminder)))
            return Drop();
        // "No, the day before" is a correction first.
        return _naming.Continue(heard)
            ?? await _reminding.ContinueAsync(heard)
            ?? await AnswerYesOrNoAsync(heard)
            ?? await _cancelling.ContinueAsync(heard)
            ?? await Moving.ContinueAsync(heard)
            ?? await _booking.ContinueAsync(heard);
    }

    private Move Drop() => new(
        _state switch
        {
            { Moving: { } kept } => new Reply.Declined(new PendingAction.Cancel(kept)),
            { Pending: { } dropped } => new Reply.Declined(dropped),
            { Flow: Flow.Book or Flow.None } => new Reply.Declined(new PendingAction.Leave(Booked: false)),
            _ => new Reply.HowCanIHelp(),
        },
        _state.Done());

    /// <summary>Nothing is done; a task that the offer of a person interrupted goes on.</summary>
    private async ValueTask<Move> DeclineAsync(PendingAction offered) => _state.Flow switch
    {
        _ when IsBooking => await _booking.ResumeAsync(),
        Flow.Move => await Moving.StartAsync(heard: null),
        Flow.Cancel => await _cancelling.StartAsync(heard: null),
        _ => new(new Reply.Declined(offered), _state.Done()),
    };

    private async ValueTask<Move?> AnswerYesOrNoAsync(Heard heard)
    {
        // "Cancel it" says yes to cancelling and no to everything else.
        var answer = heard.Cue == Cue.Cancel ? YesNo.Yes : heard.Answer;
        var bare = !heard.NamesSlot
            && (!heard.Sure || heard.Words <= 3 || IsAbout(heard.Intent));
        if (!bare || answer == YesNo.Neither || _state.Pending is not { } pending)
            return null;
        return (pending, answer) switch
        {
            (PendingAction.Export or PendingAction.CorrectName, _) => AnswerAboutData(pending, answer),
            // Nothing is lost by calling a person; everything else that is confirmed here is a write.
            (PendingAction.HandOver offered, YesNo.Yes) => HandOver(offered.Reason),
            (PendingAction.Book book, YesNo.Yes) => AskForTheButton(new Reply.ConfirmBooking(book.Booking)),
            (PendingAction.Move move, YesNo.Yes) => await Moving.QuestionAsync(move) is { } again
                ? AskForTheButton(again) : new(new Reply.AlreadyCancelled(), _state.Done()),
            (PendingAction.Erase, YesNo.Yes) => AskForTheButton(await ConfirmErasureAsync()),
            (PendingAction.Cancel cancel, YesNo.Yes) => await _cancelling.AskAsync(cancel.Appointment) switch
            {
                { Say: Reply.ConfirmCancel asked } => AskForTheButton(asked),
                var gone => gone,
            },
            (PendingAction.Book book, YesNo.No) => _booking.Reopened(book.Booking, moved: null),
            (PendingAction.Leave, YesNo.No) => Drop(),
            (PendingAction.Move move, YesNo.No) => _booking.Reopened(move.Booking, move.Appointment),
            (_, YesNo.Yes) when await _booking.AgreeAsync() is { } agreed => agreed,
            (_, YesNo.No) when _booking.Refuse() is { } refused => refused,
            (PendingAction.Remind or PendingAction.NoReminder, YesNo.Yes) =>
                await _reminding.AgainAsync(pending) is { } again ? AskForTheButton(again) : null,
            (PendingAction.HandOver, YesNo.No) => await DeclineAsync(pending),
            (PendingAction.Cancel or PendingAction.Erase or PendingAction.Remind or PendingAction.NoReminder, YesNo.No) =>
                new(new Reply.Declined(pending), _state.Done()),
            _ => null,
        };
    }

    /// <summary>"Yes, book it" is about the booking that waits for its button.</summary>
    private bool IsAbout(Intent intent) => (_state.Pending, intent) switch
    {
        (_, Intent.Thanks or Intent.OutOfScope or Intent.Greet or Intent.KnowledgeQuestion) => true,
        (PendingAction.Book, Intent.BookAppointment) => true,
        (PendingAction.Move, Intent.Reschedule) => true,
        (PendingAction.Cancel, Intent.CancelAppointment) => true,
        (PendingAction.Remind, Intent.SetReminder) or (PendingAction.NoReminder, Intent.CancelReminder) => true,
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
        if (heard is { Foreign: not null, Intent: Intent.OutOfScope })
            return NotUnderstood(heard);
        if (heard is { Sure: true, IsGibberish: true, Intent: Intent.OutOfScope })
            return NotUnderstood(heard);
        if (heard.Sure && !guess)
            return await ActAsync(understood.Intent, heard);
        // A guess, but there is something that can be moved, and a time to which.
        if (understood is { Intent: Intent.Reschedule, Confidence: >= Asks }
            && (heard.HasTimes || heard.Shift is not null)
            && (await context.OwnAsync()).Count > 0)
        {
            return await Moving.StartAsync(heard);
        }
        // Who names a service and a time wants to book it; the confirmation asks whether that was meant.
        if (!guess && heard.ServiceId is not null && (heard.HasTimes || heard.RulesOut))
            return await _booking.StartAsync(heard);
        // "No wait, I need wednesday", when something was booked just now.
        if (!heard.Sure && _state is { Booked: not null, Flow: Flow.None } && heard is { Corrects: true, HasTimes: true })
            return await Moving.StartAsync(heard);
        if (!guess && _state.Flow == Flow.None && IsSoughtByName(heard))
            return await _booking.StartAsync(heard);
        // "What is balayage?"
        if (heard is { Intent: Intent.KnowledgeQuestion, ServiceId: not null, AsksMore: false, HasTimes: false })
            return FactAnswers.Knowledge(heard, context);
        if (understood.Confidence >= Asks && IsBorneOut(heard))
            return await ActAsync(understood.Intent, heard);
        if (IsBooking && understood.Intent is Intent.BookAppointment or Intent.Availability)
            return await _booking.AskAgainAsync();
        // Both guesses lead to the same question: there is nothing to clarify.
        if (understood is { Confidence: >= Asks, Intent: Intent.BookAppointment or Intent.Availability }
            && understood.RunnerUp is Intent.BookAppointment or Intent.Availability)
        {
            return await _booking.StartAsync(heard);
        }
        if (understood.Confidence >= Offers && !IsBooking && CanOffer(understood.Intent)
            && Guesses(understood) is { Count: > 0 } guesses)
            return new(new Reply.Clarify(guesses), _booking.Note(heard), Failed: true);
        return NotUnderstood(heard);
    }

    /// <summary>"Book me one then", "checkup": it asks for the day, which costs a sentence where it was not meant.</summary>
    private static bool IsSoughtByName(Heard heard) => heard.Wants
        || heard is { ServiceId: not null, Essential: <= 3, Intent: not Intent.KnowledgeQuestion, Remark: Remark.None };

    private Move NotUnderstood(Heard heard) => heard.Foreign is not null || heard.IsInOtherScript
        ? new(new Reply.EnglishOnly(heard.Foreign), _state)
        : new(new Reply.NotUnderstood(), _state, Failed: true);

    /// <summary>Slots are being filled, of a new appointment or of one that moves.</summary>
    private bool IsBooking => _state.Flow == Flow.Book || _state.Moving is not null;

    /// <summary>
    /// A guess that the rest of the message bears out: free times of a day, or the next ones. It only
    /// reads or asks, so that a wrong guess costs a sentence.
    /// </summary>
    private static bool IsBorneOut(Heard heard) => heard.Intent switch
    {
        Intent.Availability => heard.Soon || heard.Understanding.Times.Any(time => time.Best.HasDate),
        Intent.BookAppointment =>
            heard.Soon || heard.ServiceId is not null || heard.Staff?.StaffId is not null,
        Intent.ListAppointments => true,
        _ => false,
    };

    private static Options<Intent> Guesses(Understanding understood) => new(
        new[] { understood.Intent, understood.RunnerUp ?? understood.Intent }
            .Distinct().Where(CanOffer).Take(2));

    /// <summary>What is worth a button: tasks and answers, not courtesies.</summary>
    private static bool CanOffer(Intent intent) => intent is Intent.OpeningHours or Intent.BookAppointment
        or Intent.Reschedule or Intent.CancelAppointment or Intent.ListAppointments or Intent.Availability
        or Intent.SetReminder or Intent.ListReminders or Intent.CancelReminder
        or Intent.TalkToHuman or Intent.StopMessages or Intent.ResumeMessages or Intent.DeleteMyData
        or Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.CorrectMyData or Intent.WhoSawMyData;

    private async ValueTask<Move> ActAsync(Intent intent, Heard? heard) => intent switch
    {
        Intent.Greet => new(new Reply.Greeting(), _state),
        Intent.Thanks => new(new Reply.Courtesy(), _state),
        Intent.AreYouABot => new(new Reply.IAmABot(), _state),
        Intent.OpeningHours => FactAnswers.Hours(heard, context),
        Intent.KnowledgeQuestion => FactAnswers.Knowledge(heard, context),
        Intent.BookAppointment => await _booking.StartAsync(heard),
        Intent.Availability => await _booking.SeekAsync(heard),
        Intent.Reschedule => await Moving.StartAsync(heard),
        Intent.CancelAppointment => await _cancelling.StartAsync(heard),
        Intent.ListAppointments => await _cancelling.ListAsync(),
        Intent.SetReminder => await _reminding.StartAsync(heard),
        Intent.ListReminders => await _reminding.ListAsync(),
        Intent.CancelReminder => await _reminding.StopAsync(heard),
        Intent.TalkToHuman => HandOver(HandOverReason.Asked),
        Intent.StopMessages =>
            new(new Reply.OptedOut(), _state.Done(), new PlannedCall.OptOut(context.Label)),
        Intent.ResumeMessages =>
            new(new Reply.OptedIn(), _state.Done(), new PlannedCall.OptIn(context.Label)),
        Intent.DeleteMyData => new(await ConfirmErasureAsync(), _state.Done()),
        Intent.ExportMyData or Intent.WhatDoYouKnow or Intent.CorrectMyData or Intent.WhoSawMyData =>
            await ActOnDataAsync(intent, heard),
        Intent.ConnectCalendar or Intent.DisconnectCalendar => new(new Reply.NoOwnCalendar(), _state),
        _ => new(new Reply.OutOfScope(), _state),
    };

    private Move HandOver(HandOverReason reason) =>
        new(new Reply.HandedOver(reason), _state.Done(), new PlannedCall.HandOver(reason, context.Label));

    private Move AskForTheButton(Reply again) => new(new Reply.UseTheButton(again), _state);
}
