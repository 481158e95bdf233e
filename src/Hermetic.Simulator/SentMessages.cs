namespace Hermetic.Simulator;

/// <summary>
/// What the service sent, in the order of acceptance, and those who wait for something in it.
/// </summary>
internal sealed class SentMessages(int kept)
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _messages = [];
    private readonly List<Waiter> _waiting = [];

    public IReadOnlyList<SentMessage> All
    {
        get { lock (_gate) return [.. _messages]; }
    }

    public void Add(SentMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
            if (_messages.Count > kept)
                _messages.RemoveAt(0);
            foreach (var (wanted, found) in _waiting)
            {
                if (wanted(message))
                    found.TrySetResult(message);
            }
            _waiting.RemoveAll(static waiter => waiter.Found.Task.IsCompleted);
        }
    }

    /// <summary>Null when it was never sent, or is forgotten.</summary>
    public SentMessage? Find(string wamid)
    {
        lock (_gate)
            return _messages.FindLast(message => message.Wamid == wamid);
    }

    /// <summary>The first message that matches, already there or yet to come.</summary>
    public Task<SentMessage> WaitAsync(Func<SentMessage, bool> wanted)
    {
        lock (_gate)
        {
            if (_messages.FirstOrDefault(wanted) is { } already)
                return Task.FromResult(already);
            var found = new TaskCompletionSource<SentMessage>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(new(wanted, found));
            return found.Task;
        }
    }

    private sealed record Waiter(Func<SentMessage, bool> Wanted, TaskCompletionSource<SentMessage> Found);
}
