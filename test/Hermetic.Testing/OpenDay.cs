using System.Globalization;

namespace Hermetic.Testing;

/// <summary>
/// A day on which the sample salon is open, by its date: "next Wednesday" means another day on some weekdays, and is
/// asked back about.
/// </summary>
public static class OpenDay
{
    /// <summary>The first Wednesday that is at least two days away, as <c>2 December</c>.</summary>
    public static string Wednesday { get; } = Format(DateTime.UtcNow.Date.AddDays(2));

    private static string Format(DateTime day)
    {
        while (day.DayOfWeek != DayOfWeek.Wednesday)
            day = day.AddDays(1);
        return day.ToString("d MMMM", CultureInfo.InvariantCulture);
    }
}
