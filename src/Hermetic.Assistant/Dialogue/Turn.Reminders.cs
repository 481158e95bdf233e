namespace Hermetic.Assistant;

// Reminders that come by themselves, and what is said about those that were asked for.
public sealed partial class Turn
{
    /// <summary>Who books or moves is reminded; when, is planned with it and said with its confirmation.</summary>
    private static PlannedCall Reminding(PlannedCall call, TurnContext context)
    {
        var (rules, now) = (context.Business.Booking, context.Input.Now.ToInstant());
        return call switch
        {
            PlannedCall.Book book => book with { Reminder = Reminder.ByItself(book.Booking.Zoned, rules, now) },
            PlannedCall.Move move => move with
            {
                Reminder = Reminder.OfMoved(move.Appointment, move.Booking.Zoned, rules, now),
            },
            _ => call,
        };
    }

    /// <summary>
    /// Where several services were wished for, or several people want to come, the next one is asked about.
    /// </summary>
    private static (Reply Say, DialogueState Next) AfterBooking(PlannedCall.Book book, DialogueState state)
    {
        var booked = new Reply.Booked(book.Booking) { Reminder = book.Reminder };
        if (state.NextVisit is { From: { } from } next)
        {
            return (
                new Reply.SaidFirst(booked, new Reply.AskNextService(next.ServiceId, TimeOption.At(from))),
                state.Begin(Flow.Book) with
                {
                    ServiceId = next.ServiceId, Others = state.Others, Booked = book.Booking,
                });
        }
        if (state.Others == 0)
            return (booked, state.Done() with { Booked = book.Booking });
        var (serviceId, date) = (book.Booking.ServiceId, book.Booking.Start.Date);
        return (
            new Reply.SaidFirst(booked, new Reply.AskNextPerson(serviceId, date)),
            state.Begin(Flow.Book) with { ServiceId = serviceId, Date = date, Others = state.Others - 1 });
    }

    private static Reply AfterReminder(PlannedCall call, CallOutcome outcome) => (call, outcome) switch
    {
        (_, CallOutcome.NotFound) => new Reply.AlreadyCancelled(),
        (PlannedCall.Remind remind, _) => new Reply.ReminderSet(remind.Appointment, remind.Reminder),
        (PlannedCall.NoReminder no, _) => new Reply.ReminderCancelled(no.Appointment),
        _ => throw new ArgumentException("Not about a reminder.", nameof(call)),
    };
}
