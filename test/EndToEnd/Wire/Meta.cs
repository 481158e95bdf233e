using System.Net;
using System.Net.Http.Headers;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Wire;

/// <summary>
/// Meta's sender of webhooks: signs, posts, and posts again until it is answered 200, also while the service is down.
/// Of several nodes it takes one after the other, as a balancer would.
/// </summary>
internal sealed class Meta(Deployment service, params Deployment[] others) : IDisposable
{
    private const string Path = "/webhooks/whatsapp";
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    private readonly Uri[] _nodes = [.. others.Prepend(service).Select(node => node.Url)];
    private uint _next;

    /// <summary>Posts once; null when no answer came.</summary>
    public async Task<HttpStatusCode?> TryAsync(byte[] body)
    {
        try
        {
            using var response = await PostAsync(body, Signature.Of(body, service.AppSecret));
            return response.StatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Posts until the service has acknowledged, with a pause in between.</summary>
    public async Task DeliverAsync(byte[] body, TimeSpan? pause = null, CancellationToken cancel = default)
    {
        while (await TryAsync(body) != HttpStatusCode.OK)
            await Task.Delay(pause ?? _pause, cancel);
    }

    /// <summary>Posts once with any signature, or none.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] body, string? signature) =>
        PostAsync(new ByteArrayContent(body), signature);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node(), Path)) { Content = content };
        // A refused body need not be sent at all, and the answer is not lost among bytes that nobody reads.
        request.Headers.ExpectContinue = content.Headers.ContentLength > 1 << 20;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation(Signature.Header, signature);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(Node(), path));

    private Uri Node() => _nodes[Interlocked.Increment(ref _next) % _nodes.Length];

    public void Dispose() => _http.Dispose();
}
