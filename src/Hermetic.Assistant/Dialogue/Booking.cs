using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>An appointment that could be made: an unambiguous instant with its service.</summary>
public sealed record Booking(string ServiceId, ZonedDateTime Zoned)
{
    /// <summary>With whom; null where the business has one calendar.</summary>
    public string? StaffId { get; init; }

    /// <summary>Wall time of the business.</summary>
    public LocalDateTime Start => Zoned.LocalDateTime;
}

/// <summary>What is to be fitted into the calendar.</summary>
/// <param name="StaffId">With whom; null for whoever is free.</param>
/// <param name="Moved">
/// The person's own appointment that it takes the place of: its time counts as free.
/// </param>
public sealed record Visit(string ServiceId, string? StaffId = null, AppointmentId? Moved = null);

/// <summary>A time, as far as it is known.</summary>
/// <param name="Offset">Which of two occurrences, when the clocks go back over it.</param>
public sealed record TimeOption(LocalDate? Date, LocalTime? Time, Offset? Offset = null)
{
    public static TimeOption At(LocalDateTime time) => new(time.Date, time.TimeOfDay);
}
