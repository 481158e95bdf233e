using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.Storage.Locations;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Appointments tell no day in the clear: each is opened, and goes when the day on which it was is long enough ago. A
/// second reading has to find none that is over.
/// </summary>
internal sealed class AppointmentSweep(Database database, Vault vault, Business business)
{
    private const int Page = 200;

    private static readonly LocalDate _epoch = new(1970, 1, 1);

    /// <param name="today">Days since 1970-01-01.</param>
    /// <param name="hour">Hours since then.</param>
    internal async Task<LastSweep> RunAsync(int today, long hour, CancellationToken cancel)
    {
        var oldest = business.Privacy.Retention.OldestDay(Retention.Appointments, today);
        var deleted = 0;
        await foreach (var over in OverAsync(oldest, cancel))
        {
            deleted += await database.CommitAsync(transaction => over.Count(row =>
                Appointments.Forget(transaction, row.Appointment.Id, row.Appointment.Version)));
        }
        var left = 0;
        await foreach (var over in OverAsync(oldest, cancel))
            left += over.Count;
        return new LastSweep(Retention.Appointments, hour, deleted, IsProven: left == 0);
    }

    /// <summary>In pages, so that no commit is long.</summary>
    private async IAsyncEnumerable<List<KeptAppointmentRow>> OverAsync(
        int oldest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (database.Read(session => Appointments.Page(session, after, Page)) is { Count: > 0 } rows)
        {
            var over = new List<KeptAppointmentRow>();
            foreach (var row in rows)
            {
                if (await DayOfAsync(row, cancel) < oldest)
                    over.Add(row);
            }
            if (over.Count > 0)
                yield return over;
            after = rows[^1].Row;
        }
    }

    /// <summary>Null when it cannot be known: its person is being erased, or a key page is damaged.</summary>
    private async ValueTask<int?> DayOfAsync(KeptAppointmentRow row, CancellationToken cancel)
    {
        try
        {
            using var key = await vault.OpenAsync(row.Slot, cancel);
            var start = AppointmentEnvelope.Open(key.Key, row.Appointment, row.Subject, business.Zone).Start;
            return Period.DaysBetween(_epoch, start.Date);
        }
        catch (Exception gone) when (gone is FencedException or KeyPageDamagedException or EnvelopeException)
        {
            return null;
        }
    }
}
