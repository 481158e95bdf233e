using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>
/// Something that the host is asked to do. Data only: it happens when <see cref="PlanPolicy"/> has released
/// the plan.
/// </summary>
/// <param name="Label">The join of the labels of everything that the arguments were made from.</param>
public abstract partial record PlannedCall
{
    private PlannedCall(Label label) => Label = label;

    public Label Label { get; }

    /// <summary>What is said about it depends on what comes of it: <see cref="Turn.After"/> knows.</summary>
    public bool HasOutcome => this is Book or Move or Cancel or Remind or NoReminder or EraseSubject
        or ExportSubject;

    /// <summary>Send this reply as one message.</summary>
    public sealed record Say(Reply Reply, Label Label) : PlannedCall(Label);

    /// <summary>Make an appointment; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record Book(Booking Booking, Label Label) : PlannedCall(Label)
    {
        /// <summary>The reminder that comes by itself; null for none.</summary>
        public Reminder? Reminder { get; init; }
    }

    /// <summary>
    /// Take the place of an appointment, in one piece: when the new time cannot be had, the old one stays. The
    /// outcome is told by <see cref="Turn.After"/>.
    /// </summary>
    public sealed record Move(Appointment Appointment, Booking Booking, Label Label) : PlannedCall(Label)
    {
        /// <summary>The reminder that moves along; null for none.</summary>
        public Reminder? Reminder { get; init; }
    }

    /// <summary>Cancel an appointment; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record Cancel(AppointmentId Appointment, Label Label) : PlannedCall(Label);

    /// <summary>Remind of an appointment, instead of earlier; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record Remind(Appointment Appointment, Reminder Reminder, Label Label) : PlannedCall(Label);

    /// <summary>Do not remind of an appointment; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record NoReminder(Appointment Appointment, Label Label) : PlannedCall(Label);

    /// <summary>Erase the person; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record EraseSubject(Label Label) : PlannedCall(Label);

    /// <summary>Call a person of the business; the assistant is silent from then on.</summary>
    public sealed record HandOver(HandOverReason Reason, Label Label) : PlannedCall(Label);

    /// <summary>The person needs nobody of the business any more: the assistant goes on.</summary>
    public sealed record GiveBack(Label Label) : PlannedCall(Label);

    /// <summary>STOP.</summary>
    public sealed record OptOut(Label Label) : PlannedCall(Label);

    /// <summary>START.</summary>
    public sealed record OptIn(Label Label) : PlannedCall(Label);
}

/// <summary>What a turn wants to do, in order, and where the dialogue stands after it.</summary>
public sealed record TurnPlan(IReadOnlyList<PlannedCall> Calls, DialogueState Next);

/// <summary>What came of a call that has an outcome.</summary>
public abstract partial record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>It is committed.</summary>
    public sealed record Done : CallOutcome;

    /// <summary>Only for booking and moving: the time cannot be had any more.</summary>
    public sealed record NotFree(SlotAnswer Answer) : CallOutcome;

    /// <summary>Only for moving, cancelling and reminders: there is no such appointment of this person.</summary>
    public sealed record NotFound : CallOutcome;
}
