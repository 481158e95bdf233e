namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// The way to the Graph API and back, with delays. Half of what is under way when the service dies has not arrived
/// yet and is lost; the other half has, and only its answer is lost.
/// </summary>
internal sealed class Lossy(Random random)
{
    private readonly Lock _drawing = new();
    private int _lost;

    /// <summary>Requests that died with the service before they arrived.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>False when the sender was gone before the request had arrived.</summary>
    public async Task<bool> ThereAsync(CancellationToken senderIsGone)
    {
        try
        {
            await Task.Delay(Delay(), senderIsGone);
            return true;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _lost);
            return false;
        }
    }

    public Task BackAsync() => Task.Delay(Delay());

    private TimeSpan Delay()
    {
        lock (_drawing)
            return TimeSpan.FromMilliseconds(random.Next(1, 60));
    }
}
