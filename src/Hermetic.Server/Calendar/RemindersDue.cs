using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Facts;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>
/// Every minute: reminders whose hour has come are opened, and those whose minute has come become messages, in the
/// commit that settles them. What is not sent is settled on record as well.
/// </summary>
internal sealed partial class RemindersDue(
    Database database, Vault vault, SecretArena arena, CurrentBusiness current, Preferences preferences,
    TimeProvider clock, ILogger<RemindersDue> log) : BackgroundService
{
    private const int MostPerStep = 1000;
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);
    private static readonly Caller _reminders = Caller.Service("reminders", Permission.RunConversations);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        do
        {
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once. A reminder that cannot be opened or stored keeps no other one from going out.</summary>
    /// <returns>How many became messages.</returns>
    internal async Task<int> StepAsync(CancellationToken cancel)
    {
        var hour = PlannedReminder.HourOf(clock.GetCurrentInstant());
        var queued = 0;
        foreach (var row in database.Read(session => Reminders.Due(session, hour, MostPerStep)))
        {
            try
            {
                queued += await SettleAsync(row, cancel) ? 1 : 0;
            }
            catch (FencedException)
            {
                // Its person is being erased: the reminder goes with them.
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                OneFailed(failure.GetType().Name);
            }
        }
        return queued;
    }

    /// <summary>True when it became a message; false when it waits, was dropped, or somebody was faster.</summary>
    private async Task<bool> SettleAsync(ReminderRow row, CancellationToken cancel)
    {
        var subject = database.Read(session => Subjects.Find(session, row.Subject))
            ?? throw new FencedException("the person is gone");
        using var key = await vault.OpenAsync(subject.Slot, cancel);
        var planned = ReminderEnvelope.Open(key.Key, row);
        var (business, now) = (current.Value, clock.GetCurrentInstant());
        var appointment = Find(key.Key, row, business.Zone);
        switch (appointment is null ? ReminderStep.Drop : Reminder.Decide(planned.Due, appointment.Start, now))
        {
            case ReminderStep.Wait:
                return false;
            case ReminderStep.Send when !preferences.Contains(preferences.StopTags(key, row.Subject)):
                return await QueueAsync(row, planned, appointment!, business, key);
            default:
                await DropAsync(row);
                return false;
        }
    }

    private async Task<bool> QueueAsync(
        ReminderRow row, PlannedReminder planned, Appointment appointment, Business business, KeyLease key)
    {
        var now = clock.GetCurrentInstant();
        using var draft = Draft.OfReminder(
            row.Id, appointment, Reminder.GoodUntil(planned.Due, appointment.Start, now),
            now, business, Wording.For(planned.Language), arena);
        var box = draft.Seal(key.Key, row.Subject);
        var proof = Authorizer.Demand<SendReminder>(_reminders, Target.Of(row.Appointment, row.Subject));
        return await database.CommitAsync(transaction => Reminders.Queue(transaction, proof, row, box));
    }

    private async Task DropAsync(ReminderRow row)
    {
        var proof = Authorizer.Demand<DropReminder>(_reminders, Target.Of(row.Appointment, row.Subject));
        if (await database.CommitAsync(transaction => Reminders.Drop(transaction, proof, row)))
            Dropped();
    }

    /// <summary>The appointment, while it stands.</summary>
    private Appointment? Find(ContentKey key, ReminderRow row, DateTimeZone zone) =>
        database.Read(session => Appointments.Of(session, row.Subject))
            .Where(one => one.Id == row.Appointment)
            .Select(one => AppointmentEnvelope.Open(key, one, row.Subject, zone))
            .FirstOrDefault();

    [LoggerMessage(100, LogLevel.Error, "Reminders that are due could not be looked at ({Failure}); it is tried again in a minute.")]
    private partial void Failed(string failure);

    [LoggerMessage(101, LogLevel.Error, "A reminder that is due could not be sent ({Failure}); it is tried again in a minute.")]
    private partial void OneFailed(string failure);

    [LoggerMessage(102, LogLevel.Information,
        "A reminder was dropped: it would have come too late, or its person wants no messages.")]
    private partial void Dropped();
}
