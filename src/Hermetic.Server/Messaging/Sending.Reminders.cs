using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Keys;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

// Reminders: in words while the window is open, else as the approved template; never held, for then they would be late.
internal sealed partial class Sending
{
    private async Task<TimeSpan?> RemindAsync(
        ConversationLease lease, Outgoing row, Pending pending, KeyLease key, PersonCard? card,
        ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (card is null)
            return await LeaveUnsentAsync(lease, row);
        if (!Draft.Holds(content, clock.GetCurrentInstant())
            || preferences.Contains(preferences.StopTags(key, lease.Subject)))
        {
            await database.CommitAsync(transaction => Reminders.PutBack(transaction, lease, row.Id));
            return null;
        }
        var inWords = MaySend(row, card) && pending.WindowClosed != row.Id;
        var template = settings.WhatsApp.ReminderTemplate;
        if (!inWords && !MaySend(template, key, lease.Subject))
            return await LeaveUnsentAsync(lease, row);
        var message = inWords ? Draft.ReadReminder(content) : Draft.ReadReminder(content, template!);
        var outcome = await TryAsync(lease, row, pending, card, message, content, cancel);
        if (outcome is not SendOutcome.Rejected { Code: WindowClosed } || !inWords)
            return await RecordAsync(lease, row, outcome, pending, key);
        // WhatsApp counts the window otherwise than we do: once more, as the template.
        pending.WindowClosed = row.Id;
        await database.CommitAsync(transaction => Storage.Outbox.Requeue(transaction, row.Id, WindowClosed));
        return null;
    }

    /// <summary>
    /// It may not be said in words and there is no template for it, or nobody knows where to: staff see it, and may call.
    /// </summary>
    private async Task<TimeSpan?> LeaveUnsentAsync(ConversationLease lease, Outgoing row)
    {
        await database.CommitAsync(transaction =>
        {
            Storage.Conversations.Require(transaction, lease);
            Storage.Outbox.Unsend(transaction, row.Id);
            LedgerEntries.Record(transaction, Authorizer.Demand<DropReminder>(_outbox, Target.Of(row.Id, lease.Subject)));
        });
        Instruments.Sends.Add(SendResult.Unsent);
        Unsent();
        return null;
    }

    [LoggerMessage(103, LogLevel.Warning,
        "A reminder was not sent: the 24-hour window has closed, and no template for reminders may be used (WhatsApp:ReminderTemplate).")]
    private partial void Unsent();
}
