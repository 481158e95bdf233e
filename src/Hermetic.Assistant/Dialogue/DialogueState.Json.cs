using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Hermetic.Domain;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

// The stored form. What a newer or older version wrote and this one does not know is a fresh state, never an
// error: the person is asked again instead of being answered wrongly.
public sealed partial record DialogueState
{
    private const int Schema = 1;

    public void Write(IBufferWriter<byte> to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteNumber("v", Schema);
        json.WriteString("lang", Language);
        json.WriteNumber("at", LastTurn.ToUnixTimeMilliseconds());
        json.WriteNumber("fails", Failures);
        json.WriteNumber("flow", (int)Flow);
        if (AskedHours)
            json.WriteBoolean("hours", true);
        if (Others > 0)
            json.WriteNumber("others", Others);
        if (NextVisit is not null)
        {
            json.WritePropertyName("next");
            StateJson.Write(json, NextVisit);
        }
        if (Booked is not null)
        {
            json.WritePropertyName("booked");
            StateJson.Write(json, new PendingAction.Book(Booked));
        }
        if (ServiceId is not null)
            json.WriteString("service", ServiceId);
        if (StaffId is not null)
            json.WriteString("staff", StaffId);
        if (Moving is { } moving)
            json.WriteString("moving", moving.Value);
        if (Days is not null)
        {
            json.WritePropertyName("days");
            StateJson.Write(json, Days);
        }
        if (Nonce is { } nonce)
            json.WriteString("nonce", nonce.ToString("x32", CultureInfo.InvariantCulture));
        json.WritePropertyName("slot");
        StateJson.Write(json, new TimeOption(Date, Time, Offset));
        if (PartOfDay is not null)
        {
            json.WritePropertyName("part");
            StateJson.Write(json, PartOfDay);
        }
        if (Wish != ReminderWish.Any)
        {
            json.WritePropertyName("wish");
            StateJson.Write(json, Wish);
        }
        if (PersonAsked is { } reason)
            json.WriteNumber("asked", (int)reason);
        if (ToldToWait is { } told)
            json.WriteNumber("told", told.ToUnixTimeMilliseconds());
        if (Pending is not null)
        {
            json.WritePropertyName("pending");
            StateJson.Write(json, Pending);
        }
        json.WriteEndObject();
    }

    /// <summary>Unknown or corrupt bytes are a fresh state.</summary>
    public static DialogueState Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var json = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? Fresh : Read(json.RootElement);
        }
        // A missing, mistyped or impossible field: all of them mean that these bytes are not ours.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException
            or KeyNotFoundException or FormatException or ArgumentException or OverflowException
            or IndexOutOfRangeException or UnparsableValueException)
        {
            return Fresh;
        }
    }

    private static DialogueState Read(JsonElement json)
    {
        if (json.GetProperty("v").GetInt32() != Schema)
            return Fresh;
        var slot = StateJson.ReadTime(json.GetProperty("slot"));
        return new()
        {
            Language = json.GetProperty("lang").GetString() ?? throw new FormatException("No language."),
            LastTurn = Instant.FromUnixTimeMilliseconds(json.GetProperty("at").GetInt64()),
            Failures = json.GetProperty("fails").GetInt32(),
            Flow = StateJson.Known((Flow)json.GetProperty("flow").GetInt32()),
            AskedHours = json.TryGetProperty("hours", out var hours) && hours.GetBoolean(),
            Others = json.TryGetProperty("others", out var others) ? others.GetInt32() : 0,
            NextVisit = json.TryGetProperty("next", out var next) ? StateJson.ReadNext(next) : null,
            Booked = json.TryGetProperty("booked", out var booked) ? StateJson.ReadBooked(booked) : null,
            ServiceId = json.TryGetProperty("service", out var service) ? service.GetString() : null,
            StaffId = json.TryGetProperty("staff", out var staff) ? staff.GetString() : null,
            Moving = json.TryGetProperty("moving", out var moving)
                ? AppointmentId.From(moving.GetGuid()) : null,
            Days = json.TryGetProperty("days", out var days) ? StateJson.ReadDays(days) : null,
            Nonce = json.TryGetProperty("nonce", out var nonce)
                ? UInt128.Parse(
                    nonce.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : null,
            PersonAsked = json.TryGetProperty("asked", out var asked) ? StateJson.ReadReason(asked) : null,
            ToldToWait = json.TryGetProperty("told", out var told)
                ? Instant.FromUnixTimeMilliseconds(told.GetInt64()) : null,
            Date = slot.Date,
            Time = slot.Time,
            Offset = slot.Offset,
            PartOfDay = json.TryGetProperty("part", out var part) ? StateJson.ReadHours(part) : null,
            Wish = json.TryGetProperty("wish", out var wish) ? StateJson.ReadWish(wish) : ReminderWish.Any,
            Pending = json.TryGetProperty("pending", out var pending) ? StateJson.ReadPending(pending) : null,
        };
    }
}
