using NodaTime;

namespace Hermetic.Assistant;

/// <summary>An appointment that could be made: an unambiguous instant with its service.</summary>
public sealed record Booking(string ServiceId, ZonedDateTime Zoned)
{
    /// <summary>Wall time of the business.</summary>
    public LocalDateTime Start => Zoned.LocalDateTime;
}

/// <summary>A time, as far as it is known.</summary>
/// <param name="Offset">Which of two occurrences, when the clocks go back over it.</param>
public sealed record TimeOption(LocalDate? Date, LocalTime? Time, Offset? Offset = null)
{
    public static TimeOption At(LocalDateTime time) => new(time.Date, time.TimeOfDay);
}
