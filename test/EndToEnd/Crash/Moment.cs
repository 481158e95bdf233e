namespace Hermetic.EndToEnd.Crash;

/// <summary>Something that happens again and again, so that a kill can hit the instant after it.</summary>
internal sealed class Moment
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    // Whoever waits goes on at once, on the thread on which it happened: a kill is not to come a queue later.
    private TaskCompletionSource _next = new();

    public void Happens() => Interlocked.Exchange(ref _next, new()).SetResult();

    public Task NextAsync() => Volatile.Read(ref _next).Task.WaitAsync(_patience);
}
