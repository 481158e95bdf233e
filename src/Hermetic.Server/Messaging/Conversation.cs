using Hermetic.Domain;
using Hermetic.Storage;
using Orleans.Concurrency;

namespace Hermetic.Server.Messaging;

/// <summary>One person's talk with one number. A call is only a wake-up: the rows say what there is to do.</summary>
public interface IConversation : IGrainWithGuidKey
{
    [OneWay]
    Task WakeAsync();
}

/// <summary>
/// Step 5. Drains rows by sequence: first what is still to be sent, then the next message. Orleans gives placement and
/// one activation most of the time; the lease gives correctness always.
/// </summary>
internal sealed partial class Conversation(
    Database database, TurnRunner turns, Sending sending, ILogger<Conversation> log) : Grain, IConversation
{
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(2);

    private readonly Pending _pending = new();
    private ConversationLease? _lease;
    private IGrainTimer? _alarm;

    public async Task WakeAsync()
    {
        try
        {
            var wait = await DrainAsync();
            SetAlarm(wait);
        }
        catch (FencedException)
        {
            // Another activation took over, or the person was erased: this one knows nothing any more.
            _lease = null;
            DeactivateOnIdle();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            Failed(failure.GetType().Name);
            SetAlarm(_afterFailure);
        }
    }

    /// <returns>When to look again; null when there is nothing left to do.</returns>
    private async Task<TimeSpan?> DrainAsync()
    {
        var id = ConversationId.From(this.GetPrimaryKey());
        _lease ??= await database.CommitAsync(transaction => Storage.Conversations.Claim(transaction, id));
        while (_lease is { } lease)
        {
            if (database.Read(session => Storage.Outbox.NextOpen(session, id)) is { } open)
            {
                if (await sending.StepAsync(lease, open, _pending, CancellationToken.None) is { } wait)
                    return wait;
            }
            else if (database.Read(session => Storage.Inbox.Next(session, lease)) is { } message)
                _lease = await turns.RunAsync(lease, message, CancellationToken.None);
            else
                return null;
        }
        DeactivateOnIdle();
        return null;
    }

    private void SetAlarm(TimeSpan? wait)
    {
        _alarm?.Dispose();
        _alarm = wait is { } due
            ? this.RegisterGrainTimer(WakeAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan))
            : null;
    }

    [LoggerMessage(30, LogLevel.Error, "A conversation could not go on ({Failure}); it is tried again.")]
    private partial void Failed(string failure);
}
