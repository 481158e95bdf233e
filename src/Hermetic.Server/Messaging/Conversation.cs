using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Observability;
using Hermetic.Storage;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Hermetic.Server.Messaging;

/// <summary>One person's talk with one number. A call is only a wake-up: the rows say what there is to do.</summary>
public interface IConversation : IGrainWithGuidKey
{
    [OneWay]
    Task WakeAsync();
}

/// <summary>
/// Step 5. Drains rows by sequence: first what is still to be sent, then the next message. Orleans gives placement and
/// one activation most of the time; the lease gives correctness always. A conversation lives on the node that took its
/// message: nothing is gained by a way to another one.
/// </summary>
[PreferLocalPlacement]
internal sealed partial class Conversation(
    Database database, TurnRunner turns, Sending sending, ArrivalTimes times, TimeProvider clock,
    ILogger<Conversation> log) : Grain, IConversation
{
    /// <summary>Failures at the same message, not the store's, after which it is set aside for staff.</summary>
    private const int Patience = 5;
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);

    private readonly Pending _pending = new();
    private ConversationLease? _lease;
    private IGrainTimer? _alarm;
    private int _failures;
    private long _notBefore;

    public async Task WakeAsync()
    {
        if (clock.GetTimestamp() < _notBefore)
            return;
        try
        {
            SetAlarm(await DrainAsync());
        }
        catch (FencedException)
        {
            // Another activation took over, or the person was erased: this one knows nothing any more.
            _lease = null;
            DeactivateOnIdle();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            Instruments.Turns.Add(TurnResult.Failed);
            Failed(ConversationId.From(this.GetPrimaryKey()), failure.GetType().Name);
            _failures += IsTransient(failure) ? 0 : 1;
            var pause = _afterFailure * Math.Clamp(_failures, 1, Patience);
            _notBefore = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
            SetAlarm(pause);
        }
    }

    /// <returns>When to look again; null when there is nothing left to do.</returns>
    private async Task<TimeSpan?> DrainAsync()
    {
        var id = ConversationId.From(this.GetPrimaryKey());
        _lease ??= await database.CommitAsync(transaction => Storage.Conversations.Claim(transaction, id));
        while (_lease is { } lease)
        {
            var (open, message) = database.Read(session => Storage.Outbox.NextOpen(session, id) is { } waits
                ? (waits, (InboxRow?)null)
                : (null, Storage.Inbox.Next(session, lease)));
            if (open is not null)
            {
                if (await sending.StepAsync(lease, open, _pending, CancellationToken.None) is { } wait)
                    return wait;
            }
            else if (message is not null)
            {
                using var span = Traces.Begin("turn");
                _pending.Arrived = _failures == 0 ? times.Take(message.Id) : _pending.Arrived;
                var givesUp = _failures >= Patience;
                _lease = givesUp
                    ? await turns.GiveUpAsync(lease)
                    : await turns.RunAsync(lease, message, CancellationToken.None);
                Instruments.Turns.Add(givesUp ? TurnResult.SetAside : TurnResult.Done);
                _failures = 0;
            }
            else
                return null;
        }
        DeactivateOnIdle();
        return null;
    }

    /// <summary>The store or the memory is short of breath: that says nothing about the message.</summary>
    private static bool IsTransient(Exception failure) => failure is StorageStalledException or StorageFailedException
        or SecretMemoryExhaustedException or System.Data.Common.DbException or IOException;

    private void SetAlarm(TimeSpan? wait)
    {
        _alarm?.Dispose();
        _alarm = wait is { } due
            ? this.RegisterGrainTimer(WakeAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan))
            : null;
    }

    [LoggerMessage(30, LogLevel.Error, "Conversation {Conversation} could not go on ({Failure}); it is tried again.")]
    private partial void Failed(ConversationId conversation, string failure);
}
