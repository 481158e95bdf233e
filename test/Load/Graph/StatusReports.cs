namespace Load;

/// <summary>
/// What Meta reports about each accepted message: sent, delivered, read, several in a body, again and again until the
/// service takes them; twice, in the wrong order, late or never where <see cref="GraphFaults"/> says so.
/// </summary>
public sealed class StatusReports(GraphServer graph, WebhookSender sender, Journal journal, Random random)
{
    private const int MostPerBody = 200;
    private static readonly string[] _ladder = ["sent", "delivered", "read"];
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);

    private readonly PriorityQueue<(AcceptedMessage Message, string Status), long> _due = new();
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly Lock _queueing = new();
    private int _open;

    /// <summary>Statuses that were not taken yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>To be called for every accepted message.</summary>
    public void Report(AcceptedMessage message)
    {
        var faults = graph.Faults;
        if (graph.Happens(faults.StatusMissing))
            return;
        lock (_queueing)
        {
            var ladder = graph.Happens(faults.StatusReordered) ? [.. _ladder.Reverse()] : _ladder;
            var at = Monotonic.Now + (graph.Happens(faults.StatusLate)
                ? random.NextInt64(faults.StatusLateMilliseconds * Monotonic.Second / 1000)
                : 0);
            foreach (var status in ladder)
            {
                for (var times = graph.Happens(faults.StatusTwice) ? 2 : 1; times > 0; times--)
                {
                    // One nanosecond apart: a queue by time keeps no order among equals.
                    _due.Enqueue((message, status), at++);
                    Interlocked.Increment(ref _open);
                }
            }
        }
    }

    /// <summary>Sends until told to stop; what is due then is not sent any more.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = Take();
            if (batch.Count == 0)
            {
                await Task.Delay(_pace, CancellationToken.None);
                continue;
            }
            if (!await sender.DeliverAsync(sender.Sign(WebhookBodies.Statuses(sender.PhoneNumberId, batch)), stop))
                return;
            Interlocked.Add(ref _open, -batch.Count);
            foreach (var (message, _) in batch)
                if (_reported.Add(message.Wamid))
                    journal.Append(new GraphLine(Monotonic.Now, GraphLine.Reported, message.Wamid, message.To));
        }
    }

    private List<(AcceptedMessage Message, string Status)> Take()
    {
        var batch = new List<(AcceptedMessage, string)>();
        lock (_queueing)
            while (batch.Count < MostPerBody && _due.TryPeek(out _, out var at) && at <= Monotonic.Now)
                batch.Add(_due.Dequeue());
        return batch;
    }
}
