using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// What Meta reports about each accepted message: sent, delivered, read, in signed webhooks of several statuses each,
/// sent again and again while the service is down. One that never gets through never comes: Meta gives up as well.
/// </summary>
internal sealed class Statuses(Meta meta)
{
    private const int MostPerBody = 100;
    private static readonly string[] _ladder = ["sent", "delivered", "read"];
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(100);

    // Long enough that a service that sends again without waiting for them is caught; shorter than its stated time.
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(900);

    private readonly ConcurrentQueue<JsonObject> _due = [];
    private int _open;

    /// <summary>True when all that was reported has been acknowledged.</summary>
    public bool IsQuiet => Volatile.Read(ref _open) == 0;

    public void Report(Received message)
    {
        Interlocked.Add(ref _open, _ladder.Length);
        foreach (var status in _ladder)
            _due.Enqueue(WebhookBody.Status(message.Wamid, message.To, status, message.Attempt));
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(_pace, TimeProvider.System, CancellationToken.None);
            var batch = new List<JsonObject>();
            while (batch.Count < MostPerBody && _due.TryDequeue(out var status))
                batch.Add(status);
            if (batch.Count == 0)
                continue;
            await meta.DeliverAsync(WebhookBody.Statuses(batch), _retry, stop);
            Interlocked.Add(ref _open, -batch.Count);
        }
    }
}
