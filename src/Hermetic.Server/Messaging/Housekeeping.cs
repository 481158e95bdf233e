using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Once an hour: deletes messages whose promised time is over, forgets tags that WhatsApp can no longer need, and
/// destroys the keys of days whose unattributable elements are a week old.
/// </summary>
internal sealed partial class Housekeeping(
    Database database, Vault vault, CurrentBusiness business, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    /// <summary>WhatsApp redelivers for seven days.</summary>
    private const int DedupeDays = 9;

    /// <summary>WhatsApp tries to deliver for 30 days, and a status may follow.</summary>
    private const int StatusDays = 40;
    private const int DayKeyDays = 7;

    /// <summary>Acknowledged events of the account.</summary>
    private const int AccountEventDays = 90;

    /// <summary>Who looked at whom.</summary>
    private const int StaffAccessDays = 365;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        await database.CommitAsync(transaction =>
        {
            Storage.Inbox.Forget(transaction, business.Value.Privacy.RetentionDays);
            Storage.Outbox.Forget(transaction, business.Value.Privacy.RetentionDays);
            Parked.Forget(transaction, business.Value.Privacy.RetentionDays);
            Storage.Inbox.ForgetTags(transaction, DedupeDays);
            SentTags.Forget(transaction, StatusDays);
            MediaChunks.Forget(transaction);
            Reminders.Forget(transaction, business.Value.Privacy.RetentionDays);
            AccountEvents.Forget(transaction, AccountEventDays);
            FlowKeys.Forget(transaction, Flows.FlowKeyStore.GraceDays);
            StaffAccesses.Forget(transaction, StaffAccessDays);
            Exports.Expire(transaction, Privacy.ExportRecords.Expired);
        });
        var oldest = (int)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays - DayKeyDays;
        if (database.Read(session => DayKeys.Expired(session, oldest)) is not { Count: > 0 } slots)
            return;
        await vault.RollAsync(
            slots.ToArray(),
            (transaction, roll, from, to) => DayKeys.Destroy(transaction, oldest, roll, from, to), cancel);
        DayKeysDestroyed(slots.Count);
    }

    [LoggerMessage(80, LogLevel.Information, "Keys of {Days} days of unattributable elements were destroyed.")]
    private partial void DayKeysDestroyed(int days);

    [LoggerMessage(81, LogLevel.Error, "Housekeeping failed ({Failure}); it is tried again in an hour.")]
    private partial void Failed(string failure);
}
