using Hermetic.Domain;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Hermetic.Storage.Locations;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Deletes what has been kept for its time (GDPR Art. 5(1)(e)), rule by rule of the register of data locations, in short
/// commits, and shows by planted rows that it does. What went and what was proven is on record.
/// </summary>
internal sealed partial class RetentionSweep(
    Database database, Vault vault, CurrentBusiness business, Erasure erasure, TimeProvider clock, ILogger<RetentionSweep> log)
    : IDisposable
{
    private static readonly Caller _retention = Caller.Service("retention");

    /// <summary>A sweep and one that somebody asked for do not run into each other.</summary>
    private readonly SemaphoreSlim _one = new(1, 1);

    internal RetentionSchedule Schedule => business.Value.Privacy.Retention;

    private long Hour => (long)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    internal int Today => (int)(Hour / 24);

    /// <summary>What is odd about the clock just now.</summary>
    internal ClockLeap Leap => RetentionClock.Compare(RetentionClock.Known(database), Hour);

    /// <param name="isConfirmed">Somebody said that the clock is right; what is done once a day is done now, too.</param>
    /// <returns>Why nothing was deleted, or None.</returns>
    internal async Task<ClockLeap> RunAsync(bool isConfirmed, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (!isConfirmed && Leap is not ClockLeap.None and var leap)
            {
                ClockLeapt(leap);
                Instruments.RetentionTroubles.Add(RetentionTrouble.Clock);
                return leap;
            }
            // On record first: what follows may fail, and what went must not be forgotten for its sake.
            await NoteAsync(await SweepAsync(isConfirmed, cancel));
            await NoteAsync(await SweepKeysAsync(isConfirmed, cancel));
            return ClockLeap.None;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<List<LastSweep>> SweepAsync(bool all, CancellationToken cancel)
    {
        var swept = new List<LastSweep>();
        foreach (var rule in Sweeps.All.GroupBy(sweep => sweep.Rule))
            swept.Add(await SweepAsync(rule.Key, [.. rule], cancel));
        swept.Add(Done(Retention.Copies, await database.CommitAsync(transaction =>
            Exports.Expire(transaction, ExportRecords.Expired))));
        swept.Add(Done(Retention.Certificates, await erasure.ForgetAsync(Schedule.Days(Retention.Certificates))));
        swept.Add(Done(Retention.Approvals, await database.CommitAsync(Approvals.Expire)));
        swept.Add(Done(Retention.UntilItsHour, await database.CommitAsync(transaction =>
            StaffSessions.Expire(transaction) + Invitations.Expire(transaction) + SpentCeremonies.Expire(transaction))));
        if (all || IsDue(Retention.Appointments))
            swept.Add(await new AppointmentSweep(database, vault, business.Value).RunAsync(Today, Hour, cancel));
        return swept;
    }

    /// <summary>What goes by its key needs a roll, and that may have to wait for an escrow or a key service.</summary>
    private async Task<List<LastSweep>> SweepKeysAsync(bool all, CancellationToken cancel)
    {
        var swept = new List<LastSweep> { Done(Retention.DayKeys, await DestroyDayKeysAsync(cancel)) };
        if (all || IsDue(Retention.Contacts))
            swept.Add(await new ContactSweep(database, vault, erasure, Schedule).RunAsync(Today, Hour, cancel));
        return swept;
    }

    /// <summary>Where times are sealed everybody's have to be opened: once a day is enough.</summary>
    private bool IsDue(Retention rule) =>
        database.Read(SweepRecords.All).FirstOrDefault(last => last.Rule == rule) is not { } before || before.Hour / 24 < Today;

    private async Task<LastSweep> SweepAsync(Retention rule, IReadOnlyList<Sweep> tables, CancellationToken cancel)
    {
        var (deleted, proven, oldest) = (0L, true, Schedule.OldestDay(rule, Today));
        foreach (var table in tables)
        {
            for (var page = new SweptPage(0, 0, IsEnd: false); !page.IsEnd;)
            {
                cancel.ThrowIfCancellationRequested();
                var after = page.Last;
                page = await database.CommitAsync(transaction => table.Run(transaction, after, oldest));
                deleted += page.Deleted;
            }
            proven &= await database.CommitAsync(transaction => table.Proves(transaction, oldest));
        }
        return new LastSweep(rule, Hour, deleted, proven);
    }

    private LastSweep Done(Retention rule, long deleted) => new(rule, Hour, deleted, IsProven: true);

    private async Task<int> DestroyDayKeysAsync(CancellationToken cancel)
    {
        var oldest = Schedule.OldestDay(Retention.DayKeys, Today);
        if (database.Read(session => DayKeys.Expired(session, oldest)) is not { Count: > 0 } slots)
            return 0;
        await vault.RollAsync(
            slots.ToArray(),
            (transaction, roll, from, to) => DayKeys.Destroy(transaction, oldest, roll, from, to), cancel);
        DayKeysDestroyed(slots.Count);
        return slots.Count;
    }

    /// <summary>What nothing went by and nothing failed is remembered, and not put on record each hour.</summary>
    private async Task NoteAsync(IReadOnlyList<LastSweep> swept)
    {
        var (gone, unproven) = (
            swept.Where(one => one.Deleted > 0).ToList(), swept.Where(one => !one.IsProven).ToList());
        await database.CommitAsync(transaction =>
        {
            foreach (var one in swept)
                SweepRecords.Note(transaction, one);
            Record(transaction, "retention.swept", gone);
            Record(transaction, "retention.unproven", unproven);
        });
        foreach (var one in gone)
            Instruments.Retained.Add(one.Rule, one.Deleted);
        foreach (var one in unproven)
        {
            Unproven(one.Rule);
            Instruments.RetentionTroubles.Add(RetentionTrouble.Unproven);
        }
    }

    private static void Record(Storage.Transaction transaction, string action, List<LastSweep> swept)
    {
        if (swept.Count > 0)
            LedgerEntries.RecordSweep(
                transaction, new AccessRecord(action, _retention.Actor, Target.Deployment, Allowed: true),
                swept.Select(one => (one.Rule, one.Deleted)));
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(260, LogLevel.Information, "Keys of {Days} days of unattributable elements were destroyed.")]
    private partial void DayKeysDestroyed(int days);

    [LoggerMessage(261, LogLevel.Error,
        "What was planted to prove the sweep of {Rule} is not as it has to be: something is kept too long, or goes too early.")]
    private partial void Unproven(Retention rule);

    [LoggerMessage(262, LogLevel.Error,
        "Nothing is deleted by age: the clock leapt ({Leap}) since the last sweep. If it is right, say so with `retention confirm`.")]
    private partial void ClockLeapt(ClockLeap leap);
}
