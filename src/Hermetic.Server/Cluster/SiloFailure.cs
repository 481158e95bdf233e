namespace Hermetic.Server.Cluster;

/// <summary>
/// What Orleans does when a silo cannot go on (it was declared dead, say) is to end the process. Here it only ends the
/// silo: intake goes on, and a new silo is started.
/// </summary>
internal sealed partial class SiloFailure(ILogger<SiloFailure> log) : IFatalErrorHandler, IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Cancelled when the silo cannot go on.</summary>
    internal CancellationToken Ended => _ended.Token;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (_ended.IsCancellationRequested)
            return;
        if (exception is null)
            DeclaredDead();
        else
            Broken(exception.GetType().Name);
        // Not on this thread: it is the silo's, which is about to be stopped.
        _ = _ended.CancelAsync();
    }

    /// <summary>A silo that was stopped may still complain.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    [LoggerMessage(132, LogLevel.Warning,
        "The other nodes took this one for dead. It joins them again; messages are taken meanwhile.")]
    private partial void DeclaredDead();

    [LoggerMessage(133, LogLevel.Error, "The silo of this node cannot go on ({Failure}); a new one is started.")]
    private partial void Broken(string failure);
}
