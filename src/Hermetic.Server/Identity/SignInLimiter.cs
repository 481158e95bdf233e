using System.Net;
using System.Threading.RateLimiting;

namespace Hermetic.Server.Identity;

/// <summary>
/// How often somebody may try to come in, by where they come from. Nobody is locked out by what others try elsewhere, and
/// the answer is the same for who exists and who does not.
/// </summary>
internal sealed class SignInLimiter : IDisposable
{
    /// <summary>Tries in a minute from one network.</summary>
    internal const int Tries = 30;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
        http => RateLimitPartition.GetSlidingWindowLimiter(
            RemoteNetwork.Of(http, http.RequestServices.GetRequiredService<Settings>().Listen.Proxy),
            static _ => new() { PermitLimit = Tries, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>An endpoint filter: 429 once it was too often.</summary>
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredService<SignInLimiter>()._limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
            return await next(context);
        http.Response.Headers.RetryAfter = "60";
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => _limiter.Dispose();
}
