using Amazon.Runtime;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Aws;

/// <summary>The SDK's requests go the way that all others go, and an answer has an end.</summary>
internal sealed class AwsTransport(ServiceAddress address) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _http = new(new Bounded { InnerHandler = ServiceHandler.Create(address.Authority) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _http.Dispose();

    private sealed class Bounded : DelegatingHandler
    {
        private const int LargestAnswer = 64 << 10;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
            return response;
        }
    }
}
