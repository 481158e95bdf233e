using NodaTime;

namespace Hermetic.Assistant;

// What is said before a question goes on, so that nothing is passed over in silence.
public abstract partial record Reply
{
    /// <summary>Something to know first, and then what there is to say or ask.</summary>
    /// <param name="First">Without buttons.</param>
    public sealed record SaidFirst(Reply First, Reply Then) : Wrapped(Then)
    {
        public override IReadOnlyList<Choice> Choices => Then.Choices;
    }

    /// <summary>Nobody of the business has the name that was asked for; these are there.</summary>
    /// <param name="Who">Ids of staff members; none where appointments are with nobody in particular.</param>
    public sealed record NobodyOfThatName(Options<string> Who) : Answer
    {
        /// <summary>Whose hours are told where nobody is named; at most 7.</summary>
        public Options<LocalDate> Dates { get; init; } = new([]);
    }

    /// <summary>Several people want to come: each is booked for themselves, this one first.</summary>
    public sealed record OnePersonAtATime : Reply;

    /// <summary>Several services are wished for: this one first, then it is asked about the next.</summary>
    public sealed record OneServiceAtATime(string ServiceId) : Reply;

    /// <summary>The first of several services is booked: shall the next one be straight after it?</summary>
    public sealed record AskNextService(string ServiceId, TimeOption At) : Reply
    {
        public override PendingAction Pending => new PendingAction.ChooseTime(new([At]));
    }

    /// <summary>A treatment is named that the business does not have.</summary>
    public sealed record NotOffered : Reply;

    /// <summary>An appointment is wished for an animal.</summary>
    public sealed record OnlyPeople : Answer;

    /// <summary>There is none on that day; what there is follows.</summary>
    /// <param name="Date">Null when none was named that could be said.</param>
    public sealed record NoAppointmentThen(LocalDate? Date) : Reply;

    /// <summary>"Every wednesday": each appointment is booked by itself, this one first.</summary>
    public sealed record NoRepeating : Reply;

    /// <summary>The first of several people is booked; when shall the next one come?</summary>
    /// <param name="Date">On which the first one comes.</param>
    public sealed record AskNextPerson(string ServiceId, LocalDate Date) : Reply
    {
        public override PendingAction Pending { get; } = new PendingAction.Leave(Booked: true);
    }

    /// <summary>Something else was begun while this waited for its button: it is not booked.</summary>
    public sealed record NotBooked(Booking Booking) : Reply;

    /// <summary>On none of the days that were named is this time free.</summary>
    public sealed record NothingAt(LocalTime Time) : Reply;

    /// <summary>In the part of the day that was named nothing is free.</summary>
    public sealed record NothingThen : Reply;

    /// <summary>Of several times that were named these cannot be had.</summary>
    public sealed record NotThen(Options<LocalDateTime> When) : Reply;

    /// <summary>"Are you sure?", of what still waits for its button.</summary>
    public sealed record NotYet : Reply;

    /// <summary>"Are you sure?"</summary>
    public sealed record ItIsBooked(Appointment Appointment) : Answer;

    /// <summary>A person of the business is told that somebody comes late to this appointment.</summary>
    public sealed record LatePassedOn(Appointment Appointment) : Reply;

    /// <summary>Who works on these dates, or when this member does.</summary>
    /// <param name="Dates">At most 7; none for who there is at all.</param>
    public sealed record WhoWorks(Options<LocalDate> Dates, string? StaffId) : Answer;
}
