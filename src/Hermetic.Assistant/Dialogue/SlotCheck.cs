using NodaTime;
using NodaTime.TimeZones;

namespace Hermetic.Assistant;

/// <summary>A day and a time are known: may it be, and if not, why, and what can be had instead.</summary>
internal sealed class SlotCheck(TurnContext context)
{
    internal async ValueTask<Move> AtAsync(Visit visit, LocalDateTime start, DialogueState state)
    {
        var answer = await context.Calendar.CheckAsync(visit, start, state.Offset, context.Cancel);
        state = state with { Date = start.Date, Time = start.TimeOfDay };
        if (answer.State == SlotState.Taken && await OwnAtAsync(start, visit) is { } own)
            return new(new Reply.AlreadyThen(own), state with { Time = null });
        if (answer.State is not (SlotState.Free or SlotState.AmbiguousTime))
            return new(Refusal(answer, start, visit), state);
        var mapping = context.Business.Zone.MapLocal(start);
        return Occurrence(mapping, state.Offset) is { } at
            ? await ConfirmAsync(new(visit.ServiceId, at) { StaffId = answer.StaffId }, state)
            : new(new Reply.WhichTime(Occurrences(mapping)), state);
    }

    /// <summary>What is taken may be so by the person.</summary>
    private async ValueTask<Appointment?> OwnAtAsync(LocalDateTime start, Visit visit) =>
        (await context.OwnAsync())
            .FirstOrDefault(own => own.Start.LocalDateTime == start && own.Id != visit.Moved);

    /// <summary>The appointment that is moved may be gone, or be there already.</summary>
    private async ValueTask<Move> ConfirmAsync(Booking booking, DialogueState state)
    {
        if (state.Moving is not { } id)
            return new(new Reply.ConfirmBooking(booking), state);
        if (await context.OwnAsync(id) is not { } from)
            return new(new Reply.AlreadyCancelled(), state.Done());
        var same = from.Start == booking.Zoned
            && string.Equals(from.ServiceId, booking.ServiceId, StringComparison.Ordinal)
            && string.Equals(from.StaffId, booking.StaffId, StringComparison.Ordinal);
        return same
            ? new(new Reply.AlreadyThen(from), state with { Time = null })
            : new(new Reply.ConfirmMove(from, booking), state);
    }

    /// <summary>
    /// Who asks for Mira is offered other times with her; where she does not work at that time, who does.
    /// </summary>
    private static Reply Refusal(SlotAnswer answer, LocalDateTime start, Visit visit) =>
        answer is { State: SlotState.Away, Others.Count: > 0 } && visit.StaffId is { } away
            ? new Reply.SomebodyElse(away, SlotState.Away, start.Date, new(answer.Others))
            {
                Time = start.TimeOfDay,
            }
            : NotFree(answer, start, visit.StaffId, visit.Moved is not null);

    /// <summary>
    /// It was free when it was offered: whoever else is free at the same time comes first, then other times.
    /// </summary>
    internal static Reply Refusal(SlotAnswer answer, Booking booking, bool moves) =>
        answer is { State: SlotState.Away or SlotState.Taken, Others.Count: > 0 }
            && booking.StaffId is { } busy
            ? new Reply.SomebodyElse(busy, answer.State, booking.Start.Date, new(answer.Others))
            {
                Time = booking.Start.TimeOfDay,
            }
            : NotFree(answer, booking.Start, booking.StaffId, moves);

    private static Reply.NotFree NotFree(
        SlotAnswer answer, LocalDateTime start, string? staffId, bool moves) =>
        new(answer.State, start, new(answer.Alternatives.Take(3).Select(TimeOption.At)))
        {
            StaffId = staffId,
            Others = new(answer.Others),
            OldOneStays = moves,
        };

    // The clocks go back: the wall time happens twice, and only the offset tells which.
    private static Options<TimeOption> Occurrences(ZoneLocalMapping twice) =>
        new(new[] { twice.First(), twice.Last() }
            .Select(one => TimeOption.At(one.LocalDateTime) with { Offset = one.Offset }));

    private static ZonedDateTime? Occurrence(ZoneLocalMapping mapping, Offset? offset) => mapping.Count switch
    {
        1 => mapping.Single(),
        2 when mapping.First().Offset == offset => mapping.First(),
        2 when mapping.Last().Offset == offset => mapping.Last(),
        _ => null,
    };
}
