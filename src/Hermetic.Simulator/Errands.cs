using System.Collections.Concurrent;

namespace Hermetic.Simulator;

/// <summary>
/// Work that outlives the request that caused it. Stopping cancels it and waits until all of it is over.
/// </summary>
internal sealed class Errands : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    /// <summary>Signalled when the simulator stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Starts work that handles its own failures.</summary>
    public void Start(Func<CancellationToken, Task> work)
    {
        var task = work(_stop.Token);
        _running[task] = 0;
        _ = task.ContinueWith(
            done => _running.TryRemove(done, out _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
