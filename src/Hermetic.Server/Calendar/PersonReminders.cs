using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Calendar;

/// <summary>A person's reminders, to be shown with their appointments.</summary>
internal sealed class PersonReminders(Database database, ContentKey key, SubjectId person)
{
    private readonly ILookup<AppointmentId, ReminderRow> _rows =
        database.Read(session => Reminders.Of(session, person)).ToLookup(row => row.Appointment);

    /// <summary>As it was planned, and what has become of it; null when there never was one, or it is forgotten.</summary>
    internal (ReminderState State, PlannedReminder Planned)? Of(AppointmentId appointment) =>
        _rows[appointment].SingleOrDefault() is { } row ? (row.State, ReminderEnvelope.Open(key, row)) : null;

    internal Appointment With(Appointment appointment) => _rows[appointment.Id].SingleOrDefault() switch
    {
        { State: ReminderState.Waiting } row => appointment with { Reminder = Open(row, appointment) },
        { State: ReminderState.Declined } => appointment with { WantsNoReminder = true },
        _ => appointment,
    };

    private Reminder Open(ReminderRow row, Appointment appointment)
    {
        var planned = ReminderEnvelope.Open(key, row);
        return new Reminder(planned.Due.InZone(appointment.Start.Zone), planned.MinutesBefore);
    }
}
