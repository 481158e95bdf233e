using Hermetic.Domain;

namespace Hermetic.Assistant;

/// <summary>What a step of the dialogue decided.</summary>
/// <param name="Say">Null when what is said depends on the outcome of <paramref name="Effect"/>.</param>
/// <param name="Failed">The message was not understood.</param>
internal sealed record Move(Reply? Say, DialogueState Next, PlannedCall? Effect = null, bool Failed = false)
{
    /// <summary>A second effect, of a message that asks for two things of which neither may wait.</summary>
    internal PlannedCall? Also { get; init; }
}

/// <summary>What every step of one turn can see.</summary>
/// <param name="State">Not older than a day.</param>
internal sealed record TurnContext(
    Business Business, ICalendar Calendar, IPersonRecord Record, TurnInput Input, DialogueState State,
    CancellationToken Cancel)
{
    /// <summary>
    /// What the arguments of this turn's calls are made from: what was said or pressed, and business facts.
    /// </summary>
    internal Label Label => Input.Said.Label.Join(Label.Business);

    /// <summary>The person's coming appointments; throws when the host hands in somebody else's.</summary>
    internal async ValueTask<IReadOnlyList<Appointment>> OwnAsync() =>
        (await Calendar.OwnAsync(Cancel)).ReleaseTo(Sinks.Reply(Input.Person));

    /// <summary>One of them; null when it is gone.</summary>
    internal async ValueTask<Appointment?> OwnAsync(AppointmentId id) =>
        (await OwnAsync()).FirstOrDefault(own => own.Id == id);
    /// <summary>What is kept about the person; throws when the host hands in somebody else's.</summary>
    internal async ValueTask<PersonSummary> SummaryAsync() =>
        (await Record.SummaryAsync(Cancel)).ReleaseTo(Sinks.Reply(Input.Person));

    /// <summary>Whether the person cannot be erased for now; throws when the host speaks of somebody else.</summary>
    internal async ValueTask<bool> IsOnHoldAsync() =>
        (await Record.IsOnHoldAsync(Cancel)).ReleaseTo(Sinks.Reply(Input.Person));

    /// <summary>What the person wrote; empty when they did something else.</summary>
    internal ReadOnlySpan<byte> Text =>
        Input.Said.ReleaseTo(Sinks.Understanding(Input.Person)) is Utterance.Text text ? text.Utf8.Span : [];
}
