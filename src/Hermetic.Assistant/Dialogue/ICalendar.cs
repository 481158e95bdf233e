using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// The calendar as one person's turn sees it: it only reads. Made for one person by the host.
/// </summary>
public interface ICalendar
{
    /// <summary>May this visit begin at this wall time of the business's zone?</summary>
    /// <param name="offset">Which of two occurrences, when the clocks go back over it.</param>
    ValueTask<SlotAnswer> CheckAsync(
        Visit visit, LocalDateTime start, Offset? offset, CancellationToken cancel);

    /// <summary>
    /// The first free beginnings of a day, in order; empty when it is closed, full or past.
    /// </summary>
    /// <param name="max">At least 1.</param>
    ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        Visit visit, LocalDate day, int max, CancellationToken cancel);

    /// <summary>The person's coming appointments in order, labelled as theirs.</summary>
    ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel);
}

/// <summary>An appointment of the person.</summary>
/// <param name="ServiceId">The business may have given the service up since.</param>
public sealed record Appointment(AppointmentId Id, string ServiceId, ZonedDateTime Start)
{
    /// <summary>With whom, who may have left since; null where the business had one calendar.</summary>
    public string? StaffId { get; init; }

    /// <summary>The one that is still to come; null when there is none.</summary>
    public Reminder? Reminder { get; init; }

    /// <summary>The person said so; moving the appointment changes nothing about it.</summary>
    public bool WantsNoReminder { get; init; }

    internal bool IsOnTheDayOf(TimeReading time) =>
        time.Candidates.Any(span => span.HasDate && span.Start.Date == Start.Date);

    /// <summary>A time of a message is its beginning, or the day of it.</summary>
    internal bool IsOn(TimeReading time) =>
        time.Candidates.Any(span => span is { HasDate: true } && (span.HasTime
            ? span.Start == Start.LocalDateTime
            : span.Start.Date == Start.Date && span.End <= span.Start.PlusDays(1)));
}

/// <summary>Whether a visit may begin at a time.</summary>
/// <param name="Alternatives">
/// Up to 3 free beginnings near the time asked for; empty when free or when there are none.
/// </param>
public sealed record SlotAnswer(SlotState State, IReadOnlyList<LocalDateTime> Alternatives)
{
    /// <summary>Who would do it; null when it is not free, or where the business has one calendar.</summary>
    public string? StaffId { get; init; }

    /// <summary>Who else could do it at that time, when the one asked for cannot.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}

/// <summary>Why an appointment may or may not begin at a time. The zero value is "no".</summary>
public enum SlotState
{
    /// <summary>Somebody else has it, or it is not on the grid.</summary>
    Taken,

    Free,

    /// <summary>The business is closed, or closes before the service would end.</summary>
    Closed,

    /// <summary>Nearer than the notice that the business needs.</summary>
    TooSoon,

    Past,

    /// <summary>Farther ahead than the business books.</summary>
    TooFar,

    /// <summary>The clocks go forward over this wall time: it does not exist.</summary>
    SkippedTime,

    /// <summary>The clocks go back over this wall time: it happens twice.</summary>
    AmbiguousTime,

    /// <summary>The business is open, but nobody who would do it works then.</summary>
    Away,
}
