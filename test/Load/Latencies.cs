namespace Load;

/// <summary>Milliseconds.</summary>
public sealed record Quantiles(long Count, double P50, double P99, double P999, double Max);

/// <summary>Every measured time is kept; quantiles are read from the sorted list, not estimated.</summary>
public sealed class Latencies
{
    private readonly Lock _adding = new();
    private readonly List<long> _times = [];

    /// <param name="nanoseconds">A time between two readings of <see cref="Monotonic"/>.</param>
    public void Add(long nanoseconds)
    {
        lock (_adding)
            _times.Add(nanoseconds);
    }

    public Quantiles Summarize()
    {
        lock (_adding)
        {
            _times.Sort();
            return new(_times.Count, At(0.5), At(0.99), At(0.999), At(1));
        }
    }

    // The smallest time that at least such a share does not exceed.
    private double At(double share) =>
        _times.Count == 0 ? 0 : _times[Math.Max(0, (int)Math.Ceiling(_times.Count * share) - 1)] / 1e6;
}
