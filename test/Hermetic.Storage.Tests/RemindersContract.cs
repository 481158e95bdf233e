using Hermetic.Cryptography;
using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>A reminder becomes one message or none, whoever tries and however often.</summary>
public abstract class RemindersContract(IEngine engine) : Contract(engine)
{
    private const long Hour = 500_000;
    private int _cells;

    [Fact]
    public async Task A_reminder_is_due_from_its_hour_on_and_opens_in_its_place()
    {
        var (lease, appointment) = await BookAsync();
        var id = await SetAsync(lease, appointment);

        Assert.Empty(DueAt(Hour - 1));
        var row = Assert.Single(DueAt(Hour));
        Assert.Equal(id, Assert.Single(DueAt(Hour + 100)).Id);

        Assert.Equal(
            (id, appointment, lease.Subject, lease.Id, ReminderState.Waiting),
            (row.Id, row.Appointment, row.Subject, row.Conversation, row.State));
        Assert.True(Holds(row.Sealed, id.Value, lease.Subject, "friday at three"u8));
    }

    [Fact]
    public async Task Of_sixteen_who_queue_it_at_once_exactly_one_does_and_one_message_leaves()
    {
        var (lease, row) = await DueAsync();
        var queued = 0;

        await TogetherAsync(Enumerable.Range(0, 16).Select(_ => (Action<Transaction>)(transaction =>
        {
            if (Queue(transaction, row))
                queued++;
        })));

        Assert.Equal(1, queued);
        Assert.Equal(1, Engine.Count("select count(*) from outbox"));
        var message = Database.Read(session => Conversations.Look(session, lease.Id)!.Open)!;
        Assert.Equal((row.Id, OutboundKind.Reminder), (message.Id, message.Kind));
        Assert.Empty(DueAt(Hour));
    }

    [Fact]
    public async Task What_is_not_queued_is_not_recorded()
    {
        var (_, row) = await DueAsync();
        await Database.CommitAsync(transaction => Queue(transaction, row));
        var entries = Database.Read(LedgerEntries.Lag);

        Assert.False(await Database.CommitAsync(transaction => Queue(transaction, row)));
        Assert.False(await Database.CommitAsync(transaction => Drop(transaction, row)));

        Assert.Equal(entries, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task Dropping_settles_it_with_a_record_and_without_a_message()
    {
        var (lease, row) = await DueAsync();
        var entries = Database.Read(LedgerEntries.Lag);

        Assert.True(await Database.CommitAsync(transaction => Drop(transaction, row)));

        Assert.Equal(entries + 1, Database.Read(LedgerEntries.Lag));
        Assert.Null(Database.Read(session => Conversations.Look(session, lease.Id)!.Open));
        Assert.Equal(ReminderState.Dropped, StateOf(lease));
        Assert.False(await Database.CommitAsync(transaction => Queue(transaction, row)));
    }

    [Fact]
    public async Task Setting_it_anew_replaces_it_and_who_holds_the_older_one_sends_nothing()
    {
        var (lease, older) = await DueAsync();

        var newer = await SetAsync(lease, older.Appointment, Hour + 5);

        Assert.False(await Database.CommitAsync(transaction => Queue(transaction, older)));
        Assert.Empty(DueAt(Hour));
        Assert.Equal(newer, Assert.Single(DueAt(Hour + 5)).Id);
    }

    [Fact]
    public async Task Setting_it_anew_takes_back_a_message_that_has_not_left()
    {
        var (lease, row) = await DueAsync();
        await Database.CommitAsync(transaction => Queue(transaction, row));

        await SetAsync(lease, row.Appointment, Hour + 5);

        Assert.Null(Database.Read(session => Conversations.Look(session, lease.Id)!.Open));
    }

    [Fact]
    public async Task A_cancelled_appointment_takes_its_reminder_and_its_unsent_message_along()
    {
        var (lease, row) = await DueAsync();
        await Database.CommitAsync(transaction => Queue(transaction, row));

        await Database.CommitAsync(transaction => Reminders.Remove(transaction, lease, row.Appointment));

        Assert.Null(Database.Read(session => Conversations.Look(session, lease.Id)!.Open));
        Assert.Empty(Database.Read(session => Reminders.Of(session, lease.Subject)));
    }

    [Fact]
    public async Task A_message_whose_try_is_open_is_not_taken_back()
    {
        var (lease, row) = await DueAsync();
        await Database.CommitAsync(transaction =>
        {
            Queue(transaction, row);
            Outbox.Begin(transaction, lease, row.Id, AttemptId.New());
        });

        await Database.CommitAsync(transaction => Reminders.PutBack(transaction, lease, row.Id));
        await Database.CommitAsync(transaction => Reminders.Remove(transaction, lease, row.Appointment));

        Assert.Equal(OutboxState.Sending, Database.Read(session => Conversations.Look(session, lease.Id)!.Open)!.State);
    }

    [Fact]
    public async Task Nobody_sets_removes_or_declines_the_reminder_of_somebody_else()
    {
        var (owner, appointment) = await BookAsync();
        var id = await SetAsync(owner, appointment);
        var (other, _) = await BookAsync();

        Assert.False(await TrySetAsync(other, appointment, Hour));
        Assert.False(await Database.CommitAsync(
            transaction => Reminders.Decline(transaction, other, appointment)));
        await Database.CommitAsync(transaction => Reminders.Remove(transaction, other, appointment));

        Assert.Equal(id, Assert.Single(DueAt(Hour)).Id);
    }

    [Fact]
    public async Task A_cancelled_appointment_gets_no_reminder()
    {
        var (lease, appointment) = await BookAsync();
        await Database.CommitAsync(transaction => Appointments.Cancel(transaction, lease, appointment));

        Assert.False(await TrySetAsync(lease, appointment, Hour));
    }

    [Fact]
    public async Task A_declined_reminder_is_kept_and_not_due_until_it_is_set_anew()
    {
        var (lease, row) = await DueAsync();

        Assert.True(await Database.CommitAsync(
            transaction => Reminders.Decline(transaction, lease, row.Appointment)));
        Assert.False(await Database.CommitAsync(
            transaction => Reminders.Decline(transaction, lease, row.Appointment)));

        Assert.Empty(DueAt(Hour));
        Assert.Equal(ReminderState.Declined, StateOf(lease));
        await SetAsync(lease, row.Appointment);
        Assert.Single(DueAt(Hour));
    }

    [Fact]
    public async Task Clearing_leaves_nothing_but_that_none_is_wanted()
    {
        var (lease, row) = await DueAsync();
        var (other, declined) = await DueAsync();
        await Database.CommitAsync(transaction => Queue(transaction, row));
        await Database.CommitAsync(transaction => Reminders.Decline(transaction, other, declined.Appointment));

        await Database.CommitAsync(transaction => Reminders.Clear(transaction, lease, row.Appointment));
        await Database.CommitAsync(transaction => Reminders.Clear(transaction, other, declined.Appointment));

        Assert.Empty(Database.Read(session => Reminders.Of(session, lease.Subject)));
        Assert.Null(Database.Read(session => Conversations.Look(session, lease.Id)!.Open));
        Assert.Equal(ReminderState.Declined, StateOf(other));
    }

    [Fact]
    public async Task What_was_put_back_waits_again_and_becomes_one_message_again()
    {
        var (lease, row) = await DueAsync();
        await Database.CommitAsync(transaction => Queue(transaction, row));

        await Database.CommitAsync(transaction => Reminders.PutBack(transaction, lease, row.Id));

        Assert.Null(Database.Read(session => Conversations.Look(session, lease.Id)!.Open));
        Assert.Equal(row.Id, Assert.Single(DueAt(Hour)).Id);
        Assert.True(await Database.CommitAsync(transaction => Queue(transaction, row)));
        Assert.Equal(1, Engine.Count("select count(*) from outbox"));
    }

    [Fact]
    public async Task Whoever_is_being_erased_is_not_written_to()
    {
        var (lease, row) = await DueAsync();
        await Database.CommitAsync(transaction => Erasures.Begin(
            transaction, Proof<EraseSubject>(Target.Of(lease.Subject)), lease.Subject));

        await Assert.ThrowsAsync<FencedException>(
            () => Database.CommitAsync(transaction => Queue(transaction, row)));
        await Assert.ThrowsAsync<FencedException>(
            () => Database.CommitAsync(transaction => Drop(transaction, row)));

        Assert.Equal(0, Engine.Count("select count(*) from outbox"));
    }

    [Fact]
    public async Task Settled_reminders_are_forgotten_after_their_time_and_waiting_ones_never()
    {
        var (lease, row) = await DueAsync((Today - 31) * 24L);
        await BookAndSetAsync((Today - 31) * 24L);
        await Database.CommitAsync(transaction => Drop(transaction, row));
        Assert.Equal(0, await ForgetAsync("reminder", daysKept: 31));

        Assert.Equal(1, await ForgetAsync("reminder", daysKept: 30));

        Assert.Empty(Database.Read(session => Reminders.Of(session, lease.Subject)));
        Assert.Single(DueAt(Hour));
    }

    private async Task<(ConversationLease Lease, ReminderRow Row)> DueAsync(long hour = Hour)
    {
        var lease = await BookAndSetAsync(hour);
        return (lease, Assert.Single(Database.Read(session => Reminders.Of(session, lease.Subject))));
    }

    private async Task<ConversationLease> BookAndSetAsync(long hour)
    {
        var (lease, appointment) = await BookAsync();
        await SetAsync(lease, appointment, hour);
        return lease;
    }

    private async Task<(ConversationLease Lease, AppointmentId Appointment)> BookAsync()
    {
        var (lease, id) = (await ClaimAsync(await WelcomeAsync()), AppointmentId.New());
        await Database.CommitAsync(transaction => Appointments.Book(
            transaction, lease, id, [TagOf(++_cells)], Seal<AppointmentContent>(id.Value, lease.Subject)));
        return (lease, id);
    }

    private async Task<MessageId> SetAsync(ConversationLease lease, AppointmentId appointment, long hour = Hour)
    {
        Assert.True(await TrySetAsync(lease, appointment, hour));
        return Database.Read(session => Reminders.Of(session, lease.Subject))
            .Single(row => row.Appointment == appointment).Id;
    }

    private Task<bool> TrySetAsync(ConversationLease lease, AppointmentId appointment, long hour)
    {
        var id = MessageId.New();
        var content = Seal<ReminderContent>(id.Value, lease.Subject, "friday at three"u8);
        return Database.CommitAsync(
            transaction => Reminders.Set(transaction, lease, appointment, id, hour, content));
    }

    private IReadOnlyList<ReminderRow> DueAt(long hour) =>
        Database.Read(session => Reminders.Due(session, hour, most: 100));

    private ReminderState StateOf(ConversationLease lease) =>
        Assert.Single(Database.Read(session => Reminders.Of(session, lease.Subject))).State;

    private bool Queue(Transaction transaction, ReminderRow row) => Reminders.Queue(
        transaction, Proof<SendReminder>(Target.Of(row.Appointment, row.Subject)), row,
        Seal<OutboundContent>(row.Id.Value, row.Subject));

    private static bool Drop(Transaction transaction, ReminderRow row) => Reminders.Drop(
        transaction, Proof<DropReminder>(Target.Of(row.Appointment, row.Subject)), row);
}
