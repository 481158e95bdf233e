using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Somebody of the business whom a person can book.</summary>
/// <param name="Id">
/// Stable, lower-case ASCII, at most 40 characters; it is stored and signed, the name is not.
/// </param>
/// <param name="Name">As the assistant writes it, such as "Mira".</param>
/// <param name="ServiceIds">What they do; empty for everything.</param>
public sealed record StaffMember(string Id, string Name, IReadOnlyList<string> ServiceIds)
{
    /// <summary>Other words that people use for them; the name itself always counts.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>When they work, within the business's hours; null when always while it is open.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>Whole days on which they are away, both ends included.</summary>
    public IReadOnlyList<DateSpan> Away { get; init; } = [];

    public bool Does(string serviceId) =>
        ServiceIds.Count == 0 || ServiceIds.Contains(serviceId, StringComparer.Ordinal);
}

/// <summary>Days in a row.</summary>
/// <param name="Last">Included.</param>
public sealed record DateSpan(LocalDate First, LocalDate Last)
{
    public bool Contains(LocalDate date) => First <= date && date <= Last;

    public IEnumerable<LocalDate> Each()
    {
        for (var day = First; day <= Last; day = day.PlusDays(1))
            yield return day;
    }
}
