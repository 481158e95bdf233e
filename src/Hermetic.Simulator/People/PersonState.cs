using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.People;

/// <summary>One person's phone: who they are now, and what Meta knows about the pair.</summary>
internal sealed class PersonState(int position, SimulatedPerson person, TokenBucket? pair)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _wrote;
    private int _sends;

    /// <summary>The place in the list of people; it never changes.</summary>
    public int Position => position;

    public SimulatedPerson Person { get; set; } = person;

    /// <summary>Messages per pair of business and person; null when the limit is off.</summary>
    public TokenBucket? Pair => pair;

    /// <summary>The last message or call that opened the 24-hour window.</summary>
    public DateTimeOffset? Wrote
    {
        get { lock (_gate) return _wrote; }
    }

    /// <summary>The person stopped marketing messages (131050).</summary>
    public bool MarketingStopped { get; set; }

    /// <summary>The person blocked the business: sends are accepted and fail (131026).</summary>
    public bool Blocks { get; set; }

    /// <summary>Arrivals out of order do not shorten the window.</summary>
    public void WroteAt(DateTimeOffset at)
    {
        lock (_gate)
            _wrote = _wrote > at ? _wrote : at;
    }

    /// <summary>The number of this send to the person, from 1: what its luck is drawn from.</summary>
    public int NextSend() => Interlocked.Increment(ref _sends);
}
