using System.Collections.Concurrent;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// What Meta checks about a recipient before it accepts: the 24-hour window, messages per second of the
/// number, messages per pair of business and person.
/// </summary>
internal sealed class SendLimits(SimulatorOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<SimulatedPerson, DateTimeOffset> _wrote = new();
    private readonly ConcurrentDictionary<SimulatedPerson, TokenBucket> _pairs = new();
    private readonly TokenBucket? _number = options.MessagesPerSecond == 0 ? null : new(
        options.MessagesPerSecond, TimeSpan.FromSeconds(1) / options.MessagesPerSecond, options.Clock);

    /// <summary>The person wrote: the window opens for 24 hours.</summary>
    public void Wrote(SimulatedPerson person, DateTimeOffset at) => _wrote[person] = at;

    /// <summary>Null when the message may go.</summary>
    public GraphError? Check(SimulatedPerson person)
    {
        if (!_wrote.TryGetValue(person, out var wrote) || options.Clock.GetUtcNow() - wrote > Window)
            return GraphError.Of(
                131047, "Message failed to send because more than 24 hours have passed since the " +
                "customer last replied to this number.");
        if (_number?.TryTake() == false)
            return GraphError.Of(
                130429, "Message failed to send because there were too many messages sent from " +
                "this phone number in a short period of time.");
        if (options.PairLimit && !Pair(person).TryTake())
            return GraphError.Of(
                131056, "Too many messages sent from this phone number to the same recipient in a " +
                "short period of time.");
        return null;
    }

    private TokenBucket Pair(SimulatedPerson person) =>
        _pairs.GetOrAdd(person, _ => new(capacity: 45, TimeSpan.FromSeconds(6), options.Clock));
}
