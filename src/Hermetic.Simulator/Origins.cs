using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator;

/// <summary>Whose page sent a request, as far as a browser says so. Programs that are no browser say nothing.</summary>
public static class Origins
{
    /// <summary>
    /// A page of another address sent it: <c>Origin</c> (RFC 6454, 7) names one, or is opaque (<c>null</c>).
    /// </summary>
    public static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";
}
