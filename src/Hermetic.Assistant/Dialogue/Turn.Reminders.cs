namespace Hermetic.Assistant;

// Reminders that come by themselves, and what is said about those that were asked for.
public sealed partial class Turn
{
    /// <summary>Who books is reminded; when, is planned with the booking and said with its confirmation.</summary>
    private static PlannedCall Reminding(PlannedCall call, TurnContext context) => call switch
    {
        PlannedCall.Book book => book with
        {
            Reminder = Reminder.ByItself(
                book.Booking.Zoned, context.Business.Booking, context.Input.Now.ToInstant()),
        },
        PlannedCall.Move move => move with { Reminder = OfMoved(move, context) },
        _ => call,
    };

    /// <summary>What was wished moves along; where there was none by itself, there may be one now.</summary>
    private static Reminder? OfMoved(PlannedCall.Move move, TurnContext context)
    {
        var (to, now) = (move.Booking.Zoned, context.Input.Now.ToInstant());
        if (move.Appointment.WantsNoReminder)
            return null;
        return move.Appointment.Reminder is { } wished
            ? wished.MovedTo(to, now)
            : Reminder.ByItself(to, context.Business.Booking, now);
    }

    private static Reply.Moved Moved(PlannedCall.Move move) => new(move.Booking) { Reminder = move.Reminder };

    private static Reply.Booked Booked(PlannedCall.Book book) => new(book.Booking) { Reminder = book.Reminder };

    private static Reply AfterReminder(PlannedCall call, CallOutcome outcome) => (call, outcome) switch
    {
        (_, CallOutcome.NotFound) => new Reply.AlreadyCancelled(),
        (PlannedCall.Remind remind, _) => new Reply.ReminderSet(remind.Appointment, remind.Reminder),
        (PlannedCall.NoReminder no, _) => new Reply.ReminderCancelled(no.Appointment),
        _ => throw new ArgumentException("Not about a reminder.", nameof(call)),
    };
}
