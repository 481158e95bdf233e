using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Wakes conversations: at once after a commit, and by a scan that guarantees that every row is drained even when a
/// wake-up was lost, an activation died or the process was killed.
/// </summary>
public sealed partial class Conversations(
    Database database, IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime,
    ILogger<Conversations> log) : BackgroundService
{
    private const int MostPerScan = 1000;
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>Conversations with unanswered messages at the last look; at most <see cref="MostPerScan"/>.</summary>
    internal int Undrained { get; private set; }

    /// <summary>Conversations with messages on their way out at the last look; at most <see cref="MostPerScan"/>.</summary>
    internal int Open { get; private set; }

    /// <summary>Nobody is woken while the service stops: the silo goes first, and the rows wait for the next start.</summary>
    internal void Wake(IReadOnlyCollection<ConversationId> conversations)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;
        foreach (var id in conversations)
            _ = grains.GetGrain<IConversation>(id.Value).WakeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The silo starts after this loop; a wake-up before it would only be logged as lost.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(_interval, clock);
        do
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
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(50, LogLevel.Error, "The scan for unanswered messages failed ({Failure}).")]
    private partial void ScanFailed(string failure);
}
