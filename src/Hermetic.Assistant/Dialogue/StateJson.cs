using System.Text.Json;
using Hermetic.Domain;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>The parts of the stored dialogue state. Reading throws on whatever it does not know.</summary>
internal static class StateJson
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

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

    internal static void Write(Utf8JsonWriter json, OpenSpan span)
    {
        json.WriteStartArray();
        json.WriteStringValue(Time.Format(span.From));
        json.WriteStringValue(Time.Format(span.Until));
        json.WriteEndArray();
    }

    internal static OpenSpan ReadSpan(JsonElement json) =>
        new(Time.Parse(json[0].GetString()!).Value, Time.Parse(json[1].GetString()!).Value);

    internal static void Write(Utf8JsonWriter json, PendingAction pending)
    {
        json.WriteStartObject();
        switch (pending)
        {
            case PendingAction.Book book:
                json.WriteString("book", book.Booking.ServiceId);
                json.WriteString("zone", book.Booking.Zoned.Zone.Id);
                json.WriteNumber("at", book.Booking.Zoned.ToInstant().ToUnixTimeSeconds());
                break;
            case PendingAction.Cancel cancel:
                json.WriteString("cancel", cancel.Appointment.Value);
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
            case PendingAction.HandOver:
                json.WriteBoolean("human", value: true);
                break;
            case PendingAction.ChooseTime choose:
                WriteAll(json, "times", choose.Options, Write);
                break;
            case PendingAction.ChooseService choose:
                WriteAll(json, "services", choose.Options, (to, id) => to.WriteStringValue(id));
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
            "book" => new PendingAction.Book(ReadBooking(json)),
            "cancel" => new PendingAction.Cancel(AppointmentId.From(kind.Value.GetGuid())),
            "erase" => new PendingAction.Erase(),
            "export" => new PendingAction.Export(),
            "name" => new PendingAction.CorrectName(ReadName(kind.Value)),
            "human" => new PendingAction.HandOver(),
            "times" => new PendingAction.ChooseTime(ReadAll(kind.Value, ReadTime)),
            "services" => new PendingAction.ChooseService(ReadAll(kind.Value, item => item.GetString()!)),
            "appointments" => new PendingAction.ChooseAppointment(
                ReadAll(kind.Value, item => AppointmentId.From(item.GetGuid()))),
            "intents" => new PendingAction.ChooseIntent(
                ReadAll(kind.Value, item => Known((Intent)item.GetInt32()))),
            _ => throw new FormatException("No such action."),
        };
    }

    internal static T Known<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new FormatException($"No such {typeof(T).Name}.");

    private static PersonName ReadName(JsonElement json) =>
        PersonName.Spoken(json.GetBytesFromBase64()) ?? throw new FormatException("No such name.");

    private static Booking ReadBooking(JsonElement json)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(json.GetProperty("zone").GetString()!)
            ?? throw new FormatException("No such zone.");
        var start = Instant.FromUnixTimeSeconds(json.GetProperty("at").GetInt64());
        return new(json.GetProperty("book").GetString()!, start.InZone(zone));
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
