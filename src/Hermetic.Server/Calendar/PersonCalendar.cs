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
    public ValueTask<SlotAnswer> CheckAsync(
        Visit visit, LocalDateTime start, Offset? offset, CancellationToken cancel) =>
        ValueTask.FromResult(calendar.Check(visit, start, offset, Moved(visit)));

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        Visit visit, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult(calendar.Free(visit, day, max, Moved(visit)));

    /// <summary>The time that the person gives up counts as free, and nobody else's.</summary>
    private IReadOnlyCollection<Tag> Moved(Visit visit) => visit.Moved is { } id
        ? database.Read(session => Appointments.CellsOf(session, person, id))
        : [];

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

/// <summary>
/// What an appointment row seals: the beginning in seconds since 1970, the service's id, and the staff member's id where
/// there is one, as text with spaces between.
/// </summary>
internal static class AppointmentEnvelope
{
    private const int Longest = 128;

    /// <param name="version">Of the row: 1 when it is made, one more each time it is moved.</param>
    internal static Sealed<AppointmentContent> Seal(
        ContentKey key, AppointmentId id, SubjectId person, Booking booking, long version = 1)
    {
        Span<byte> content = stackalloc byte[Longest];
        var seconds = booking.Zoned.ToInstant().ToUnixTimeSeconds();
        var with = booking.StaffId is null ? "" : " ";
        if (!System.Text.Unicode.Utf8.TryWrite(
            content, CultureInfo.InvariantCulture, $"{seconds} {booking.ServiceId}{with}{booking.StaffId}", out var length))
        {
            throw new ArgumentException("An id is longer than 40 characters.", nameof(booking));
        }
        return key.Seal<AppointmentContent>(content[..length], Context(id, person, version));
    }

    internal static Appointment Open(ContentKey key, AppointmentRow row, SubjectId person, DateTimeZone zone)
    {
        using var content = key.Open(row.Sealed, Context(row.Id, person, row.Version));
        var space = content.Utf8.IndexOf((byte)' ');
        var start = Instant.FromUnixTimeSeconds(long.Parse(content.Utf8[..space], CultureInfo.InvariantCulture));
        var ids = content.Utf8[(space + 1)..];
        var with = ids.IndexOf((byte)' ');
        return new Appointment(row.Id, PublicIds.Read(with < 0 ? ids : ids[..with]), start.InZone(zone))
        {
            StaffId = with < 0 ? null : PublicIds.Read(ids[(with + 1)..]),
        };
    }

    private static SealContext Context(AppointmentId id, SubjectId person, long version) =>
        new("appointment", "envelope", id.Value, version, person.Value);
}

internal static class PublicIds
{
    /// <summary>Ids of services and staff members are the business's words, not the person's.</summary>
    internal static string Read(ReadOnlySpan<byte> ascii) => string.Create(ascii.Length, ascii, static (chars, bytes) =>
    {
        for (var i = 0; i < chars.Length; i++)
            chars[i] = (char)bytes[i];
    });
}
