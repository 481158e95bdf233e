using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Hermetic.Domain;

namespace Hermetic.Server.Messaging;

/// <summary>
/// WhatsApp's limits, kept on our side: so many messages a second for the number, and for each person a burst of 45
/// that refills by one every six seconds. Each with something in reserve: what counts is when a send reaches WhatsApp.
/// </summary>
internal sealed class SendLimits(WhatsAppSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>WhatsApp's 45 but one: an early send that was slow must not make a late one come too soon.</summary>
    private const int PairBurst = 44;
    private static readonly TimeSpan _pairRefill = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _shortWait = TimeSpan.FromMilliseconds(50);

    // Timestamp before which nothing goes out, because WhatsApp said that the number is too fast.
    private long _notBefore;

    private readonly Lock _sharing = new();
    private TokenBucketRateLimiter? _number = Number(settings.MessagesPerSecond, nodes: 1);
    private readonly PartitionedRateLimiter<ConversationId>? _pairs = !settings.PairLimit ? null
        : PartitionedRateLimiter.Create<ConversationId, ConversationId>(pair =>
            RateLimitPartition.GetTokenBucketLimiter(pair, static _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = PairBurst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = _pairRefill,
                AutoReplenishment = true,
            }));

    /// <summary>Of how many nodes this is one.</summary>
    internal int Nodes { get; private set; } = 1;

    /// <summary>WhatsApp's own limit of the number was hit (130429): everybody pauses, nobody is refused again and again.</summary>
    /// <remarks>A shorter pause never ends a longer one: conversations count their refusals each for itself.</remarks>
    internal void Pause(TimeSpan time)
    {
        var until = clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        for (var set = Interlocked.Read(ref _notBefore); set < until;)
        {
            var found = Interlocked.CompareExchange(ref _notBefore, until, set);
            set = found == set ? until : found;
        }
    }

    /// <summary>
    /// So many nodes send for the number: each takes its part, and together they keep the limit. Called by one at a time.
    /// </summary>
    internal void Share(int nodes)
    {
        if (nodes == Nodes)
            return;
        Nodes = nodes;
        var before = _number;
        var after = Number(settings.MessagesPerSecond, nodes);
        // A new bucket is full; what the old one had given away in this second stays given.
        if (before?.GetStatistics() is { } left && after?.GetStatistics() is { } full
            && full.CurrentAvailablePermits - left.CurrentAvailablePermits is var spent and > 0)
            after.AttemptAcquire((int)spent).Dispose();
        lock (_sharing)
        {
            _number = after;
            before?.Dispose();
        }
    }

    private bool TakeOfNumber()
    {
        lock (_sharing)
        {
            using var taken = _number?.AttemptAcquire();
            return taken is not { IsAcquired: false };
        }
    }

    /// <summary>Takes a place for one message now; otherwise says when to ask again.</summary>
    internal TimeSpan? Reserve(ConversationId pair)
    {
        var pause = clock.GetElapsedTime(clock.GetTimestamp(), Interlocked.Read(ref _notBefore));
        if (pause > TimeSpan.Zero)
            return pause;
        // Nobody takes a place that they cannot use: neither who has to wait the number's, nor the number's queue theirs.
        if (_pairs?.GetStatistics(pair) is { CurrentAvailablePermits: < 1 })
            return _pairRefill;
        if (!TakeOfNumber())
            return _shortWait;
        using var byPair = _pairs?.AttemptAcquire(pair);
        return byPair is { IsAcquired: false } ? _pairRefill : null;
    }

    /// <summary>
    /// A tenth at once and the rest spread over the second, so that no second has more than WhatsApp counts, also when
    /// some of the sends reach it later than others.
    /// </summary>
    private static TokenBucketRateLimiter? Number(int perSecond, int nodes)
    {
        var share = (double)perSecond / nodes;
        var burst = Math.Max(1, (int)(share / 10));
        return perSecond == 0 ? null : new(new()
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / Math.Max(share - burst, Math.Min(share, 1))),
            AutoReplenishment = true,
        });
    }

    public void Dispose()
    {
        _number?.Dispose();
        _pairs?.Dispose();
    }
}
