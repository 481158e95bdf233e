using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using NodaTime;

namespace Hermetic.Server.Facts;

/// <summary>The business's calendar before anybody has booked: what a rehearsal looks into. It needs no store and no keys.</summary>
internal sealed class EmptyCalendar(Business business, SubjectId person, TimeProvider clock) : ICalendar
{
    private readonly BookingCalendar _calendar = new(business, occupancy: null, clock);

    public ValueTask<SlotAnswer> CheckAsync(
        Visit visit, LocalDateTime start, Offset? offset, CancellationToken cancel) =>
        ValueTask.FromResult(_calendar.Check(visit, start, offset));

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        Visit visit, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult(_calendar.Free(visit, day, max));

    public ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<IReadOnlyList<Appointment>>([], new Label(Integrity.Operator, person)));
}
