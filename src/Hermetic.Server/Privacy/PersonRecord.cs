using System.Globalization;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>What is kept about one person as their own turn sees it: counts, days, names and appointments.</summary>
internal sealed class PersonRecord(
    Database database, ContentKey key, ConversationRow row, PersonCard card, Business business, bool optedOut,
    TimeProvider clock) : IPersonRecord
{
    public ValueTask<Labeled<PersonSummary>> SummaryAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<PersonSummary>(Read(), new Label(Integrity.Operator, row.Subject)));

    public ValueTask<Labeled<bool>> IsOnHoldAsync(CancellationToken cancel) => ValueTask.FromResult(new Labeled<bool>(
        database.Read(session => LegalHolds.Of(session, row.Subject)) is not null, new Label(Integrity.Operator, row.Subject)));

    private PersonSummary Read()
    {
        var kept = database.Read(session => PersonRecords.Count(session, row.Subject));
        var all = database.Read(session => PersonRecords.Appointments(session, row.Subject))
            .Select(one => (one.State, Appointment: AppointmentEnvelope.Open(key, one, row.Subject, business.Zone)))
            .ToLookup(one => one.State, one => one.Appointment);
        var (now, standing) = (clock.GetCurrentInstant(), all[AppointmentState.Booked]);
        return new PersonSummary
        {
            ProfileName = PersonName.Shown(card.ProfileName.Span),
            ProfileNameSince = card.ProfileNameSince?.InZone(business.Zone).Date,
            OwnName = PersonName.Shown(card.OwnName.Span),
            NumberEnd = NumberEnd(),
            Received = (int)kept.Received,
            Sent = (int)kept.Sent,
            Oldest = kept.OldestDay is { } day ? Days(day) : null,
            Coming = new(standing.Where(one => one.Start.ToInstant() > now).OrderBy(one => one.Start.ToInstant())
                .Select(new PersonReminders(database, key, row.Subject).With)),
            Past = new(
                standing.Where(one => one.Start.ToInstant() <= now).OrderByDescending(one => one.Start.ToInstant())),
            Cancelled = all[AppointmentState.Cancelled].Count(),
            OptedOut = optedOut,
            Access = ReadAccess(kept.OldestDay),
        };
    }

    /// <summary>The list of conversations counts from when it showed the person.</summary>
    private StaffAccess ReadAccess(int? oldestDay)
    {
        var since = card.ProfileNameSince?.ToUnixTimeSeconds() / 3600 ?? long.MaxValue;
        since = Math.Min(since, (oldestDay ?? int.MaxValue) * 24L);
        var access = database.Read(session => StaffAccesses.Of(session, row.Subject, since));
        return new((int)access.Count, access.LastHour is { } hour ? Day(hour) : null, (int)access.Lists);
    }

    private LocalDate Day(long hour) => Instant.FromUnixTimeSeconds(hour * 3600).InZone(business.Zone).Date;

    private static LocalDate Days(int day) => new LocalDate(1970, 1, 1).PlusDays(day);

    /// <summary>Two digits say which number is meant to whoever has it, and to nobody else which it is.</summary>
    private int? NumberEnd() =>
        card is { AddressKind: IdentifierKind.PhoneNumber, Address.Length: > 2 }
        && int.TryParse(card.Address.Span[^2..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : null;
}
