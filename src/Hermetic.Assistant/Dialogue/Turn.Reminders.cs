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

    private static Reply.Booked Booked(PlannedCall.Book book) => new(book.Booking) { Reminder = book.Reminder };

    private static Reply AfterReminder(PlannedCall call, CallOutcome outcome) => (call, outcome) switch
    {
        (_, CallOutcome.NotFound) => new Reply.AlreadyCancelled(),
        (PlannedCall.Remind remind, _) => new Reply.ReminderSet(remind.Appointment, remind.Reminder),
        (PlannedCall.NoReminder no, _) => new Reply.ReminderCancelled(no.Appointment),
        _ => throw new ArgumentException("Not about a reminder.", nameof(call)),
    };
}
