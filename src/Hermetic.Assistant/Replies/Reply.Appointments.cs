using NodaTime;

namespace Hermetic.Assistant;

// The replies of booking, availability and cancelling.
public abstract partial record Reply
{
    /// <summary>Which service? By button up to three, else by number or name.</summary>
    public sealed record AskService(Options<string> ServiceIds) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseService(ServiceIds);

        public override IReadOnlyList<Choice> Choices => ServiceIds.Buttons();
    }

    public sealed record AskDate(string ServiceId) : Reply;

    /// <summary>Which time? With up to three that are free.</summary>
    public sealed record AskTime(string ServiceId, LocalDate Date, Options<TimeOption> Free) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseTime(Free);

        public override IReadOnlyList<Choice> Choices => Free.Buttons();
    }

    /// <summary>Nothing is free on that day (or it is closed); another day?</summary>
    public sealed record NothingFree(string ServiceId, LocalDate Date) : Reply;

    /// <summary>Which of the readings of an ambiguous time is meant?</summary>
    public sealed record WhichTime(Options<TimeOption> Readings) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseTime(Readings);

        public override IReadOnlyList<Choice> Choices => Readings.Buttons();
    }

    /// <summary>The time cannot be had; why not, and up to three that can.</summary>
    public sealed record NotFree(SlotState Why, LocalDateTime Wanted, Options<TimeOption> Alternatives)
        : Reply
    {
        public override PendingAction? Pending =>
            Alternatives.Count == 0 ? null : new PendingAction.ChooseTime(Alternatives);

        public override IReadOnlyList<Choice> Choices => Alternatives.Buttons();
    }

    public sealed record ConfirmBooking(Booking Booking) : Reply
    {
        public override PendingAction Pending => new PendingAction.Book(Booking);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Change, Choice.Cancel];
    }

    /// <summary>What shall be different: the service, the day or the time?</summary>
    public sealed record AskChange : Reply;

    public sealed record Booked(Booking Booking) : Reply
    {
        /// <summary>When the person is reminded; null for not at all.</summary>
        public Reminder? Reminder { get; init; }
    }

    public sealed record Appointments(Options<Appointment> Coming) : Reply;

    public sealed record NoAppointments : Reply;

    /// <summary>Which appointment shall be cancelled? By button up to three, else by number.</summary>
    public sealed record WhichAppointment(Options<Appointment> Coming) : Reply
    {
        public override PendingAction Pending =>
            new PendingAction.ChooseAppointment(new(Coming.Select(appointment => appointment.Id)));

        public override IReadOnlyList<Choice> Choices => Coming.Buttons();
    }

    public sealed record ConfirmCancel(Appointment Appointment) : Reply
    {
        public override PendingAction Pending => new PendingAction.Cancel(Appointment.Id);

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Cancel];
    }

    public sealed record Cancelled : Reply;

    public sealed record AlreadyCancelled : Reply;

    /// <summary>Moving is booking the new time first and cancelling the old one then.</summary>
    public sealed record MoveInTwoSteps(Reply First) : Wrapped(First);
}
