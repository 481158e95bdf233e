namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// The way to the Graph API and back, with delays. When the service dies, what has not arrived yet is lost; of what
/// has arrived, the answer is.
/// </summary>
internal sealed class Lossy(Random random) : IDisposable
{
    private readonly Lock _drawing = new();
    private CancellationTokenSource _cut = new();
    private int _lost;

    /// <summary>A request came through.</summary>
    public Moment Arrival { get; } = new();

    /// <summary>Requests that died with the service before they arrived.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>False when the request never arrives.</summary>
    public async Task<bool> ThereAsync(CancellationToken senderIsGone)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(Volatile.Read(ref _cut).Token, senderIsGone);
            await Task.Delay(Delay(), either.Token);
            Arrival.Happens();
            return true;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _lost);
            return false;
        }
    }

    public Task BackAsync() => Task.Delay(Delay());

    /// <summary>The sender's machine is gone this moment; its sockets may close a little later.</summary>
    public void Cut()
    {
        using var before = Interlocked.Exchange(ref _cut, new());
        before.Cancel();
    }

    private TimeSpan Delay()
    {
        lock (_drawing)
            return TimeSpan.FromMilliseconds(random.Next(1, 60));
    }

    public void Dispose() => _cut.Dispose();
}
