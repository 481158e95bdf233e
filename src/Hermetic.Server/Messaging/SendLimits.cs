using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Hermetic.Domain;

namespace Hermetic.Server.Messaging;

/// <summary>
/// WhatsApp's limits, kept on our side: so many messages a second for the number, and for each person a burst of 45
/// that refills by one every six seconds.
/// </summary>
internal sealed class SendLimits(WhatsAppSettings settings, TimeProvider clock) : IDisposable
{
    private const int PairBurst = 45;
    private static readonly TimeSpan _pairRefill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _shortWait = TimeSpan.FromMilliseconds(50);

    // Timestamp before which nothing goes out, because WhatsApp said that the number is too fast.
    private long _notBefore;

    private readonly TokenBucketRateLimiter? _number = settings.MessagesPerSecond == 0 ? null : new(new()
    {
        TokenLimit = settings.MessagesPerSecond,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / settings.MessagesPerSecond),
        AutoReplenishment = true,
    });
    private readonly PartitionedRateLimiter<ConversationId>? _pairs = !settings.PairLimit ? null
        : PartitionedRateLimiter.Create<ConversationId, ConversationId>(pair =>
            RateLimitPartition.GetTokenBucketLimiter(pair, static _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = PairBurst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = _pairRefill,
                AutoReplenishment = true,
            }));

    /// <summary>WhatsApp's own limit of the number was hit (130429): everybody pauses, nobody is refused again and again.</summary>
    internal void Pause(TimeSpan time) => Interlocked.Exchange(
        ref _notBefore, clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency));

    /// <summary>Takes a place for one message now; otherwise says when to ask again.</summary>
    internal TimeSpan? Reserve(ConversationId pair)
    {
        var pause = clock.GetElapsedTime(clock.GetTimestamp(), Interlocked.Read(ref _notBefore));
        if (pause > TimeSpan.Zero)
            return pause;
        // Nobody takes a place that they cannot use: neither who has to wait the number's, nor the number's queue theirs.
        if (_pairs?.GetStatistics(pair) is { CurrentAvailablePermits: < 1 })
            return _pairRefill;
        using var byNumber = _number?.AttemptAcquire();
        if (byNumber is { IsAcquired: false })
            return _shortWait;
        using var byPair = _pairs?.AttemptAcquire(pair);
        return byPair is { IsAcquired: false } ? _pairRefill : null;
    }

    public void Dispose()
    {
        _number?.Dispose();
        _pairs?.Dispose();
    }
}
