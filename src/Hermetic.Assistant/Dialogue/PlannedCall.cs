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

    /// <summary>Send this reply as one message.</summary>
    public sealed record Say(Reply Reply, Label Label) : PlannedCall(Label);

    /// <summary>Make an appointment; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record Book(Booking Booking, Label Label) : PlannedCall(Label);

    /// <summary>Cancel an appointment; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record Cancel(AppointmentId Appointment, Label Label) : PlannedCall(Label);

    /// <summary>Erase the person; the outcome is told by <see cref="Turn.After"/>.</summary>
    public sealed record EraseSubject(Label Label) : PlannedCall(Label);

    /// <summary>Call a person of the business; the assistant is silent from then on.</summary>
    public sealed record HandOver(HandOverReason Reason, Label Label) : PlannedCall(Label);

    /// <summary>STOP.</summary>
    public sealed record OptOut(Label Label) : PlannedCall(Label);

    /// <summary>START.</summary>
    public sealed record OptIn(Label Label) : PlannedCall(Label);
}

/// <summary>Why a person of the business is called.</summary>
public enum HandOverReason
{
    /// <summary>The person asked for one.</summary>
    Asked,

    /// <summary>A right of GDPR Art. 15, 16 or 20 that the chat does not carry out by itself.</summary>
    PrivacyRequest,

    /// <summary>There is more about the person than the chat can hand out as one download.</summary>
    LargeExport,
}

/// <summary>What a turn wants to do, in order, and where the dialogue stands after it.</summary>
public sealed record TurnPlan(IReadOnlyList<PlannedCall> Calls, DialogueState Next);

/// <summary>What came of <see cref="PlannedCall.Book"/>, <c>Cancel</c>, <c>EraseSubject</c> or
/// <c>ExportSubject</c>.</summary>
public abstract partial record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>It is committed.</summary>
    public sealed record Done : CallOutcome;

    /// <summary>Only for bookings: the time cannot be had any more.</summary>
    public sealed record NotFree(SlotAnswer Answer) : CallOutcome;

    /// <summary>Only for cancellations: there is no such appointment of this person.</summary>
    public sealed record NotFound : CallOutcome;
}
