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
/// one activation most of the time; the lease, read anew before each step, gives correctness always. A conversation
/// lives on the node that took its message: nothing is gained by a way to another one.
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
            // Another activation went on, or the person was erased: this one knows nothing any more.
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
        while (database.Read(session => Storage.Conversations.Look(session, id)) is { } work)
        {
            if (work.Open is { } open)
            {
                if (await sending.StepAsync(work, open, _pending, CancellationToken.None) is { } wait)
                    return wait;
            }
            else if (work.Next is { } message)
            {
                if (await TakeTurnAsync(work, message) is { } wait)
                    return wait;
            }
            else
                break;
        }
        DeactivateOnIdle();
        return null;
    }

    private async Task<TimeSpan?> TakeTurnAsync(ConversationWork work, InboxRow message)
    {
        using var reply = await AnswerAsync(work, message);
        return reply is null ? null : await sending.FirstAsync(reply, _pending, CancellationToken.None);
    }

    private async Task<OpenReply?> AnswerAsync(ConversationWork work, InboxRow message)
    {
        using var span = Traces.Begin("turn");
        _pending.Arrived = _failures == 0 ? times.Take(message.Id) : _pending.Arrived;
        if (_failures >= Patience)
        {
            await turns.GiveUpAsync(work.Lease);
            Instruments.Turns.Add(TurnResult.SetAside);
            _failures = 0;
            return null;
        }
        var reply = await turns.RunAsync(work, message, CancellationToken.None);
        Instruments.Turns.Add(TurnResult.Done);
        _failures = 0;
        return reply;
    }

    /// <summary>The store, the memory or whoever keeps the root is short of breath: that says nothing about the message.</summary>
    private static bool IsTransient(Exception failure) => failure is StorageStalledException or StorageFailedException
        or SecretMemoryExhaustedException or RootProviderException or System.Data.Common.DbException or IOException;

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
