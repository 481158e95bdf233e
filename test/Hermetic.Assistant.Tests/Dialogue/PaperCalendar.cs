using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>A calendar on paper: the hours of the business, and what is written into it.</summary>
internal sealed class PaperCalendar(Business business, SubjectId person, Func<LocalDateTime> now) : ICalendar
{
    private readonly List<Appointment> _own = [];
    private readonly HashSet<LocalDateTime> _others = [];

    /// <summary>Whose appointments it hands out; a broken host would hand out somebody else's.</summary>
    internal SubjectId Owner { get; set; } = person;

    internal IReadOnlyList<Appointment> Own => _own;

    internal void TakenBySomebody(LocalDateTime start) => _others.Add(start);

    internal CallOutcome Book(Booking booking, Reminder? reminder = null)
    {
        var answer = Check(booking.ServiceId, booking.Start);
        if (answer.State is not (SlotState.Free or SlotState.AmbiguousTime))
            return new CallOutcome.NotFree(answer);
        _own.Add(new(AppointmentId.New(), booking.ServiceId, booking.Zoned) { Reminder = reminder });
        return new CallOutcome.Done();
    }

    internal CallOutcome Remind(AppointmentId id, Reminder? reminder)
    {
        var at = _own.FindIndex(one => one.Id == id);
        if (at < 0)
            return new CallOutcome.NotFound();
        _own[at] = _own[at] with { Reminder = reminder, WantsNoReminder = reminder is null };
        return new CallOutcome.Done();
    }

    internal CallOutcome Cancel(AppointmentId id) =>
        _own.RemoveAll(one => one.Id == id) > 0 ? new CallOutcome.Done() : new CallOutcome.NotFound();

    public ValueTask<SlotAnswer> CheckAsync(
        string serviceId, LocalDateTime start, CancellationToken cancel) =>
        ValueTask.FromResult(Check(serviceId, start));

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        string serviceId, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<LocalDateTime>>([.. Free(serviceId, day).Take(max)]);

    public ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<IReadOnlyList<Appointment>>(
            [.. _own.OrderBy(one => one.Start.LocalDateTime)], new Label(Integrity.Operator, Owner)));

    private SlotAnswer Check(string serviceId, LocalDateTime start)
    {
        var state = State(serviceId, start);
        IReadOnlyList<LocalDateTime> alternatives = state is SlotState.Free or SlotState.AmbiguousTime
            ? []
            : [.. Free(serviceId, start.Date).Take(3)];
        return new(state, alternatives);
    }

    private SlotState State(string serviceId, LocalDateTime start)
    {
        var end = start.PlusMinutes(business.Find(serviceId)!.Minutes);
        if (start < now())
            return SlotState.Past;
        if (start < now().PlusMinutes(business.Booking.NoticeMinutes))
            return SlotState.TooSoon;
        if (start.Date > now().Date.PlusDays(business.Booking.HorizonDays))
            return SlotState.TooFar;
        if (business.Zone.MapLocal(start).Count == 0)
            return SlotState.SkippedTime;
        if (business.Zone.MapLocal(start).Count == 2)
            return SlotState.AmbiguousTime;
        if (!business.Hours.On(start.Date).Spans.Any(span => span.Contains(start.TimeOfDay)
            && end <= start.Date + span.Until))
        {
            return SlotState.Closed;
        }
        return _others.Contains(start) ? SlotState.Taken : SlotState.Free;
    }

    private IEnumerable<LocalDateTime> Free(string serviceId, LocalDate day) =>
        Enumerable.Range(0, 24 * 4).Select(step => day.AtMidnight().PlusMinutes(step * 15))
            .Where(start => State(serviceId, start) == SlotState.Free);
}
