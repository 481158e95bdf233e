using Hermetic.Simulator.People;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// What Meta checks about a recipient before it accepts: the 24-hour window, the opt-out from marketing,
/// messages per second of the number, messages per pair of business and person.
/// </summary>
internal sealed class SendLimits(SimulatorOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly TokenBucket? _number = options.MessagesPerSecond == 0 ? null : new(
        options.MessagesPerSecond, TimeSpan.FromSeconds(1) / options.MessagesPerSecond, options.Clock);

    /// <summary>Null when the message may go. A template needs no window, and may be unwanted.</summary>
    public GraphError? Check(PersonState state, SimulatedTemplate? template = null)
    {
        if (template is null && !IsOpen(state))
            return GraphError.Of(
                131047, "Message failed to send because more than 24 hours have passed since the " +
                "customer last replied to this number.");
        if (template?.Category == SimulatedTemplate.Marketing && state.MarketingStopped)
            return GraphError.Of(131050, "User has stopped marketing messages from this business.");
        if (_number?.TryTake() == false)
            return GraphError.Of(
                130429, "Message failed to send because there were too many messages sent from " +
                "this phone number in a short period of time.");
        if (state.Pair?.TryTake() == false)
            return GraphError.Of(
                131056, "Too many messages sent from this phone number to the same recipient in a " +
                "short period of time.");
        return null;
    }

    private bool IsOpen(PersonState state) =>
        state.Wrote is { } wrote && options.Clock.GetUtcNow() - wrote <= Window;
}
