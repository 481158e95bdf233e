using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>A calendar on paper: the hours of the business and its people, and what is written into it.</summary>
internal sealed class PaperCalendar(Business business, SubjectId person, Func<LocalDateTime> now) : ICalendar
{
    private readonly List<Appointment> _own = [];
    private readonly HashSet<(LocalDateTime Start, string? StaffId)> _others = [];

    /// <summary>Whose appointments it hands out; a broken host would hand out somebody else's.</summary>
    internal SubjectId Owner { get; set; } = person;

    internal IReadOnlyList<Appointment> Own => _own;

    /// <param name="staffId">In whose calendar; null for that of a business without staff.</param>
    internal void TakenBySomebody(LocalDateTime start, string? staffId = null) => _others.Add((start, staffId));

    /// <summary>One that was made when the business was another one.</summary>
    internal void Keep(Appointment appointment) => _own.Add(appointment);

    internal CallOutcome Book(Booking booking, Reminder? reminder = null) => Write(booking, moved: null, reminder);

    internal CallOutcome Move(AppointmentId id, Booking booking, Reminder? reminder = null) =>
        _own.Any(one => one.Id == id) ? Write(booking, id, reminder) : new CallOutcome.NotFound();

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
        Visit visit, LocalDateTime start, Offset? offset, CancellationToken cancel) =>
        ValueTask.FromResult(Check(visit, start, offset));

    public ValueTask<IReadOnlyList<LocalDateTime>> FreeAsync(
        Visit visit, LocalDate day, int max, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<LocalDateTime>>([.. Free(visit, day).Take(max)]);

    public ValueTask<Labeled<IReadOnlyList<Appointment>>> OwnAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<IReadOnlyList<Appointment>>(
            [.. _own.OrderBy(one => one.Start.LocalDateTime)], new Label(Integrity.Operator, Owner)));

    private CallOutcome Write(Booking booking, AppointmentId? moved, Reminder? reminder)
    {
        var answer = Check(new(booking.ServiceId, booking.StaffId, moved), booking.Start, booking.Zoned.Offset);
        if (answer.State != SlotState.Free)
            return new CallOutcome.NotFree(answer);
        _own.RemoveAll(one => one.Id == moved);
        _own.Add(new(moved ?? AppointmentId.New(), booking.ServiceId, booking.Zoned)
        {
            StaffId = booking.StaffId, Reminder = reminder,
        });
        return new CallOutcome.Done();
    }

    private SlotAnswer Check(Visit visit, LocalDateTime start, Offset? offset)
    {
        var able = Candidates(visit);
        var states = able.ConvertAll(member => State(visit, member, start, offset));
        var free = states.IndexOf(SlotState.Free);
        if (free >= 0)
            return new(SlotState.Free, []) { StaffId = able[free]?.Id };
        var state = states.FirstOrDefault(one => one != SlotState.Away, SlotState.Away);
        if (state == SlotState.AmbiguousTime)
            return new(state, []);
        return new(state, [.. Free(visit, start.Date).Take(3)])
        {
            Others = visit.StaffId is null ? [] :
            [
                .. Candidates(visit with { StaffId = null }).OfType<StaffMember>()
                    .Where(other => State(visit, other, start, offset) == SlotState.Free).Select(other => other.Id),
            ],
        };
    }

    private List<StaffMember?> Candidates(Visit visit) => business.Staff.Count == 0 ? [null] :
    [
        .. business.StaffFor(visit.ServiceId)
            .Where(member => visit.StaffId is null || member.Id == visit.StaffId),
    ];

    private SlotState State(Visit visit, StaffMember? member, LocalDateTime start, Offset? offset)
    {
        var end = start.PlusMinutes(business.Find(visit.ServiceId)!.Minutes);
        bool Open(DayHours hours) => hours.Spans.Any(span => span.Contains(start.TimeOfDay)
            && end <= start.Date + span.Until);
        if (start < now())
            return SlotState.Past;
        if (start < now().PlusMinutes(business.Booking.NoticeMinutes))
            return SlotState.TooSoon;
        if (start.Date > now().Date.PlusDays(business.Booking.HorizonDays))
            return SlotState.TooFar;
        if (business.Zone.MapLocal(start).Count == 0)
            return SlotState.SkippedTime;
        if (business.Zone.MapLocal(start).Count == 2 && offset is null)
            return SlotState.AmbiguousTime;
        if (!Open(business.Hours.On(start.Date)))
            return SlotState.Closed;
        if (!Open(business.HoursOf(member, start.Date)))
            return SlotState.Away;
        var mine = _own.Any(one => one.Id != visit.Moved && one.StaffId == member?.Id
            && one.Start.LocalDateTime < end && start < EndOf(one));
        return mine || _others.Contains((start, member?.Id)) ? SlotState.Taken : SlotState.Free;
    }

    private LocalDateTime EndOf(Appointment own) =>
        own.Start.LocalDateTime.PlusMinutes(business.Find(own.ServiceId)?.Minutes ?? 30);

    private IEnumerable<LocalDateTime> Free(Visit visit, LocalDate day) =>
        Enumerable.Range(0, 24 * 4).Select(step => day.AtMidnight().PlusMinutes(step * 15))
            .Where(start => Candidates(visit)
                .Any(member => State(visit, member, start, offset: null) == SlotState.Free));
}
