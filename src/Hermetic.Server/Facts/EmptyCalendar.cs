using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using NodaTime;

namespace Hermetic.Server.Facts;

/// <summary>The business's calendar before anybody has booked: what a rehearsal looks into. It needs no store and no keys.</summary>
internal sealed class EmptyCalendar(Business business, SubjectId person, TimeProvider clock) : ICalendar
{
    private const int MostAlternatives = 3;

    public ValueTask<SlotAnswer> CheckAsync(string serviceId, LocalDateTime start, CancellationToken cancel)
    {
        var state = StateOf(serviceId, start);
        IReadOnlyList<LocalDateTime> near = state == SlotState.Free ? [] : [.. Free(serviceId, start.Date).Take(MostAlternatives)];
        return ValueTask.FromResult(new SlotAnswer(state, near));
    }

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        string serviceId, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<LocalDateTime>>([.. Free(serviceId, day).Take(max)]);

    public ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<IReadOnlyList<Appointment>>([], new Label(Integrity.Operator, person)));

    private IEnumerable<LocalDateTime> Free(string serviceId, LocalDate day)
    {
        foreach (var span in business.Hours.On(day).Spans)
        {
            for (var start = day + span.From; start < day + span.Until; start = start.PlusMinutes(business.Booking.StepMinutes))
            {
                if (StateOf(serviceId, start) == SlotState.Free)
                    yield return start;
            }
        }
    }

    private SlotState StateOf(string serviceId, LocalDateTime start)
    {
        var mapped = business.Zone.MapLocal(start);
        if (mapped.Count != 1)
            return mapped.Count == 0 ? SlotState.SkippedTime : SlotState.AmbiguousTime;
        var (begin, now) = (mapped.Single().ToInstant(), clock.GetCurrentInstant());
        var end = start.PlusMinutes(business.Find(serviceId)!.Minutes);
        var open = business.Hours.On(start.Date).Spans
            .Any(span => span.From <= start.TimeOfDay && end <= start.Date + span.Until);
        return !open ? SlotState.Closed
            : begin <= now ? SlotState.Past
            : begin < now + Duration.FromMinutes(business.Booking.NoticeMinutes) ? SlotState.TooSoon
            : begin > now + Duration.FromDays(business.Booking.HorizonDays) ? SlotState.TooFar
            : SlotState.Free;
    }
}
