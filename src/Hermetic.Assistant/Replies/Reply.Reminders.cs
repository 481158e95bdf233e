using NodaTime;

namespace Hermetic.Assistant;

// The replies about reminders, and the reminder itself.
public abstract partial record Reply
{
    /// <summary>The reminder: what comes by itself, without anybody having asked.</summary>
    /// <param name="Today">The date on which it is said.</param>
    public sealed record Reminding(Appointment Appointment, LocalDate Today) : Reply;

    /// <summary>When the person will be reminded of these appointments; each has a reminder.</summary>
    public sealed record Reminders(Options<Appointment> Coming) : Answer
    {
        internal override bool IsShort => Coming.Count <= 1;
    }

    /// <summary>There are appointments, and none has a reminder.</summary>
    public sealed record NoReminders : Answer;

    /// <summary>Calling mother is not what the business reminds of.</summary>
    public sealed record OnlyAppointments : Answer;

    public sealed record ConfirmReminder(Appointment Appointment, Reminder Reminder) : Reply
    {
        public override PendingAction Pending =>
            new PendingAction.Remind(Appointment.Id, Reminder.MinutesBefore);
    }

    /// <summary>The wished time is past, or not before the appointment; when then?</summary>
    public sealed record TooLateToRemind(Appointment Appointment) : Reply
    {
        // No button: it keeps which appointment the next answer is about.
        public override PendingAction Pending => new PendingAction.ChooseAppointment(new([Appointment.Id]));

        public override IReadOnlyList<Choice> Choices => [];
    }

    public sealed record ReminderSet(Appointment Appointment, Reminder Reminder) : Reply;

    public sealed record ConfirmNoReminder(Appointment Appointment) : Reply
    {
        public override PendingAction Pending => new PendingAction.NoReminder(Appointment.Id);
    }

    public sealed record ReminderCancelled(Appointment Appointment) : Reply;
}
