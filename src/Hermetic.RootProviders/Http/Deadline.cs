namespace Hermetic.RootProviders.Http;

/// <summary>A caller's wish to end, or the end of the time that a call may take.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan patience, TimeProvider clock, CancellationToken cancel)
    {
        _time = new(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, cancel);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _time.Dispose();
    }
}
