using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>Listing the person's appointments and cancelling one of them.</summary>
internal sealed class CancelFlow(TurnContext context)
{
    /// <summary>A list that is still pleasant to read on a phone.</summary>
    private const int Most = 10;

    internal async ValueTask<Move> ListAsync()
    {
        var own = await context.OwnAsync();
        return own.Count == 0
            ? new(new Reply.NoAppointments(), context.State)
            : new(new Reply.Appointments(new(own.Take(Most))), context.State);
    }

    internal async ValueTask<Move> StartAsync(Heard? heard)
    {
        var own = await context.OwnAsync();
        return Ask(Narrow(own, heard) is { Count: > 0 } meant ? meant : own);
    }

    /// <summary>
    /// "2", "the one on friday" or "the beard trim", after the person was asked which; else null.
    /// </summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (context.State is not { Flow: Flow.Cancel, Pending: PendingAction.ChooseAppointment choose })
            return null;
        if (heard.Number is { } number)
        {
            return number >= 1 && number <= choose.Options.Count
                ? await AskAsync(choose.Options[number - 1])
                : null;
        }
        var own = await context.OwnAsync();
        return (heard.HasTimes || heard.ServiceId is not null) && Narrow(own, heard) is { Count: > 0 } meant
            ? Ask(meant)
            : null;
    }

    /// <summary>Asks for the button that cancels this one.</summary>
    internal async ValueTask<Move> AskAsync(AppointmentId id) =>
        (await context.OwnAsync()).FirstOrDefault(own => own.Id == id) is { } found
            ? Ask([found])
            : new(new Reply.AlreadyCancelled(), context.State.Done());

    private Move Ask(IReadOnlyList<Appointment> meant) => meant.Count switch
    {
        0 => new(new Reply.NoAppointments(), context.State.Done()),
        1 => new(new Reply.ConfirmCancel(meant[0]), context.State.Begin(Flow.Cancel)),
        _ => new(new Reply.WhichAppointment(new(meant.Take(Most))), context.State.Begin(Flow.Cancel)),
    };

    private static List<Appointment> Narrow(IReadOnlyList<Appointment> own, Heard? heard) =>
    [
        .. own.Where(one =>
            (heard?.ServiceId is not { } service
                || string.Equals(one.ServiceId, service, StringComparison.Ordinal))
            && (heard is not { HasTimes: true }
                || heard.Understanding.Times.Any(time => Fits(one, time.Best)))),
    ];

    private static bool Fits(Appointment appointment, LocalSpan span)
    {
        var start = appointment.Start.LocalDateTime;
        if (!span.HasDate)
            return start.TimeOfDay == span.Start.TimeOfDay;
        // A day with a time means that time; a day or a longer span means anything in it.
        return span.HasTime ? start == span.Start : start >= span.Start && start < span.End;
    }
}
