using Hermetic.Server.Keys;
using Hermetic.Server.Verbs;

namespace Hermetic.Server.Demo;

/// <summary>
/// The service of the demo as its supervisor sees it: a child process that is started again whenever it dies, by the
/// tour or otherwise.
/// </summary>
internal sealed class DemoService(IReadOnlyDictionary<string, string> settings, Uri address) : IDisposable
{
    /// <summary>How often a start may fail in a row before it is given up.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _oneOutage = new(1, 1);
    private ServiceProcess? _process;
    private Task _mayStart = Task.CompletedTask;
    private TaskCompletionSource _up = NewSignal();

    /// <summary>Where it takes webhooks.</summary>
    internal Uri Address { get; } = address;

    internal string Data { get; } = settings["Data"];

    internal string Keys => Data + "-keys";

    /// <summary>All that it ever printed.</summary>
    internal string Log => Data + ".log";

    /// <summary>The staff's end of it.</summary>
    internal string Socket => DataLock.SocketPath(Data);

    internal int ProcessId => _process!.Id;

    /// <summary>Starts it and waits until it answers; false when it ended instead.</summary>
    internal async Task<bool> StartAsync(CancellationToken cancel)
    {
        _process = await ServiceProcess.StartAsync(settings, Address, Log, cancel);
        return !_process.HasExited;
    }

    /// <summary>Keeps it running until cancelled, then ends it; false when it cannot be started any more.</summary>
    internal async Task<bool> SuperviseAsync(CancellationToken cancel)
    {
        for (var failures = 0; failures < Tries;)
        {
            await _process!.WaitAsync(cancel);
            if (cancel.IsCancellationRequested)
                return true;
            // Whoever pulled the plug says when it goes in again.
            await _mayStart;
            _process.Dispose();
            failures = await StartAsync(cancel) ? 0 : failures + 1;
            if (failures == 0)
                _up.TrySetResult();
        }
        return false;
    }

    /// <summary>kill -9, then what is to happen while nobody answers; returns when the service is back.</summary>
    /// <exception cref="TimeoutException">It did not come back.</exception>
    internal async Task KillAsync(Func<Task> meanwhile, CancellationToken cancel)
    {
        await _oneOutage.WaitAsync(cancel);
        var over = NewSignal();
        try
        {
            (_mayStart, _up) = (over.Task, NewSignal());
            await _process!.KillAsync();
            await meanwhile();
        }
        finally
        {
            over.TrySetResult();
            _oneOutage.Release();
        }
        await _up.Task.WaitAsync(_patience, cancel);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _process?.Dispose();
        _oneOutage.Dispose();
    }
}
