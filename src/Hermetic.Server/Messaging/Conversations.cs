using Hermetic.Domain;
using Hermetic.Server.Cluster;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Wakes conversations: at once after a commit, and by a scan that guarantees that every row is drained even when a
/// wake-up was lost, an activation died or the process was killed. It scans each second, and whenever nodes come or go.
/// </summary>
internal sealed partial class Conversations(
    Database database, ClusterNode node, TimeProvider clock, IHostApplicationLifetime lifetime,
    ILogger<Conversations> log) : BackgroundService
{
    private const int MostPerScan = 1000;
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>Conversations with unanswered messages at the last look; at most <see cref="MostPerScan"/>.</summary>
    internal int Undrained { get; private set; }

    /// <summary>Conversations with messages on their way out at the last look; at most <see cref="MostPerScan"/>.</summary>
    internal int Open { get; private set; }

    /// <summary>
    /// Nobody is woken while there is no silo, which starts after the intake and stops before it: the rows wait for the scan.
    /// </summary>
    internal void Wake(IReadOnlyCollection<ConversationId> conversations)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || node.Grains is not { } grains)
            return;
        foreach (var id in conversations)
            _ = grains.GetGrain<IConversation>(id.Value).WakeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (true)
        {
            // Asked for first: what changes during the scan is scanned for again.
            var changed = node.Changed;
            if (node.Grains is not null)
                Scan();
            if (await Task.WhenAny(tick, changed) != tick)
                continue;
            await tick;
            tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        }
    }

    private void Scan()
    {
        try
        {
            var undrained = database.Read(session => Storage.Conversations.Undrained(session, MostPerScan));
            var open = database.Read(session => Storage.Outbox.OpenConversations(session, MostPerScan));
            (Undrained, Open) = (undrained.Count, open.Count);
            Wake(undrained);
            Wake(open);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ScanFailed(failure.GetType().Name);
        }
    }

    [LoggerMessage(50, LogLevel.Error, "The scan for unanswered messages failed ({Failure}).")]
    private partial void ScanFailed(string failure);
}
