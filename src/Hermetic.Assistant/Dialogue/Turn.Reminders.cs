namespace Hermetic.Assistant;

// Reminders that come by themselves, and what is said about those that were asked for.
public sealed partial class Turn
{
    /// <summary>Who books is reminded; when, is planned with the booking and said with its confirmation.</summary>
    private static async ValueTask<PlannedCall> RemindingAsync(PlannedCall call, TurnContext context) => call switch
    {
        PlannedCall.Book book => book with { Reminder = ByItself(book.Booking, context) },
        PlannedCall.Move move => MovingAlong(
            move, (await context.OwnAsync()).FirstOrDefault(own => own.Id == move.Appointment), context),
        _ => call,
    };

    private static Reminder? ByItself(Booking booking, TurnContext context) =>
        Reminder.ByItself(booking.Zoned, context.Business.Booking, context.Input.Now.ToInstant());

    /// <summary>A wish moves along with the appointment; so does the wish for none.</summary>
    private static PlannedCall.Move MovingAlong(PlannedCall.Move move, Appointment? moved, TurnContext context) =>
        moved is { WantsNoReminder: true } ? move with { WantsNoReminder = true } : move with
        {
            Reminder = moved?.Reminder is { } wished
                ? wished.MovedTo(move.Booking.Zoned, context.Input.Now.ToInstant())
                : ByItself(move.Booking, context),
        };

    private static Reply.Booked Booked(PlannedCall.Book book) => new(book.Booking) { Reminder = book.Reminder };

    private static Reply AfterReminder(PlannedCall call, CallOutcome outcome) => (call, outcome) switch
    {
        (_, CallOutcome.NotFound) => new Reply.AlreadyCancelled(),
        (PlannedCall.Remind remind, _) => new Reply.ReminderSet(remind.Appointment, remind.Reminder),
        (PlannedCall.NoReminder no, _) => new Reply.ReminderCancelled(no.Appointment),
        _ => throw new ArgumentException("Not about a reminder.", nameof(call)),
    };
}
