using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>
/// An appointment as its copy tells it. What has left the business since is told by the id that was kept; how long it
/// takes is the service's matter, and told as it is now.
/// </summary>
internal sealed record KeptAppointment(
    Appointment Appointment, AppointmentState State, (ReminderState State, PlannedReminder Planned)? Reminder, Business Business)
{
    internal ZonedDateTime Start => Appointment.Start;

    internal string Service => Business.Find(Appointment.ServiceId)?.Name ?? Appointment.ServiceId;

    internal int? Minutes => Business.Find(Appointment.ServiceId)?.Minutes;

    /// <summary>With whom; null where the business had one calendar.</summary>
    internal string? With => Business.FindStaff(Appointment.StaffId)?.Name ?? Appointment.StaffId;

    internal ZonedDateTime? ReminderDue => Reminder?.Planned.Due.InZone(Start.Zone);
}
