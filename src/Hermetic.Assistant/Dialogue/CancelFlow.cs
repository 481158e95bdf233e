using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>Listing the person's appointments and cancelling one of them.</summary>
internal sealed class CancelFlow(TurnContext context)
{
    /// <summary>A list that is still pleasant to read on a phone.</summary>
    private const int Most = Options<Appointment>.Most;

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
        // Who says "I can't on friday" rules a day out, and names the appointment by it.
        if (heard is { HasTimes: false, RulesOut: true })
            heard = heard.WithTime(new(heard.Understanding.Excluded[0].Spans, TimeAmbiguity.None));
        if (own.Count == 0 || own.Narrow(heard) is { Count: > 0 })
            return Ask(own.Narrow(heard));
        // What is named is not there: what is there, is shown, and only it is asked about.
        var date = heard?.Understanding.Times.Select(time => time.Best).FirstOrDefault(best => best.HasDate)?.Start.Date;
        var asked = Ask(own);
        return asked with { Say = new Reply.SaidFirst(new Reply.NoAppointmentThen(date), asked.Say!) };
    }

    /// <summary>
    /// "2", "the one on friday" or "the beard trim", after the person was asked which; else null.
    /// </summary>
    internal async ValueTask<Move?> ContinueAsync(Heard heard)
    {
        if (context.State is not { Flow: Flow.Cancel, Pending: PendingAction.ChooseAppointment choose })
            return null;
        if (choose.Options.TryAt(heard.Ordinal ?? heard.Number, out var id))
            return await AskAsync(id);
        if (heard.Number is not null)
            return null;
        var names = heard.HasTimes || heard.ServiceId is not null || heard.Staff is not null;
        return names && (await context.OwnAsync()).Narrow(heard) is { Count: > 0 } meant ? Ask(meant) : null;
    }

    /// <summary>Asks for the button that cancels this one.</summary>
    internal async ValueTask<Move> AskAsync(AppointmentId id) =>
        await context.OwnAsync(id) is { } found
            ? Ask([found])
            : new(new Reply.AlreadyCancelled(), context.State.Done());

    private Move Ask(IReadOnlyList<Appointment> meant) => meant.Count switch
    {
        0 => new(new Reply.NoAppointments { Sought = true }, context.State.Done()),
        1 => new(new Reply.ConfirmCancel(meant[0]), context.State.Begin(Flow.Cancel)),
        _ => new(
            new Reply.WhichAppointment(new(meant.Take(Most)), Flow.Cancel), context.State.Begin(Flow.Cancel)),
    };
}
