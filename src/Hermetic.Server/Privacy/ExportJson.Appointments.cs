using Hermetic.Server.Calendar;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

// Appointments with what belongs to them.
internal sealed partial class ExportJson
{
    private void WriteAppointments(PersonFile file)
    {
        _json.WriteStartArray("appointments"u8);
        foreach (var one in file.Appointments())
            Write(one);
        _json.WriteEndArray();
    }

    private void Write(KeptAppointment one)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, one.Appointment.Id.Value);
        _json.WriteString("service"u8, one.Service);
        if (one.With is { } with)
            _json.WriteString("with"u8, with);
        _json.WriteString("start"u8, _moment.Format(one.Start.ToOffsetDateTime()));
        if (one.Minutes is { } minutes)
            _json.WriteNumber("minutes"u8, minutes);
        _json.WriteString("state"u8, ExportWords.Name(one.State));
        if (one.Reminder is var (state, planned))
            Write(one, state, planned);
        _json.WriteEndObject();
    }

    private void Write(KeptAppointment one, ReminderState state, PlannedReminder planned)
    {
        _json.WriteStartObject("reminder"u8);
        _json.WriteString("state"u8, ExportWords.Name(state));
        _json.WriteString("at"u8, _moment.Format(one.ReminderDue!.Value.ToOffsetDateTime()));
        _json.WriteNumber("minutesBefore"u8, planned.MinutesBefore);
        _json.WriteString("language"u8, planned.Language);
        _json.WriteEndObject();
    }
}
