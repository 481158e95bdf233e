using Hermetic.Domain;

namespace Hermetic.Assistant.Tests;

// The replies about reminders.
public sealed partial class EnglishWordingTests
{
    private static Reminder Before(int minutes) => Reminder.Before(At(15), minutes, default)!;

    private static Appointment Reminded(int minutes, int hour = 15) =>
        Own(hour) with { Reminder = Reminder.Before(At(hour), minutes, default) };

    private static IEnumerable<Reply> Reminders() =>
    [
        new Reply.Booked(new("haircut", At(15))) { Reminder = Before(24 * 60) },
        new Reply.Reminding(Own(15), Friday), new Reply.Reminding(Own(15), Friday.PlusDays(-1)),
        new Reply.Reminding(Own(15), Friday.PlusDays(-2)),
        new Reply.Reminders(new([Reminded(120)])), new Reply.Reminders(new([Reminded(24 * 60)])),
        new Reply.Reminders(new([Reminded(7 * 24 * 60)])),
        new Reply.Reminders(new([Reminded(120), Reminded(24 * 60), Reminded(7 * 24 * 60)])),
        new Reply.Appointments(new([Reminded(120)])),
        new Reply.Appointments(new([Reminded(120), Own(16)])),
        new Reply.NoReminders(), new Reply.OnlyAppointments(),
        new Reply.WhichAppointment(new([Own(9), Reminded(60)]), Flow.Remind),
        new Reply.WhichAppointment(new([Own(9), Own(10), Own(11), Own(15)]), Flow.Remind),
        new Reply.WhichAppointment(new([Reminded(60), Reminded(24 * 60, hour: 16)]), Flow.NoReminder),
        new Reply.WhichAppointment(
            new([Reminded(60, hour: 9), Reminded(60, hour: 10), Reminded(60, hour: 11), Reminded(60)]), Flow.NoReminder),
        new Reply.ConfirmReminder(Own(15), Before(120)), new Reply.ConfirmReminder(Own(15), Before(24 * 60)),
        new Reply.ConfirmReminder(Own(15), Before(7 * 24 * 60)),
        new Reply.ConfirmReminder(Own(15), Before(8 * 60)),
        new Reply.TooLateToRemind(Own(15)), new Reply.ReminderSet(Own(15), Before(120)),
        new Reply.ConfirmNoReminder(Reminded(60)), new Reply.ReminderCancelled(Own(15)),
        new Reply.Declined(new PendingAction.Remind(AppointmentId.New(), 60)),
        new Reply.Aside(new Reply.AddressAnswer(), new PendingAction.Remind(AppointmentId.New(), 60)),
        new Reply.Aside(new Reply.AddressAnswer(), new PendingAction.NoReminder(AppointmentId.New())),
        new Reply.Clarify(new([Intent.SetReminder, Intent.ListReminders])),
        new Reply.Clarify(new([Intent.CancelReminder])),
    ];
}
