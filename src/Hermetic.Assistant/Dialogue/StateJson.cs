using System.Text.Json;
using Hermetic.Assistant.Language;
using Hermetic.Domain;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>The parts of the stored dialogue state. Reading throws on whatever it does not know.</summary>
internal static class StateJson
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly LocalTime LastMinute = new(23, 59);

    internal static void Write(Utf8JsonWriter json, TimeOption time)
    {
        json.WriteStartObject();
        if (time.Date is { } date)
            json.WriteString("d", Date.Format(date));
        if (time.Time is { } clock)
            json.WriteString("t", Time.Format(clock));
        if (time.Offset is { } offset)
            json.WriteNumber("o", offset.Seconds);
        json.WriteEndObject();
    }

    internal static TimeOption ReadTime(JsonElement json) => new(
        json.TryGetProperty("d", out var date) ? Date.Parse(date.GetString()!).Value : null,
        json.TryGetProperty("t", out var time) ? Time.Parse(time.GetString()!).Value : null,
        json.TryGetProperty("o", out var offset) ? Offset.FromSeconds(offset.GetInt32()) : null);

    internal static void Write(Utf8JsonWriter json, NextVisit next)
    {
        json.WriteStartObject();
        json.WriteString("service", next.ServiceId);
        json.WritePropertyName("from");
        Write(json, new TimeOption(next.From?.Date, next.From?.TimeOfDay));
        json.WriteEndObject();
    }

    internal static NextVisit ReadNext(JsonElement json)
    {
        var from = ReadTime(json.GetProperty("from"));
        return new(
            json.GetProperty("service").GetString() ?? throw new FormatException("No service."),
            from is { Date: { } date, Time: { } time } ? date + time : null);
    }

    /// <summary>From and until of each stretch of hours; midnight at the end of a day is 23:59.</summary>
    internal static void Write(Utf8JsonWriter json, IntervalSet<LocalTime> hours)
    {
        json.WriteStartArray();
        foreach (var part in hours)
        {
            json.WriteStringValue(Time.Format(part.From));
            json.WriteStringValue(Time.Format(part.Until));
        }
        json.WriteEndArray();
    }

    internal static IntervalSet<LocalTime> ReadHours(JsonElement json) => Read(
        json, text => Time.Parse(text).Value,
        (from, until) => new Interval<LocalTime>(from, until == LastMinute ? LocalTime.MaxValue : until));

    /// <summary>The first and the last day of each stretch of days.</summary>
    internal static void Write(Utf8JsonWriter json, IntervalSet<LocalDate> days)
    {
        json.WriteStartArray();
        foreach (var part in days)
        {
            json.WriteStringValue(Date.Format(part.From));
            json.WriteStringValue(Date.Format(part.Until.PlusDays(-1)));
        }
        json.WriteEndArray();
    }

    internal static IntervalSet<LocalDate> ReadDays(JsonElement json) => Read(
        json, text => Date.Parse(text).Value, (first, last) => new Interval<LocalDate>(first, last.PlusDays(1)));

    private static IntervalSet<T> Read<T>(JsonElement json, Func<string, T> parse, Func<T, T, Interval<T>> between)
        where T : struct, IComparable<T> => json.GetArrayLength() is not > 0 || json.GetArrayLength() % 2 != 0
        ? throw new FormatException("A stretch has two ends.")
        : IntervalSet<T>.Of(Enumerable.Range(0, json.GetArrayLength() / 2).Select(part => between(
            parse(json[2 * part].GetString()!), parse(json[(2 * part) + 1].GetString()!))));

    internal static void Write(Utf8JsonWriter json, ReminderWish wish)
    {
        json.WriteStartObject();
        if (wish.Minutes is { } minutes)
            json.WriteNumber("minutes", minutes);
        if (wish.Days is { } days)
            json.WriteNumber("days", days);
        json.WritePropertyName("at");
        Write(json, new TimeOption(wish.Date, wish.Time));
        json.WriteEndObject();
    }

    internal static ReminderWish ReadWish(JsonElement json)
    {
        var at = ReadTime(json.GetProperty("at"));
        return new(
            json.TryGetProperty("minutes", out var minutes) ? minutes.GetInt32() : null,
            json.TryGetProperty("days", out var days) ? days.GetInt32() : null,
            at.Date, at.Time);
    }

    internal static void Write(Utf8JsonWriter json, PendingAction pending)
    {
        json.WriteStartObject();
        switch (pending)
        {
            case PendingAction.Book book:
                json.WriteString("book", book.Booking.ServiceId);
                WriteRest(json, book.Booking);
                break;
            case PendingAction.Move move:
                json.WriteString("move", move.Booking.ServiceId);
                json.WriteString("of", move.Appointment.Value);
                WriteRest(json, move.Booking);
                break;
            case PendingAction.Cancel cancel:
                json.WriteString("cancel", cancel.Appointment.Value);
                break;
            case PendingAction.Remind remind:
                json.WriteString("remind", remind.Appointment.Value);
                json.WriteNumber("minutes", remind.MinutesBefore);
                break;
            case PendingAction.NoReminder no:
                json.WriteString("noReminder", no.Appointment.Value);
                break;
            case PendingAction.Leave leave:
                json.WriteBoolean("leave", leave.Booked);
                break;
            case PendingAction.Erase:
                json.WriteBoolean("erase", value: true);
                break;
            case PendingAction.Export:
                json.WriteBoolean("export", value: true);
                break;
            case PendingAction.CorrectName correct:
                json.WriteBase64String("name", correct.Name.Utf8);
                break;
            case PendingAction.HandOver offered:
                json.WriteNumber("human", (int)offered.Reason);
                break;
            case PendingAction.ChooseTime choose:
                WriteAll(json, "times", choose.Options, Write);
                break;
            case PendingAction.ChooseService choose:
                WriteAll(json, "services", choose.Options, (to, id) => to.WriteStringValue(id));
                break;
            case PendingAction.ChooseStaff choose:
                WriteAll(json, "with", choose.Options, (to, id) => to.WriteStringValue(id));
                break;
            case PendingAction.ChooseAppointment choose:
                WriteAll(json, "appointments", choose.Options, (to, id) => to.WriteStringValue(id.Value));
                break;
            case PendingAction.ChooseIntent choose:
                WriteAll(json, "intents", choose.Options, (to, intent) => to.WriteNumberValue((int)intent));
                break;
            default:
                throw new InvalidOperationException($"{pending.GetType().Name} has no stored form.");
        }
        json.WriteEndObject();
    }

    internal static PendingAction ReadPending(JsonElement json)
    {
        var kind = json.EnumerateObject().First();
        return kind.Name switch
        {
            "book" => new PendingAction.Book(ReadBooking(kind.Value, json)),
            "move" => new PendingAction.Move(
                AppointmentId.From(json.GetProperty("of").GetGuid()), ReadBooking(kind.Value, json)),
            "cancel" => new PendingAction.Cancel(AppointmentId.From(kind.Value.GetGuid())),
            "remind" => new PendingAction.Remind(
                AppointmentId.From(kind.Value.GetGuid()), Positive(json.GetProperty("minutes").GetInt32())),
            "noReminder" => new PendingAction.NoReminder(AppointmentId.From(kind.Value.GetGuid())),
            "leave" => new PendingAction.Leave(kind.Value.GetBoolean()),
            "erase" => new PendingAction.Erase(),
            "export" => new PendingAction.Export(),
            "name" => new PendingAction.CorrectName(ReadName(kind.Value)),
            "human" => new PendingAction.HandOver(ReadReason(kind.Value)),
            "times" => new PendingAction.ChooseTime(ReadAll(kind.Value, ReadTime)),
            "services" => new PendingAction.ChooseService(ReadAll(kind.Value, item => item.GetString()!)),
            "with" => new PendingAction.ChooseStaff(ReadAll(kind.Value, item => item.GetString()!)),
            "appointments" => new PendingAction.ChooseAppointment(
                ReadAll(kind.Value, item => AppointmentId.From(item.GetGuid()))),
            "intents" => new PendingAction.ChooseIntent(
                ReadAll(kind.Value, item => Known((Intent)item.GetInt32()))),
            _ => throw new FormatException("No such action."),
        };
    }

    internal static Booking ReadBooked(JsonElement json) =>
        ReadPending(json) is PendingAction.Book { Booking: var booked }
            ? booked : throw new FormatException("No booking.");

    internal static T Known<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new FormatException($"No such {typeof(T).Name}.");

    /// <summary>Earlier versions wrote only that somebody was, or was to be, asked.</summary>
    internal static HandOverReason ReadReason(JsonElement json) =>
        json.ValueKind == JsonValueKind.True ? HandOverReason.Asked : Known((HandOverReason)json.GetInt32());

    private static int Positive(int value) =>
        value > 0 ? value : throw new FormatException("Not before the appointment.");

    private static PersonName ReadName(JsonElement json) =>
        PersonName.Spoken(json.GetBytesFromBase64()) ?? throw new FormatException("No such name.");

    private static void WriteRest(Utf8JsonWriter json, Booking booking)
    {
        json.WriteString("zone", booking.Zoned.Zone.Id);
        json.WriteNumber("at", booking.Zoned.ToInstant().ToUnixTimeSeconds());
        if (booking.StaffId is not null)
            json.WriteString("staff", booking.StaffId);
    }

    private static Booking ReadBooking(JsonElement service, JsonElement json)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(json.GetProperty("zone").GetString()!)
            ?? throw new FormatException("No such zone.");
        var start = Instant.FromUnixTimeSeconds(json.GetProperty("at").GetInt64());
        return new(service.GetString()!, start.InZone(zone))
        {
            StaffId = json.TryGetProperty("staff", out var staff) ? staff.GetString() : null,
        };
    }

    private static void WriteAll<T>(
        Utf8JsonWriter json, string name, Options<T> options, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var option in options)
            write(json, option);
        json.WriteEndArray();
    }

    private static Options<T> ReadAll<T>(JsonElement json, Func<JsonElement, T> read) =>
        new(json.EnumerateArray().Select(read));
}
