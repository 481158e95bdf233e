namespace Load;

/// <summary>
/// When the next body is due. In an open loop that is fixed beforehand: whoever comes too late because all connections
/// waited has waited already, and that time counts (no coordinated omission). What the drive's own timer oversleeps
/// does not count: a connection that was free in time measures from the moment at which it sends.
/// </summary>
public sealed class Pace(double perSecond)
{
    private long _begun;
    private long _taken = -1;

    public void Begin(long now) => _begun = now;

    /// <returns>From when the latency of the body counts, <see cref="Monotonic"/>.</returns>
    public async ValueTask<long> NextAsync(CancellationToken stop)
    {
        if (perSecond == 0)
            return Monotonic.Now;
        var due = DueOf(Interlocked.Increment(ref _taken));
        if (due <= Monotonic.Now)
            return due;
        try
        {
            await Task.Delay(Monotonic.Span(due - Monotonic.Now) + TimeSpan.FromMilliseconds(1), stop);
        }
        catch (OperationCanceledException)
        {
            // Nothing is sent any more.
        }
        return Monotonic.Now;
    }

    private long DueOf(long number) => _begun + (long)(number / perSecond * Monotonic.Second);
}
