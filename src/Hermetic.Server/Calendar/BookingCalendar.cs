using Hermetic.Assistant;
using Hermetic.Cryptography;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>
/// The built-in calendar: working hours, service durations and a grid, all in the business's zone, and a calendar of its
/// own for each staff member. Whether a time is occupied is asked of keyed hashes, so the store never learns when
/// anybody comes.
/// </summary>
/// <param name="occupancy">Null for the calendar before anybody has booked.</param>
internal sealed class BookingCalendar(Business business, Occupancy? occupancy, TimeProvider clock)
{
    private const int MostAlternatives = 3;

    /// <summary>May this visit begin at this wall time?</summary>
    /// <param name="offset">Which of two occurrences, when the clocks go back over it.</param>
    /// <param name="moved">The cells of the appointment that it takes the place of.</param>
    internal SlotAnswer Check(
        Visit visit, LocalDateTime start, Offset? offset = null, IReadOnlyCollection<Tag>? moved = null)
    {
        var (service, look) = (ServiceOf(visit), Begin(moved));
        var states = Candidates(visit).Select(member => (member, state: StateOf(service, member, start, offset, look)))
            .ToList();
        if (states.Count == 0)
            return new(StateOf(service, member: null, start, offset, look) is var rest and not SlotState.Free
                ? rest : SlotState.Away, []);
        var free = states.Where(one => one.state == SlotState.Free).Select(one => one.member).ToList();
        if (free.Count > 0)
            return new(SlotState.Free, []) { StaffId = LeastBusy(free, start.Date, look)?.Id };
        var best = Nearest(states.ConvertAll(one => one.state));
        if (best == SlotState.AmbiguousTime)
            return new(best, []);
        return new(best, Near(visit, start, look))
        {
            Others = [.. OthersThan(visit).Where(other => StateOf(service, other, start, offset, look) == SlotState.Free)
                .Select(other => other.Id)],
        };
    }

    /// <summary>The first free beginnings of a day, in order.</summary>
    internal IReadOnlyList<LocalDateTime> Free(
        Visit visit, LocalDate day, int max, IReadOnlyCollection<Tag>? moved = null)
    {
        var look = Begin(moved);
        return [.. Free(visit, day, look).Take(max)];
    }

    /// <summary>From its beginning until the next one may begin.</summary>
    internal static int OccupiedMinutes(Service service) => service.Minutes + service.BufferMinutes;

    private Occupancy.Look Begin(IReadOnlyCollection<Tag>? moved) => occupancy?.Begin(moved) ?? new(occupancy: null, []);

    private Service ServiceOf(Visit visit) =>
        business.Find(visit.ServiceId) ?? throw new ArgumentException("No such service.", nameof(visit));

    /// <summary>Who may be it; the one calendar of a business without staff is nobody's.</summary>
    private List<StaffMember?> Candidates(Visit visit) => business.Staff.Count == 0 ? [null]
        : [.. business.StaffFor(visit.ServiceId).Where(member => visit.StaffId is null || IsAsked(member, visit))];

    private IEnumerable<StaffMember> OthersThan(Visit visit) => visit.StaffId is null ? []
        : business.StaffFor(visit.ServiceId).Where(member => !IsAsked(member, visit));

    private static bool IsAsked(StaffMember member, Visit visit) =>
        string.Equals(member.Id, visit.StaffId, StringComparison.Ordinal);

    private SlotState StateOf(
        Service service, StaffMember? member, LocalDateTime start, Offset? offset, Occupancy.Look look)
    {
        var mapped = business.Zone.MapLocal(start);
        var now = clock.GetCurrentInstant();
        var begin = start.InZoneLeniently(business.Zone).ToInstant();
        if (mapped.Count == 0)
            return SlotState.SkippedTime;
        if (mapped.Count == 2)
        {
            if (offset != mapped.First().Offset && offset != mapped.Last().Offset)
                return HoursState(service, member, start) is var hours and not SlotState.Free ? hours
                    : SlotState.AmbiguousTime;
            begin = (offset == mapped.First().Offset ? mapped.First() : mapped.Last()).ToInstant();
        }
        if (begin <= now)
            return SlotState.Past;
        if (begin > now + Duration.FromDays(business.Booking.HorizonDays))
            return SlotState.TooFar;
        if (HoursState(service, member, start) is var closed and not SlotState.Free)
            return closed;
        return begin < now + Duration.FromMinutes(business.Booking.NoticeMinutes) ? SlotState.TooSoon
            : look.IsOccupied(begin, OccupiedMinutes(service), member?.Id) ? SlotState.Taken
            : SlotState.Free;
    }

    private SlotState HoursState(Service service, StaffMember? member, LocalDateTime start)
    {
        var end = start.PlusMinutes(service.Minutes);
        bool Within(DayHours hours) => hours.Spans
            .Any(span => span.From <= start.TimeOfDay && end.Date == start.Date && end.TimeOfDay <= span.Until);
        if (!Within(business.Hours.On(start.Date)))
            return SlotState.Closed;
        if (!Within(business.HoursOf(member, start.Date)))
            return SlotState.Away;
        return start.Minute % business.Booking.StepMinutes == 0 && start.Second == 0 ? SlotState.Free : SlotState.Taken;
    }

    /// <summary>Of several reasons the one that could most easily have been otherwise.</summary>
    private static SlotState Nearest(IReadOnlyList<SlotState> states) =>
        states.Contains(SlotState.AmbiguousTime) ? SlotState.AmbiguousTime
        : states.Contains(SlotState.Taken) ? SlotState.Taken
        : states.FirstOrDefault(state => state != SlotState.Away, SlotState.Away);

    /// <summary>Fair to those who work: whoever has least to do that day; of equals the first.</summary>
    private StaffMember? LeastBusy(List<StaffMember?> free, LocalDate date, Occupancy.Look look) => free.MinBy(member =>
        business.HoursOf(member, date).Spans.Sum(span => look.Count(
            (date + span.From).InZoneLeniently(business.Zone).ToInstant(),
            (int)(span.Until - span.From).ToDuration().TotalMinutes, member?.Id)));

    /// <summary>Free beginnings nearest to the hour asked for: the same day first, then up to a week on.</summary>
    private List<LocalDateTime> Near(Visit visit, LocalDateTime start, Occupancy.Look look)
    {
        for (var days = 0; days <= 7; days++)
        {
            var free = Free(visit, start.Date.PlusDays(days), look)
                .OrderBy(option => Math.Abs((option.TimeOfDay - start.TimeOfDay).ToDuration().TotalMinutes))
                .Take(MostAlternatives)
                .Order()
                .ToList();
            if (free.Count > 0)
                return free;
        }
        return [];
    }

    private IEnumerable<LocalDateTime> Free(Visit visit, LocalDate day, Occupancy.Look look)
    {
        var (service, candidates) = (ServiceOf(visit), Candidates(visit));
        return Grid(day).Where(start =>
            candidates.Any(member => StateOf(service, member, start, offset: null, look) == SlotState.Free));
    }

    /// <summary>Counted from the hour, also where a day begins at ten past.</summary>
    private IEnumerable<LocalDateTime> Grid(LocalDate day)
    {
        var step = business.Booking.StepMinutes;
        foreach (var span in business.Hours.On(day).Spans)
        {
            var first = (day + span.From).PlusMinutes((step - (span.From.Minute % step)) % step);
            for (var start = first; start < day + span.Until; start = start.PlusMinutes(step))
                yield return start;
        }
    }
}

internal static class Clocks
{
    internal static Instant GetCurrentInstant(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
