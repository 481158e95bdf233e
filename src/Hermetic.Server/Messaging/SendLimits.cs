using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Hermetic.Domain;

namespace Hermetic.Server.Messaging;

/// <summary>
/// WhatsApp's limits, kept on our side: so many messages a second for the number, and for each person a burst of 45
/// that refills by one every six seconds.
/// </summary>
internal sealed class SendLimits(WhatsAppSettings settings) : IDisposable
{
    private const int PairBurst = 45;
    private static readonly TimeSpan _pairRefill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _shortWait = TimeSpan.FromMilliseconds(50);

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

    /// <summary>Takes a place for one message now; otherwise says when to ask again.</summary>
    internal TimeSpan? Reserve(ConversationId pair)
    {
        // The pair first: a person who has to wait takes no place of the number.
        using var byPair = _pairs?.AttemptAcquire(pair);
        if (byPair is { IsAcquired: false })
            return _pairRefill;
        using var byNumber = _number?.AttemptAcquire();
        return byNumber is { IsAcquired: false } ? _shortWait : null;
    }

    public void Dispose()
    {
        _number?.Dispose();
        _pairs?.Dispose();
    }
}
