using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

// Reminders, in the commit of what they belong to.
internal sealed partial class PlanExecutor
{
    /// <summary>
    /// The reminder that belongs to an appointment which this commit makes or moves, in the place of an earlier one: the
    /// appointment's own entry in the ledger covers it. Call after the appointment's effect.
    /// </summary>
    /// <param name="reminder">Null for none.</param>
    private void Remind(AppointmentId appointment, Reminder? reminder)
    {
        if (reminder is not null)
            _effects.Add(Setting(appointment, reminder));
        else
            _effects.Add(transaction => Reminders.Clear(transaction, turn.Lease, appointment));
    }

    /// <summary>What the person asked for has an entry of its own.</summary>
    private void Remind(PlannedCall.Remind call)
    {
        var (id, set) = (call.Appointment.Id, Setting(call.Appointment.Id, call.Reminder));
        _effects.Add(transaction =>
        {
            LedgerEntries.Record(transaction, Demand<SetReminder>(Target.Of(id, turn.Person)));
            set(transaction);
        });
    }

    private void LeaveOut(AppointmentId id) => _effects.Add(transaction =>
    {
        LedgerEntries.Record(transaction, Demand<CancelReminder>(Target.Of(id, turn.Person)));
        // One that has gone out meanwhile cannot be left out any more, and does not come again.
        Reminders.Decline(transaction, turn.Lease, id);
    });

    /// <exception cref="AppointmentGoneException">When it runs: the appointment does not stand.</exception>
    private Action<Transaction> Setting(AppointmentId appointment, Reminder reminder)
    {
        var (id, due) = (MessageId.New(), reminder.At.ToInstant());
        var box = ReminderEnvelope.Seal(
            turn.Key, id, turn.Person, new(due, reminder.MinutesBefore, Next.Language));
        return transaction =>
        {
            if (!Reminders.Set(transaction, turn.Lease, appointment, id, PlannedReminder.HourOf(due), box))
                throw new AppointmentGoneException();
        };
    }
}
