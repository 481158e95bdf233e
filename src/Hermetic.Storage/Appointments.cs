using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Whether an appointment still stands.</summary>
public enum AppointmentState
{
    Booked = 0,
    Cancelled = 1,
}

public sealed record AppointmentRow(AppointmentId Id, AppointmentState State, long Version, Sealed<AppointmentContent> Sealed);

/// <summary>An appointment of somebody, with what opens it.</summary>
/// <param name="Row">Grows in the order of booking.</param>
public sealed record KeptAppointmentRow(long Row, SubjectId Subject, long Slot, AppointmentRow Appointment);

/// <summary>Another appointment occupies one of the cells; nothing was booked.</summary>
public sealed class SlotTakenException() : Exception("The slot is taken.");

/// <summary>
/// Appointments with sealed times. Two cannot overlap because each occupies one keyed hash per calendar and
/// 5-minute cell, and the hash is unique.
/// </summary>
public static class Appointments
{
    private const string InsertRow =
        """
        insert into appointment (id, subject, conversation, state, version, envelope)
        values ($1, $2, $3, 0, 1, $4)
        """;
    // Not under a version of the key that others have left: they would not see it.
    private const string Occupy =
        """
        insert into occupancy (cell, appointment) select $1, $2
        where not exists (select 1 from key_version where name = 1 and state = 1 and version <> $3)
        on conflict do nothing
        """;
    private const string Free = "delete from occupancy where appointment = $1";
    private const string SetCancelled =
        "update appointment set state = 1 where id = $1 and subject = $2 and state = 0";
    private const string SetMoved =
        """
        update appointment set version = version + 1, envelope = $4
        where id = $1 and subject = $2 and version = $3 and state = 0
        """;
    private const string SelectOne =
        "select id, state, version, envelope from appointment where id = $1 and subject = $2 and state = 0";
    private const string SelectCells =
        """
        select cell from occupancy
        where appointment in (select id from appointment where id = $1 and subject = $2)
        """;
    private const string SelectMine =
        "select id, state, version, envelope from appointment where subject = $1 and state = 0";
    private const string SelectPage =
        """
        select a.row, a.subject, s.slot, a.id, a.state, a.version, a.envelope
        from appointment a join subject s on s.id = a.subject
        where s.state = 1 and a.row > $1 and a.subject not in (select subject from legal_hold)
        order by a.row limit $2
        """;
    private const string DeleteOne =
        """
        delete from appointment where id = $1 and version = $2 and subject not in (select subject from legal_hold)
        """;
    private const string DeleteReminder = "delete from reminder where appointment = $1";
    private const string CountCell = "select count(*) from occupancy where cell = $1";

    /// <summary>Books all cells or none.</summary>
    /// <exception cref="SlotTakenException">A cell is occupied; the caller's savepoint rolls back.</exception>
    /// <exception cref="FencedException">The blind-index key was rotated since the cells were made: make them anew.</exception>
    public static void Book(
        Transaction transaction, ConversationLease lease, AppointmentId id, IReadOnlyList<RingTag> cells,
        Sealed<AppointmentContent> content)
    {
        Take(transaction, id, cells);
        transaction.Execute(InsertRow, id, lease.Subject, lease.Id, SqlValue.Of(content));
    }

    /// <summary>
    /// Gives the old cells up and takes the new ones. False when the appointment is not this person's, was cancelled,
    /// or was moved since it was read.
    /// </summary>
    /// <param name="version">The one it was read with; <paramref name="content"/> is sealed for the next.</param>
    /// <exception cref="SlotTakenException">
    /// A cell is occupied; the caller's savepoint rolls back, and the old time stays.
    /// </exception>
    public static bool Move(
        Transaction transaction, ConversationLease lease, AppointmentId id, long version, IReadOnlyList<RingTag> cells,
        Sealed<AppointmentContent> content)
    {
        if (transaction.Execute(SetMoved, id, lease.Subject, version, SqlValue.Of(content)) == 0)
            return false;
        transaction.Execute(Free, id);
        Take(transaction, id, cells);
        return true;
    }

    /// <summary>False when the appointment is not this person's or was cancelled before.</summary>
    public static bool Cancel(Transaction transaction, ConversationLease lease, AppointmentId id)
    {
        if (transaction.Execute(SetCancelled, id, lease.Subject) == 0)
            return false;
        transaction.Execute(Free, id);
        return true;
    }

    /// <summary>The person's standing appointments, in no order: their times are sealed.</summary>
    public static IReadOnlyList<AppointmentRow> Of(Session session, SubjectId subject) =>
        session.List(SelectMine, Read, subject);

    /// <summary>One standing appointment; null when it is not this person's, or cancelled.</summary>
    public static AppointmentRow? Find(Session session, SubjectId subject, AppointmentId id) =>
        session.List(SelectOne, Read, id, subject).SingleOrDefault();

    /// <summary>The cells that an appointment of this person occupies.</summary>
    public static IReadOnlyList<Tag> CellsOf(Session session, SubjectId subject, AppointmentId id) =>
        session.List(SelectCells, row => row.Tag(0), id, subject);

    /// <summary>Under whichever version of the key; the active one last, since that is where a cell goes meanwhile.</summary>
    public static bool IsOccupied(Session session, RingTag cell)
    {
        foreach (var other in cell.Others)
        {
            if (session.Count(CountCell, other) > 0)
                return true;
        }
        return session.Count(CountCell, cell.Active) > 0;
    }

    /// <summary>
    /// Everybody's who is not on hold, whatever has become of them, in the order of booking: their times are sealed.
    /// </summary>
    public static IReadOnlyList<KeptAppointmentRow> Page(Session session, long after, int most) =>
        session.List(SelectPage, ReadKept, after, most);

    internal static KeptAppointmentRow ReadKept(Row row) => new(row.Long(0), row.Subject(1), row.Long(2), Read(row.From(3)));

    /// <summary>
    /// Deletes an appointment that has been kept for its time, with its reminder and its cells; nothing when it was moved
    /// or its person was put on hold since it was read.
    /// </summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Forget(Transaction transaction, AppointmentId id, long version)
    {
        if (transaction.Execute(DeleteOne, id, version) == 0)
            return false;
        transaction.Execute(Free, id);
        transaction.Execute(DeleteReminder, id);
        return true;
    }

    private static void Take(Transaction transaction, AppointmentId id, IReadOnlyList<RingTag> cells)
    {
        foreach (var cell in cells)
        {
            if ((cell.Others.IsEmpty || !IsOccupied(transaction, cell))
                && transaction.Execute(Occupy, cell.Active, id, cell.Active.Version) == 1)
                continue;
            RingVersions.RequireActive(transaction, cell.Active);
            throw new SlotTakenException();
        }
    }

    private static AppointmentRow Read(Row row) => new(
        AppointmentId.From(row.Guid(0)), row.Enum<AppointmentState>(1), row.Long(2),
        row.Sealed<AppointmentContent>(3));
}
