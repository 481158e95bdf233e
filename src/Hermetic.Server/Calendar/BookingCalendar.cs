using Hermetic.Assistant;
using NodaTime;
using NodaTime.TimeZones;

namespace Hermetic.Server.Calendar;

/// <summary>
/// The built-in calendar: working hours, service durations and a grid, all in the business's zone. Whether a time is
/// occupied is asked of keyed hashes, so the store never learns when anybody comes.
/// </summary>
internal sealed class BookingCalendar(Business business, Occupancy occupancy, TimeProvider clock)
{
    private const int MostAlternatives = 3;

    /// <summary>May this service begin at this wall time?</summary>
    internal SlotAnswer Check(string serviceId, LocalDateTime start)
    {
        var service = business.Find(serviceId) ?? throw new ArgumentException("No such service.", nameof(serviceId));
        var state = StateOf(service, start);
        return new SlotAnswer(state, state is SlotState.Free ? [] : Near(service, start));
    }

    /// <summary>The first free beginnings of a day, in order.</summary>
    internal IReadOnlyList<LocalDateTime> Free(string serviceId, LocalDate day, int max)
    {
        var service = business.Find(serviceId) ?? throw new ArgumentException("No such service.", nameof(serviceId));
        return [.. Grid(day).Where(start => StateOf(service, start) == SlotState.Free).Take(max)];
    }

    /// <summary>The instant of a wall time that exists once.</summary>
    internal ZonedDateTime At(LocalDateTime start) => business.Zone.AtStrictly(start);

    private SlotState StateOf(Service service, LocalDateTime start)
    {
        var mapped = business.Zone.MapLocal(start);
        if (mapped.Count == 0)
            return SlotState.SkippedTime;
        var hours = HoursState(service, start);
        if (hours != SlotState.Free)
            return hours;
        if (mapped.Count > 1)
            return SlotState.AmbiguousTime;
        return StateOf(service, mapped.Single());
    }

    /// <summary>As <see cref="Check"/>, for a time whose instant is known.</summary>
    internal SlotState StateOf(Service service, ZonedDateTime start)
    {
        var now = clock.GetCurrentInstant();
        var begin = start.ToInstant();
        var rules = business.Booking;
        return begin <= now ? SlotState.Past
            : begin < now + Duration.FromMinutes(rules.NoticeMinutes) ? SlotState.TooSoon
            : begin > now + Duration.FromDays(rules.HorizonDays) ? SlotState.TooFar
            : occupancy.IsOccupied(begin, service.Minutes) ? SlotState.Taken
            : SlotState.Free;
    }

    private SlotState HoursState(Service service, LocalDateTime start)
    {
        var end = start.PlusMinutes(service.Minutes);
        var open = business.Hours.On(start.Date).Spans
            .Any(span => span.From <= start.TimeOfDay && end.Date == start.Date && end.TimeOfDay <= span.Until);
        if (!open)
            return SlotState.Closed;
        return start.Minute % business.Booking.StepMinutes == 0 && start.Second == 0 ? SlotState.Free : SlotState.Taken;
    }

    /// <summary>Free beginnings nearest to the hour asked for: the same day first, then up to a week on.</summary>
    private List<LocalDateTime> Near(Service service, LocalDateTime start)
    {
        for (var days = 0; days <= 7; days++)
        {
            var day = start.Date.PlusDays(days);
            var free = Grid(day)
                .Where(option => StateOf(service, option) == SlotState.Free)
                .OrderBy(option => Math.Abs((option.TimeOfDay - start.TimeOfDay).ToDuration().TotalMinutes))
                .Take(MostAlternatives)
                .Order()
                .ToList();
            if (free.Count > 0)
                return free;
        }
        return [];
    }

    private IEnumerable<LocalDateTime> Grid(LocalDate day)
    {
        foreach (var span in business.Hours.On(day).Spans)
        {
            for (var start = day + span.From; start < day + span.Until; start = start.PlusMinutes(business.Booking.StepMinutes))
                yield return start;
        }
    }
}

internal static class Clocks
{
    internal static Instant GetCurrentInstant(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
