using Hermetic.Simulator.People;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// What goes wrong with a valid send: first what was ordered, then what the shares of
/// <see cref="SendTrouble"/> and the seed say about the n-th send to this person.
/// </summary>
internal sealed class SendLuck(SimulatorOptions options, SeededBytes seeded)
{
    private readonly Lock _gate = new();
    private readonly List<(GraphFault Fault, PersonState? Only)> _ordered = [];

    public SendTrouble Trouble { get; set; } = options.SendTrouble;

    public void Order(GraphFault fault, int count, PersonState? only)
    {
        lock (_gate)
            _ordered.AddRange(Enumerable.Repeat((fault, only), count));
    }

    public GraphFault? Next(PersonState state)
    {
        var number = state.NextSend();
        lock (_gate)
        {
            var next = _ordered.FindIndex(order => order.Only is null || order.Only == state);
            if (next >= 0)
            {
                var (fault, _) = _ordered[next];
                _ordered.RemoveAt(next);
                return fault;
            }
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
