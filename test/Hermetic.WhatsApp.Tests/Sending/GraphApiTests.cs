using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

/// <summary>What every call of the Graph API has in common.</summary>
public sealed class GraphApiTests
{
    // printf t0ken | openssl dgst -sha256 -hmac s3cret
    private const string Proof = "d0f8abfce5e9c8e5c0b6446d31e29359768d9916db08c6a94ca7b481a4eeac2c";

    [Fact]
    public async Task Every_call_carries_the_proof_when_the_app_secret_is_known()
    {
        var graph = new Recorded(_ => new() { Content = new StringContent("{}") });
        await CallAllAsync(graph, Secret.FromText("s3cret"));
        Assert.Equal(
            [
                $"https://graph.example/v26.0/1/messages?appsecret_proof={Proof}",
                $"https://graph.example/v26.0/1/messages?appsecret_proof={Proof}",
                $"https://graph.example/v26.0/77?phone_number_id=1&appsecret_proof={Proof}",
                $"https://graph.example/v26.0/1/media?appsecret_proof={Proof}",
                $"https://graph.example/v26.0/77?phone_number_id=1&appsecret_proof={Proof}",
            ],
            graph.Requests.Select(request => request.Url));
    }

    [Fact]
    public async Task Without_the_app_secret_there_is_none()
    {
        var graph = new Recorded(_ => new() { Content = new StringContent("{}") });
        await CallAllAsync(graph, appSecret: null);
        Assert.Equal(5, graph.Requests.Count);
        Assert.All(graph.Requests, request => Assert.DoesNotContain("proof", request.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_token_nor_secret_nor_proof_nor_content_is_in_an_exception()
    {
        // Every failure that leaves the client: cancelled, and a form that is refused.
        var graph = new Recorded(_ => new() { Content = new StringContent("{}") });
        using var http = new HttpClient(graph);
        var client = new CloudApiClient(http, Files.Options(new("https://graph.example"), Secret.FromText("s3cret")));
        var to = Recipient.PhoneNumber("+34600111222".Utf8());
        var failures = new[]
        {
            await Record.ExceptionAsync(() => client.SendAsync("1/2", to, OutboundMessage.Text("geheim".Utf8()), "a1", default).AsTask()),
            await Record.ExceptionAsync(() => client.SendAsync("1", to, OutboundMessage.Text("geheim".Utf8()), "", default).AsTask()),
            await Record.ExceptionAsync(() => client.MarkReadAsync("?", "geheim".Utf8(), typing: true, default).AsTask()),
        };
        foreach (var failure in failures)
        {
            Assert.NotNull(failure);
            foreach (var secret in new[] { "t0ken", "s3cret", Proof, "geheim", "34600111222" })
                Assert.DoesNotContain(secret, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task CallAllAsync(Recorded graph, Secret? appSecret)
    {
        using var http = new HttpClient(graph);
        using var arena = new SecretArena(1 << 20);
        var options = Files.Options(new("https://graph.example"), appSecret);
        var client = new CloudApiClient(http, options);
        var media = new MediaClient(http, options, arena);
        await client.SendAsync("1", Recipient.PhoneNumber("+34600111222".Utf8()), OutboundMessage.Text("x".Utf8()), "a1", default);
        await client.MarkReadAsync("1", "wamid.A".Utf8(), typing: false, default);
        await media.DescribeAsync("1", Files.Id, default);
        await media.UploadAsync("1", MediaKind.Image, "image/png", 1, One(), default);
        await media.DeleteAsync("1", Files.Id, default);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> One()
    {
        yield return await ValueTask.FromResult("x".Utf8());
    }
}
