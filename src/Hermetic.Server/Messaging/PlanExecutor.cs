using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 8. Turns a released plan into the writes of one commit. A plan that comes here without having passed
/// <see cref="PlanPolicy"/> does not compile.
/// </summary>
internal sealed partial class PlanExecutor(OpenTurn turn, Occupancy occupancy, Replies replies)
{
    private readonly List<Action<Transaction>> _effects = [];
    private readonly List<Draft> _drafts = [];

    /// <summary>Who answers after the turn.</summary>
    internal ConversationState State { get; private set; } = turn.Row.State;

    internal DialogueState Next { get; private set; } = DialogueState.Fresh;

    /// <summary>The person confirmed that everything about them is to be erased.</summary>
    internal bool Erases { get; private set; }

    internal IReadOnlyList<Draft> Drafts => _drafts;

    /// <param name="mayAnswer">False when the plan takes effect without a message to the person.</param>
    internal PlanExecutor Add(ReleasedPlan plan, bool mayAnswer)
    {
        Next = Replies.Tie(plan.Next);
        foreach (var call in plan.Calls)
            Add(call, mayAnswer);
        return this;
    }

    /// <exception cref="SlotTakenException">Somebody else booked one of the cells.</exception>
    /// <exception cref="AppointmentGoneException">There is nothing to cancel or to move any more.</exception>
    internal void Apply(Transaction transaction)
    {
        foreach (var effect in _effects)
            effect(transaction);
    }

    private void Add(PlannedCall call, bool mayAnswer)
    {
        switch (call)
        {
            case PlannedCall.Say say when mayAnswer:
                _drafts.Add(replies.Draft(say.Reply, Next, turn));
                break;
            case PlannedCall.Book book:
                Remind(Book(book.Booking), book.Reminder);
                break;
            case PlannedCall.Move move:
                Move(move.Appointment.Id, move.Booking);
                Remind(move.Appointment.Id, move.Reminder);
                break;
            case PlannedCall.Cancel cancel:
                Cancel(cancel.Appointment);
                break;
            case PlannedCall.Remind remind:
                Remind(remind);
                break;
            case PlannedCall.NoReminder no:
                LeaveOut(no.Appointment.Id);
                break;
            case PlannedCall.HandOver:
                State = ConversationState.HumanInCharge;
                break;
            case PlannedCall.GiveBack:
                State = ConversationState.Automated;
                break;
            case PlannedCall.OptOut:
                Prefer((transaction, tag) => Suppressions.Add(transaction, tag));
                break;
            case PlannedCall.OptIn:
                Prefer((transaction, tag) => Suppressions.Remove(transaction, tag));
                break;
            case PlannedCall.EraseSubject:
                Erases = true;
                break;
            case PlannedCall.TakeBackErasure:
                TakeBackErasure();
                break;
            case PlannedCall.ExportSubject:
                Exports = true;
                break;
            case PlannedCall.CorrectName correct:
                CorrectName(correct.Name);
                break;
        }
    }

    private AppointmentId Book(Booking booking)
    {
        var id = AppointmentId.New();
        var cells = Cells(booking);
        var content = AppointmentEnvelope.Seal(turn.Key, id, turn.Person, booking);
        _effects.Add(transaction =>
        {
            LedgerEntries.Record(transaction, Demand<BookAppointment>(Target.Of(id, turn.Person)));
            Appointments.Book(transaction, turn.Lease, id, cells, content);
        });
        return id;
    }

    /// <summary>The old time is free in the same commit in which the new one is taken; else neither happens.</summary>
    private void Move(AppointmentId id, Booking booking)
    {
        var row = occupancy.Find(turn.Person, id) ?? throw new AppointmentGoneException();
        var cells = Cells(booking);
        var content = AppointmentEnvelope.Seal(turn.Key, id, turn.Person, booking, row.Version + 1);
        _effects.Add(transaction =>
        {
            LedgerEntries.Record(transaction, Demand<MoveAppointment>(Target.Of(id, turn.Person)));
            if (!Appointments.Move(transaction, turn.Lease, id, row.Version, cells, content))
                throw new AppointmentGoneException();
        });
    }

    private IReadOnlyList<RingTag> Cells(Booking booking) => occupancy.Cells(
        booking.Zoned.ToInstant(), BookingCalendar.OccupiedMinutes(turn.Business.Find(booking.ServiceId)!),
        booking.StaffId);

    private void Cancel(AppointmentId id) => _effects.Add(transaction =>
    {
        LedgerEntries.Record(transaction, Demand<CancelAppointment>(Target.Of(id, turn.Person)));
        if (!Appointments.Cancel(transaction, turn.Lease, id))
            throw new AppointmentGoneException();
        Reminders.Remove(transaction, turn.Lease, id);
    });

    private void Prefer(Action<Transaction, Tag> change)
    {
        var tags = turn.SuppressionTags;
        _effects.Add(transaction =>
        {
            LedgerEntries.Record(transaction, Demand<ChangePreference>(Target.Of(turn.Person)));
            foreach (var tag in tags)
                change(transaction, tag);
        });
    }

    private Authorized<TAction> Demand<TAction>(Target target) where TAction : IAction =>
        Authorizer.Demand<TAction>(Caller.Person(turn.Person), target);
}

/// <summary>The appointment is not there any more; nothing was cancelled or moved.</summary>
internal sealed class AppointmentGoneException() : Exception("The appointment is gone.");
