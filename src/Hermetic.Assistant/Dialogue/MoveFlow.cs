using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>
/// Moving an appointment: which one, then its new time as in booking, then one confirmation. The old time is
/// given up in the commit that takes the new one and not before.
/// </summary>
internal sealed class MoveFlow(TurnContext context, BookingFlow booking)
{
    internal async ValueTask<Move> StartAsync(Heard? heard)
    {
        var own = await context.OwnAsync();
        if (own.Count == 0)
            return new(new Reply.NoAppointments { Sought = true }, context.State);
        var (meant, rest) = Source(own, heard);
        var begun = context.State.Begin(Flow.Move);
        return meant.Count == 1 ? await ToAsync(meant[0], begun, rest) : Which(meant, Note(begun, rest));
    }

    /// <summary>"2" or "the one on friday", after the person was asked which; else null.</summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (context.State is not { Flow: Flow.Move, Pending: PendingAction.ChooseAppointment choose })
            return null;
        if (choose.Options.TryAt(heard.Ordinal ?? heard.Number, out var id))
            return await AskAsync(id);
        var names = heard.HasTimes || heard.ServiceId is not null || heard.Staff is not null;
        return names && (await context.OwnAsync()).Narrow(heard) is { Count: > 0 } meant
            ? meant.Count == 1
                ? await ToAsync(meant[0], context.State, heard: null)
                : Which(meant, context.State)
            : null;
    }

    /// <summary>This one shall be moved; what was said about when still counts.</summary>
    internal async ValueTask<Move> AskAsync(AppointmentId id) => await context.OwnAsync(id) is { } found
        ? await ToAsync(found, context.State, heard: null)
        : new(new Reply.AlreadyCancelled(), context.State.Done());

    /// <summary>The question that waits, once more.</summary>
    internal async ValueTask<Reply?> QuestionAsync(PendingAction.Move move) =>
        await context.OwnAsync(move.Appointment) is { } from
            ? new Reply.ConfirmMove(from, move.Booking)
            : null;

    private static Move Which(IReadOnlyList<Appointment> meant, DialogueState state) => new(
        new Reply.WhichAppointment(new(meant.Take(Options<Appointment>.Most)), Flow.Move), state);

    private async ValueTask<Move> ToAsync(Appointment from, DialogueState state, Heard? heard)
    {
        var member = context.Business.FindStaff(from.StaffId);
        var service = context.Business.Find(from.ServiceId);
        state = state with
        {
            Flow = Flow.Move,
            Moving = from.Id,
            ServiceId = service?.Id,
            StaffId = service is not null && member?.Does(service.Id) == true ? member.Id : null,
            Pending = null,
        };
        return heard?.Shift is { } shift
            ? await booking.ShiftAsync(state, shift, from.Start.LocalDateTime)
            : await booking.FillAsync(state, heard);
    }

    /// <summary>
    /// "Move my haircut from friday to monday": the first time that is that of an appointment says which one,
    /// the rest says where to. What only says which one is gone from the rest.
    /// </summary>
    private static (IReadOnlyList<Appointment> Meant, Heard? Left) Source(
        IReadOnlyList<Appointment> own, Heard? heard)
    {
        if (heard is null)
            return (own, heard);
        var named = own.Of(heard).ToList();
        var meant = named.Count > 0 ? named : own;
        var rest = named.Count > 0 ? heard with { ServiceId = null, Staff = null } : heard;
        var times = heard.Understanding.Times;
        if (times.FirstOrDefault(time => meant.Any(one => one.Fits(time.Best))) is not { } source)
            return (meant, rest);
        return (
            [.. meant.Where(one => one.Fits(source.Best))],
            rest with
            {
                Understanding = rest.Understanding with { Times = [.. times.Where(time => time != source)] },
            });
    }

    private DialogueState Note(DialogueState begun, Heard? heard)
    {
        if (heard is null)
            return begun;
        var when = WhenHeard.Read(heard.Understanding.Times, begun, context);
        return begun with
        {
            Date = when.Single?.Date, Days = when.Days, Time = when.Single?.Time, PartOfDay = when.PartOfDay,
        };
    }
}
