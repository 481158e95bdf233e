namespace Hermetic.Simulator.Graph;

/// <summary>
/// A rate with a burst: <paramref name="capacity"/> at once, one more every <paramref name="refill"/>.
/// </summary>
internal sealed class TokenBucket(int capacity, TimeSpan refill, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private double _tokens = capacity;
    private long _counted = clock.GetTimestamp();

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(capacity, _tokens + clock.GetElapsedTime(_counted, now) / refill);
            _counted = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
