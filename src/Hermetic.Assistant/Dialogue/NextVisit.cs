using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What the person wants as well: one appointment is booked at a time, this one after the first.</summary>
/// <param name="From">Straight after the first one; null until that one is certain.</param>
internal sealed record NextVisit(string ServiceId, LocalDateTime? From = null);
