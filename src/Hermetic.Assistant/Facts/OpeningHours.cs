using NodaTime;

namespace Hermetic.Assistant;

/// <summary>When the business is open: a week, and the days that differ from it.</summary>
/// <param name="Week">Spans in order, not overlapping; a weekday that is missing is closed.</param>
/// <param name="SpecialDays">Holidays and other exceptions in order; each replaces its weekday.</param>
public sealed record OpeningHours(
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> Week,
    IReadOnlyList<SpecialDay> SpecialDays)
{
    // Decades of holidays may be laid out, and a search for a free time asks for many days.
    private Dictionary<LocalDate, SpecialDay> _byDate = ByDate(SpecialDays);

    public IReadOnlyList<SpecialDay> SpecialDays
    {
        get;
        init => (field, _byDate) = (value, ByDate(value));
    } = SpecialDays;

    public DayHours On(LocalDate date) => _byDate.TryGetValue(date, out var special)
        ? new(date, special.Spans, special.Name)
        : new(date, Usual(date.DayOfWeek), Occasion: null);

    /// <summary>The hours of a weekday without special days; empty when closed.</summary>
    public IReadOnlyList<OpenSpan> Usual(IsoDayOfWeek weekday) => Week.GetValueOrDefault(weekday, []);

    private static Dictionary<LocalDate, SpecialDay> ByDate(IReadOnlyList<SpecialDay> days) =>
        days.DistinctBy(day => day.Date).ToDictionary(day => day.Date);
}

/// <summary>Open from a time, until (exclusive) another one on the same day.</summary>
public sealed record OpenSpan(LocalTime From, LocalTime Until)
{
    public bool Contains(LocalTime time) => From <= time && time < Until;
}

/// <summary>A date with its own hours.</summary>
/// <param name="Name">Such as "Christmas Day".</param>
/// <param name="Spans">Empty when closed.</param>
public sealed record SpecialDay(LocalDate Date, string Name, IReadOnlyList<OpenSpan> Spans);

/// <summary>The hours of one date.</summary>
/// <param name="Occasion">The name of the special day, if it is one.</param>
public sealed record DayHours(LocalDate Date, IReadOnlyList<OpenSpan> Spans, string? Occasion)
{
    public bool Closed => Spans.Count == 0;

    public bool OpenAt(LocalTime time) => Spans.Any(span => span.Contains(time));
}
