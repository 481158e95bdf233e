using Hermetic.Server.Observability;

namespace Hermetic.Server.Tests.Observability;

public sealed class GraphDurationsTests
{
    [Theory]
    [InlineData("https://graph.facebook.com/v25.0/106540352242922/messages?appsecret_proof=00", "Messages")]
    [InlineData("https://graph.facebook.com/v25.0/106540352242922/media", "Media")]
    [InlineData("https://graph.facebook.com/v25.0/1034567890", "Other")]
    [InlineData("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=x", "File")]
    public void A_call_is_told_by_the_name_of_its_route(string address, string route)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);

        Assert.Equal(route, GraphDurations.RouteOf(request).ToString());
    }

    [Fact]
    public async Task A_call_is_timed_with_its_code_and_a_failure_with_none()
    {
        using var seen = Measured.Of("hermetic.graph.duration");
        using var client = new HttpClient(new GraphDurations(new Answering(), TimeProvider.System));

        using var answer = await client.GetAsync(new Uri("http://graph.example/v25.0/1/messages"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://graph.example/v25.0/1/media")));

        Assert.Contains("route=messages code=429", seen.Tags);
        Assert.Contains("route=media code=none", seen.Tags);
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
            request.RequestUri!.AbsolutePath.EndsWith("messages", StringComparison.Ordinal)
                ? Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests))
                : throw new HttpRequestException("cut");
    }
}
