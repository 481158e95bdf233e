using Hermetic.Simulator.People;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// What goes wrong with a valid send: first what was ordered, then what the shares of
/// <see cref="SendTrouble"/> and the seed say about the n-th send to this person.
/// </summary>
internal sealed class SendLuck(SimulatorOptions options, SeededBytes seeded)
{
    private readonly Lock _gate = new();
    private readonly Queue<GraphFault> _ordered = new();

    public SendTrouble Trouble { get; set; } = options.SendTrouble;

    public void Order(GraphFault fault, int count)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
                _ordered.Enqueue(fault);
        }
    }

    public GraphFault? Next(PersonState state)
    {
        var number = state.NextSend();
        lock (_gate)
        {
            if (_ordered.TryDequeue(out var fault))
                return fault;
        }
        var drawn = seeded.Fraction($"send {state.Position} {number}");
        foreach (var (share, fault) in Trouble.Shares)
        {
            if (drawn < share)
                return fault;
            drawn -= share;
        }
        return null;
    }
}
