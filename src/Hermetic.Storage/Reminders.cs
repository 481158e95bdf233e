using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>What has become of a reminder.</summary>
public enum ReminderState
{
    Waiting = 0,

    /// <summary>Its message is in the outbox: from here on the outbox knows.</summary>
    Queued = 1,

    /// <summary>It came too late, or the person wants no messages: nothing is sent.</summary>
    Dropped = 2,

    /// <summary>The person does not want to be reminded of this appointment.</summary>
    Declined = 3,
}

/// <param name="Id">Of the message that it becomes.</param>
public sealed record ReminderRow(
    MessageId Id, AppointmentId Appointment, SubjectId Subject, ConversationId Conversation, ReminderState State,
    Sealed<ReminderContent> Sealed);

/// <summary>
/// At most one reminder for each appointment. Setting it anew makes a new row, so that whoever holds an older one finds
/// nothing to settle; and its message has the reminder's id, so that there cannot be two.
/// </summary>
public static class Reminders
{
    private const string Columns = "id, appointment, subject, conversation, state, envelope";
    private const string Insert =
        """
        insert into reminder (id, appointment, subject, conversation, state, due_hour, envelope)
        select $1, a.id, a.subject, a.conversation, 0, $4, $5 from appointment a
        where a.id = $2 and a.subject = $3 and a.state = 0
        """;
    private const string Delete = "delete from reminder where appointment = $1 and subject = $2";
    private const string DeleteWished =
        "delete from reminder where appointment = $1 and subject = $2 and state <> 3";
    private const string Withdraw =
        """
        delete from outbox where state = 0 and id in
        (select id from reminder where appointment = $1 and subject = $2 and state = 1)
        """;
    private const string SetDeclined =
        "update reminder set state = 3 where appointment = $1 and subject = $2 and state = 0";
    private const string SelectMine = $"select {Columns} from reminder where subject = $1";
    // Rows of this hour whose minute has not come stay due: at random, so that they hide no others.
    private const string SelectDue =
        $"select {Columns} from reminder where state = 0 and due_hour <= $1 order by random() limit $2";
    private const string Settle = "update reminder set state = $2 where id = $1 and state = 0";
    private const string DeleteQueued = "delete from outbox where id = $1 and state = 0";
    private const string SetWaiting = "update reminder set state = 0 where id = $1 and state = 1";

    /// <summary>Sets the reminder of an appointment, in the place of an earlier one.</summary>
    /// <param name="id">New; the message that it becomes will have it.</param>
    /// <param name="dueHour">Hours since 1970-01-01 UTC, rounded down.</param>
    /// <returns>False when the appointment is not this person's or does not stand.</returns>
    public static bool Set(
        Transaction transaction, ConversationLease lease, AppointmentId appointment, MessageId id, long dueHour,
        Sealed<ReminderContent> content)
    {
        Remove(transaction, lease, appointment);
        return transaction.Execute(Insert, id, appointment, lease.Subject, dueHour, SqlValue.Of(content)) == 1;
    }

    /// <summary>The appointment was cancelled: a message that has not left is taken back as well.</summary>
    public static void Remove(Transaction transaction, ConversationLease lease, AppointmentId appointment)
    {
        transaction.Execute(Withdraw, appointment, lease.Subject);
        transaction.Execute(Delete, appointment, lease.Subject);
    }

    /// <summary>
    /// The appointment was moved and has no reminder now: as <see cref="Remove"/>, but that the person wants none is kept.
    /// </summary>
    public static void Clear(Transaction transaction, ConversationLease lease, AppointmentId appointment)
    {
        transaction.Execute(Withdraw, appointment, lease.Subject);
        transaction.Execute(DeleteWished, appointment, lease.Subject);
    }

    /// <summary>The person wants none; it is kept, so that moving the appointment does not bring another.</summary>
    /// <returns>False when none waits.</returns>
    public static bool Decline(Transaction transaction, ConversationLease lease, AppointmentId appointment) =>
        transaction.Execute(SetDeclined, appointment, lease.Subject) == 1;

    /// <summary>Every reminder of a person, in no order: their times are sealed.</summary>
    public static IReadOnlyList<ReminderRow> Of(Session session, SubjectId subject) =>
        session.List(SelectMine, Read, subject);

    /// <summary>Waiting reminders of an hour and before; which minute, only their person's key tells.</summary>
    public static IReadOnlyList<ReminderRow> Due(Session session, long hour, int most) =>
        session.List(SelectDue, Read, hour, most);

    /// <summary>The reminder becomes a message: both or neither, and once, however many try.</summary>
    /// <returns>False when it does not wait any more; nothing is written then.</returns>
    /// <exception cref="FencedException">The person was or is being erased.</exception>
    public static bool Queue(
        Transaction transaction, Authorized<SendReminder> proof, ReminderRow reminder, Sealed<OutboundContent> content)
    {
        Subjects.RequireLive(transaction, reminder.Subject);
        if (transaction.Execute(Settle, reminder.Id, ReminderState.Queued) == 0)
            return false;
        LedgerEntries.Record(transaction, proof);
        Outbox.Queue(transaction, reminder.Conversation, reminder.Id, OutboundKind.Reminder, content);
        return true;
    }

    /// <summary>The reminder is settled without a message.</summary>
    /// <inheritdoc cref="Queue"/>
    public static bool Drop(Transaction transaction, Authorized<DropReminder> proof, ReminderRow reminder)
    {
        Subjects.RequireLive(transaction, reminder.Subject);
        if (transaction.Execute(Settle, reminder.Id, ReminderState.Dropped) == 0)
            return false;
        LedgerEntries.Record(transaction, proof);
        return true;
    }

    /// <summary>Its message waited until its words no longer held: the reminder waits again, to be made anew or dropped.</summary>
    public static void PutBack(Transaction transaction, ConversationLease lease, MessageId id)
    {
        Conversations.Require(transaction, lease);
        if (transaction.Execute(DeleteQueued, id) == 1)
            transaction.Execute(SetWaiting, id);
    }

    private static ReminderRow Read(Row row) => new(
        row.Message(0), row.Appointment(1), row.Subject(2), row.Conversation(3), row.Enum<ReminderState>(4),
        row.Sealed<ReminderContent>(5));
}
