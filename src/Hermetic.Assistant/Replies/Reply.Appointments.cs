using NodaTime;

namespace Hermetic.Assistant;

// The replies of booking, availability and cancelling. Up to three options are buttons, up to ten are a list.
public abstract partial record Reply
{
    /// <summary>Which service? More than a list holds are chosen by number or name.</summary>
    public sealed record AskService(Options<string> ServiceIds) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseService(ServiceIds);
    }

    /// <summary>There is no 31 June; which day is meant?</summary>
    public sealed record NoSuchDate(int Day, int Month) : Reply;

    public sealed record AskDate(string ServiceId) : Reply
    {
        public string? StaffId { get; init; }
    }

    /// <summary>None of what was offered suits: which other day or time?</summary>
    public sealed record AskOtherTime : Reply;

    /// <summary>Which time of that day? With up to ten that are free.</summary>
    public sealed record AskTime(string ServiceId, LocalDate Date, Options<TimeOption> Free) : Reply
    {
        public string? StaffId { get; init; }

        /// <summary>An appointment is to be moved there.</summary>
        public bool Moves { get; init; }

        public override PendingAction Pending => new PendingAction.ChooseTime(Free);
    }

    /// <summary>Which time of several days? With up to ten that are free, spread over them.</summary>
    public sealed record AskSlot(string ServiceId, Options<TimeOption> Free) : Reply
    {
        public string? StaffId { get; init; }

        /// <summary>An appointment is to be moved there.</summary>
        public bool Moves { get; init; }

        public override PendingAction Pending => new PendingAction.ChooseTime(Free);
    }

    /// <summary>Nothing can be had on any of these days; another one?</summary>
    /// <param name="StaffId">The only one who was asked for.</param>
    public sealed record NothingFree(SlotState Why, DateSpan Days, string? StaffId = null) : Reply;

    /// <summary>There is nothing later (1) or earlier (-1) within a week.</summary>
    public sealed record NothingBeyond(int Sign) : Reply;

    /// <summary>Which of the readings of an ambiguous time is meant?</summary>
    public sealed record WhichTime(Options<TimeOption> Readings) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseTime(Readings);
    }

    /// <summary>The time cannot be had; why not, and up to three that can.</summary>
    public sealed record NotFree(SlotState Why, LocalDateTime Wanted, Options<TimeOption> Alternatives)
        : Reply
    {
        /// <summary>Who was asked for.</summary>
        public string? StaffId { get; init; }

        /// <summary>Who else could do it at that time.</summary>
        public Options<string> Others { get; init; } = new([]);

        /// <summary>An appointment was to be moved there: it stays where it is.</summary>
        public bool OldOneStays { get; init; }

        public override PendingAction? Pending =>
            Alternatives.Count == 0 ? null : new PendingAction.ChooseTime(Alternatives);
    }

    /// <summary>Who was asked for cannot do it; these can.</summary>
    /// <param name="Why"><see cref="SlotState.Away"/> or <see cref="SlotState.Taken"/>.</param>
    /// <param name="Who">Ids of staff members, at least one.</param>
    public sealed record SomebodyElse(string StaffId, SlotState Why, LocalDate Date, Options<string> Who)
        : Reply
    {
        /// <summary>Null when the whole day is meant.</summary>
        public LocalTime? Time { get; init; }

        public override PendingAction Pending => new PendingAction.ChooseStaff(Who);
    }

    /// <summary>Who was asked for does not offer this service; these do.</summary>
    /// <param name="Who">Ids of staff members; perhaps none.</param>
    public sealed record DoesNotDo(string StaffId, string ServiceId, Options<string> Who) : Reply
    {
        public override PendingAction? Pending =>
            Who.Count == 0 ? null : new PendingAction.ChooseStaff(Who);
    }

    /// <summary>With whom? Asked when somebody wants to choose.</summary>
    public sealed record AskStaff(Options<string> Who) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseStaff(Who);
    }

    public sealed record ConfirmBooking(Booking Booking) : Reply
    {
        public override PendingAction Pending => new PendingAction.Book(Booking);
    }

    /// <summary>What shall be different: the service, the day or the time? Or nothing at all.</summary>
    public sealed record AskChange : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.Leave(Booked: false);
    }

    public sealed record Booked(Booking Booking) : Reply
    {
        /// <summary>When the person is reminded; null for not at all.</summary>
        public Reminder? Reminder { get; init; }
    }

    public sealed record Appointments(Options<Appointment> Coming) : Answer
    {
        internal override bool IsShort => Coming.Count <= 1;
    }

    public sealed record NoAppointments : Answer
    {
        /// <summary>
        /// One was to be moved or cancelled; it may have been made by telephone, which is not known here.
        /// </summary>
        public bool Sought { get; init; }
    }

    /// <summary>Which of several appointments is meant?</summary>
    /// <param name="For">What is to be done with it.</param>
    public sealed record WhichAppointment(Options<Appointment> Coming, Flow For) : Reply
    {
        public override PendingAction Pending =>
            new PendingAction.ChooseAppointment(new(Coming.Select(appointment => appointment.Id)));
    }

    public sealed record ConfirmCancel(Appointment Appointment) : Reply
    {
        public override PendingAction Pending => new PendingAction.Cancel(Appointment.Id);
    }

    public sealed record Cancelled : Reply;

    /// <summary>There is no such appointment any more: nothing was cancelled or moved.</summary>
    public sealed record AlreadyCancelled : Reply;

    /// <summary>To when shall it be moved?</summary>
    public sealed record AskNewTime(Appointment Appointment) : Reply;

    /// <summary>It is to be moved to where it is.</summary>
    public sealed record AlreadyThen(Appointment Appointment) : Reply;

    public sealed record ConfirmMove(Appointment From, Booking To) : Reply
    {
        public override PendingAction Pending => new PendingAction.Move(From.Id, To);
    }

    public sealed record Moved(Booking Booking) : Reply
    {
        /// <summary>When the person is reminded; null for not at all.</summary>
        public Reminder? Reminder { get; init; }
    }
}
