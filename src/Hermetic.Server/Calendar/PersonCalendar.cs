using System.Globalization;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>The calendar as one person's turn sees it; it opens their own appointments and nobody else's.</summary>
internal sealed class PersonCalendar(
    BookingCalendar calendar, Database database, ContentKey key, SubjectId person, Business business, TimeProvider clock)
    : ICalendar
{
    public ValueTask<SlotAnswer> CheckAsync(string serviceId, LocalDateTime start, CancellationToken cancel) =>
        ValueTask.FromResult(calendar.Check(serviceId, start));

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        string serviceId, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult(calendar.Free(serviceId, day, max));

    public ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var reminders = new PersonReminders(database, key, person);
        IReadOnlyList<Appointment> coming =
        [
            .. database.Read(session => Appointments.Of(session, person))
                .Select(row => AppointmentEnvelope.Open(key, row, person, business.Zone))
                .Where(appointment => appointment.Start.ToInstant() > now)
                .OrderBy(appointment => appointment.Start.ToInstant())
                .Select(reminders.With),
        ];
        return ValueTask.FromResult(
            new Labeled<IReadOnlyList<Appointment>>(coming, new Label(Integrity.Operator, person)));
    }
}

/// <summary>What an appointment row seals: the service's id and the beginning in seconds since 1970, as text.</summary>
internal static class AppointmentEnvelope
{
    internal static Sealed<AppointmentContent> Seal(ContentKey key, AppointmentId id, SubjectId person, Booking booking)
    {
        Span<byte> content = stackalloc byte[128];
        System.Text.Unicode.Utf8.TryWrite(
            content, CultureInfo.InvariantCulture, $"{booking.Zoned.ToInstant().ToUnixTimeSeconds()} {booking.ServiceId}",
            out var length);
        return key.Seal<AppointmentContent>(content[..length], Context(id, person));
    }

    internal static Appointment Open(ContentKey key, AppointmentRow row, SubjectId person, DateTimeZone zone)
    {
        using var content = key.Open(row.Sealed, Context(row.Id, person));
        var space = content.Utf8.IndexOf((byte)' ');
        var start = Instant.FromUnixTimeSeconds(long.Parse(content.Utf8[..space], CultureInfo.InvariantCulture));
        return new Appointment(row.Id, ServiceIds.Read(content.Utf8[(space + 1)..]), start.InZone(zone));
    }

    private static SealContext Context(AppointmentId id, SubjectId person) =>
        new("appointment", "envelope", id.Value, 1, person.Value);
}

internal static class ServiceIds
{
    /// <summary>A service's id is the business's word, not the person's.</summary>
    internal static string Read(ReadOnlySpan<byte> ascii) => string.Create(ascii.Length, ascii, static (chars, bytes) =>
    {
        for (var i = 0; i < chars.Length; i++)
            chars[i] = (char)bytes[i];
    });
}
