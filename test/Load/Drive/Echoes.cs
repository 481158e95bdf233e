using System.Collections.Concurrent;

namespace Load;

/// <summary>What is expected at the Graph API of this process, by its text.</summary>
public sealed class Echoes
{
    private readonly ConcurrentDictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);

    /// <summary>To be called before the messages are sent.</summary>
    public Awaited Expect(IReadOnlyCollection<PersonMessage> messages)
    {
        var all = new Awaited(messages.Count);
        foreach (var message in messages)
            _awaited[message.Text] = all;
        return all;
    }

    /// <summary>A message arrived; one that nobody waits for, or waits for no more, is let be.</summary>
    public void Arrive(string text)
    {
        if (_awaited.TryRemove(text, out var all))
            all.Arrive();
    }
}

/// <summary>Echoes of one body.</summary>
public sealed class Awaited(int count)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = count;

    public void Arrive()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _done.SetResult(Monotonic.Now);
    }

    /// <returns>When the last one arrived; null when it did not in time.</returns>
    public async Task<long?> WaitAsync(CancellationToken giveUp)
    {
        try
        {
            return await _done.Task.WaitAsync(giveUp);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
