namespace Hermetic.Server.Observability;

/// <summary>
/// Times each call of the Graph API. An address holds ids and codes, so only its last word is looked at, and told by a
/// name that is known beforehand.
/// </summary>
internal sealed class GraphDurations(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var code = 0;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            code = (int)response.StatusCode;
            return response;
        }
        finally
        {
            Instruments.Called(RouteOf(request), code, clock.GetElapsedTime(begun));
        }
    }

    /// <summary>
    /// Messages and uploads are posted to <c>/{version}/{number}/messages</c> and <c>…/media</c>; a file's address has a
    /// host of its own and no version in front.
    /// </summary>
    internal static GraphRoute RouteOf(HttpRequestMessage request) => request.RequestUri?.AbsolutePath switch
    {
        null => GraphRoute.Other,
        var path when path.EndsWith("/messages", StringComparison.Ordinal) => GraphRoute.Messages,
        var path when path.EndsWith("/media", StringComparison.Ordinal) => GraphRoute.Media,
        var path when !path.StartsWith("/v", StringComparison.Ordinal) => GraphRoute.File,
        _ => GraphRoute.Other,
    };
}
