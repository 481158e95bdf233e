using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>Setting, listing and leaving out the reminders of one's appointments.</summary>
internal sealed class ReminderFlow(TurnContext context)
{
    /// <summary>A list that is still pleasant to read on a phone.</summary>
    private const int Most = 10;

    private readonly DialogueState _state = context.State;

    internal async ValueTask<Move> ListAsync()
    {
        var own = await context.OwnAsync();
        var reminded = own.Where(one => one.Reminder is not null).Take(Most).ToList();
        return (own.Count, reminded.Count) switch
        {
            (0, _) => new(new Reply.NoAppointments(), _state),
            (_, 0) => new(new Reply.NoReminders(), _state),
            _ => new(new Reply.Reminders(new(reminded)), _state),
        };
    }

    internal async ValueTask<Move> StartAsync(Heard? heard)
    {
        if (heard is { Reminder.Errand: true, ServiceId: null })
            return new(new Reply.OnlyAppointments(), _state);
        var own = await context.OwnAsync();
        if (own.Count == 0)
            return new(new Reply.NoAppointments(), _state);
        if (heard?.NoSuchDay is { } none)
            return new(new Reply.NoSuchDate(none.Day, none.Month), _state);
        var meant = Named(own, heard);
        var wish = heard is null ? ReminderWish.Any : ReminderWish.Of(heard, own);
        // Who asks for a reminder and names no time has it already, mostly.
        if (wish == ReminderWish.Any && meant.All(one => one.Reminder is not null))
            return new(new Reply.Reminders(new(meant.Take(Most))), _state.Done());
        return Propose(meant, wish);
    }

    internal async ValueTask<Move> StopAsync(Heard? heard)
    {
        var own = await context.OwnAsync();
        var reminded = own.Where(one => one.Reminder is not null).ToList();
        if (reminded.Count == 0)
            return own.Count == 0
                ? new(new Reply.NoAppointments(), _state)
                : new(new Reply.NoReminders(), _state);
        var meant = Named(reminded, heard);
        return meant.Count == 1
            ? AskToLeaveOut(meant[0])
            : new(
                new Reply.WhichAppointment(new(meant.Take(Most)), Flow.NoReminder),
                _state.Begin(Flow.NoReminder));
    }

    /// <summary>
    /// Which appointment, or another time ("no, two hours before"), after the person was asked; else null.
    /// </summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (_state.Flow is not (Flow.Remind or Flow.NoReminder))
            return null;
        var own = await context.OwnAsync();
        if (_state.Pending is PendingAction.ChooseAppointment { Options: { Count: > 1 } options })
        {
            if (heard.Number is { } number)
                return number >= 1 && number <= options.Count ? await ChosenAsync(options[number - 1]) : null;
            List<Appointment> offered = [.. own.Where(one => options.Contains(one.Id))];
            // "The one on friday" sounds like one o'clock on friday as well.
            var named = Named(offered, heard);
            if (named.Count != 1)
                named = [.. named.Where(one => heard.Understanding.Times.Any(one.IsOnTheDayOf))];
            return named.Count == 1 ? await ChosenAsync(named[0].Id) : null;
        }
        var asked = _state.Pending switch
        {
            PendingAction.Remind remind => remind.Appointment,
            PendingAction.ChooseAppointment { Options: [var one] } => one,
            _ => (AppointmentId?)null,
        };
        var about = own.Where(one => one.Id == asked).ToList();
        return about.Count == 1 && IsAnotherTime(heard) ? Propose(about, ReminderWish.Of(heard, [])) : null;
    }

    /// <summary>One appointment of those that were offered, with the wish that was said before.</summary>
    internal async ValueTask<Move> ChosenAsync(AppointmentId id)
    {
        var own = await context.OwnAsync();
        if (own.FirstOrDefault(one => one.Id == id) is not { } chosen)
            return Gone();
        return _state.Flow == Flow.NoReminder ? AskToLeaveOut(chosen) : Propose([chosen], _state.Wish);
    }

    /// <summary>The question that waits for its button again; null when it is not about a reminder.</summary>
    internal async ValueTask<Reply?> AgainAsync(PendingAction? pending)
    {
        var own = await context.OwnAsync();
        return pending switch
        {
            PendingAction.Remind remind
                when own.FirstOrDefault(one => one.Id == remind.Appointment) is { } one
                && Reminder.Before(one.Start, remind.MinutesBefore, Now) is { } reminder =>
                new Reply.ConfirmReminder(one, reminder),
            PendingAction.NoReminder no when own.FirstOrDefault(one => one.Id == no.Appointment) is { } one =>
                new Reply.ConfirmNoReminder(one),
            _ => null,
        };
    }

    /// <summary>The button was pressed; between question and button the time may have come.</summary>
    internal async ValueTask<Move> ConfirmedAsync(PendingAction pressed)
    {
        var own = await context.OwnAsync();
        return await AgainAsync(pressed) switch
        {
            Reply.ConfirmReminder { Appointment: var one, Reminder: var reminder } =>
                new(Say: null, _state.Done(), new PlannedCall.Remind(one, reminder, context.Label)),
            Reply.ConfirmNoReminder { Appointment: var one } =>
                new(Say: null, _state.Done(), new PlannedCall.NoReminder(one, context.Label)),
            _ when pressed is PendingAction.Remind late
                && own.FirstOrDefault(one => one.Id == late.Appointment) is { } one =>
                new(new Reply.TooLateToRemind(one), _state.Begin(Flow.Remind)),
            _ => Gone(),
        };
    }

    private NodaTime.Instant Now => context.Input.Now.ToInstant();

    private Move Propose(IReadOnlyList<Appointment> meant, ReminderWish wish)
    {
        var state = _state.Begin(Flow.Remind) with { Wish = wish };
        if (meant is not [var one])
            return new(new Reply.WhichAppointment(new(meant.Take(Most)), Flow.Remind), state);
        return wish.For(one.Start, context.Business.Booking, Now) is { } reminder
            ? new(new Reply.ConfirmReminder(one, reminder), state)
            : new(new Reply.TooLateToRemind(one), state);
    }

    private Move AskToLeaveOut(Appointment one) =>
        new(new Reply.ConfirmNoReminder(one), _state.Begin(Flow.NoReminder));

    private Move Gone() => new(new Reply.AlreadyCancelled(), _state.Done());

    private static bool IsAnotherTime(Heard heard) =>
        (heard.Reminder.NamesATime || heard.HasTimes) && heard.ServiceId is null
        && (!heard.Sure || heard.Intent == Intent.SetReminder || heard.Words <= 4
            || heard.Answer == YesNo.No);

    /// <summary>Those of a service or a day that the message names; all when it names none.</summary>
    private static List<Appointment> Named(IReadOnlyList<Appointment> own, Heard? heard)
    {
        List<Appointment> named =
        [
            .. own.Where(one => heard?.ServiceId is not { } service
                || string.Equals(one.ServiceId, service, StringComparison.Ordinal)),
        ];
        var onTheDay = named.Where(one => heard?.Understanding.Times.Any(one.IsOn) == true).ToList();
        return onTheDay.Count > 0 ? onTheDay : named.Count > 0 ? named : [.. own];
    }
}
