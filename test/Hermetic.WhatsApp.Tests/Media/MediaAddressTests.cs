using System.Net;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

public sealed class MediaAddressTests
{
    private const string File = "a file";

    [Theory]
    [InlineData("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=A")]
    [InlineData("https://LOOKASIDE.fbsbx.com/x")]
    [InlineData("https://lookaside.fbsbx.com:443/x")]
    [InlineData("https://scontent.fbcdn.net/x")]
    [InlineData("https://a.b.whatsapp.net/x")]
    [InlineData("https://mmg.whatsapp.net/x#part")]
    public async Task The_token_goes_to_Metas_store(string url)
    {
        var (outcome, requests) = await DownloadAsync(url, "https://graph.facebook.com");
        Assert.Equal(new DownloadOutcome.Complete(File.Length), outcome);
        Assert.Equal("Bearer t0ken", Assert.Single(requests).Authorization);
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com@evil.example/x")]
    [InlineData("https://evil.example@lookaside.fbsbx.com/x")]
    [InlineData("https://user:password@lookaside.fbsbx.com/x")]
    [InlineData("https://lookaside.fbsbx.com:password@evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com.evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com./x")]
    [InlineData("https://evillookaside.fbsbx.com/x")]
    [InlineData("https://a.lookaside.fbsbx.com/x")]
    [InlineData("https://fbsbx.com/x")]
    [InlineData("https://fbcdn.net/x")]
    [InlineData("https://evilfbcdn.net/x")]
    [InlineData("https://evil.example/.fbcdn.net")]
    [InlineData("https://evil.example?.whatsapp.net")]
    [InlineData("https://evil.example#.whatsapp.net")]
    [InlineData("https://.whatsapp.net/x")]
    [InlineData("https://evil.example\\.whatsapp.net/x")]
    [InlineData("https://lookaside.fbsbx.com\\@evil.example/x")]
    [InlineData("https://evil.example\\@lookaside.fbsbx.com/x")]
    [InlineData("https://lookaside.fbsbx.com%2Fevil.example/x")]
    [InlineData("https://lookaside.fbsbx.com%00.evil.example/x")]
    [InlineData("https://lookaside%E3%80%82fbsbx%E3%80%82com.evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com:8443/x")]
    [InlineData("http://lookaside.fbsbx.com/x")]
    [InlineData("http://lookaside.fbsbx.com:443/x")]
    [InlineData("ftp://lookaside.fbsbx.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//lookaside.fbsbx.com/x")]
    [InlineData("/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::ffff:10.0.0.1]/x")]
    [InlineData("http://127.0.0.1:9000/x")]
    [InlineData("https:lookaside.fbsbx.com")]
    [InlineData("https:///lookaside.fbsbx.com")]
    [InlineData("javascript:alert(1)")]
    public async Task Any_other_address_is_never_asked(string url)
    {
        var (outcome, requests) = await DownloadAsync(url, "https://graph.facebook.com");
        Assert.Equal(new DownloadOutcome.ForeignAddress(), outcome);
        Assert.Empty(requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/media/1", true)]
    [InlineData("http://localhost:9000/graph", "http://localhost:9000/media/1", true)]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9001/media/1", false)]
    [InlineData("http://127.0.0.1:9000", "http://localhost:9000/media/1", false)]
    [InlineData("http://127.0.0.1:9000", "http://x@127.0.0.1:9000/media/1", false)]
    [InlineData("http://127.0.0.1:9000", "http://evil.example:9000/media/1", false)]
    [InlineData("http://127.0.0.1:9000", "https://lookaside.fbsbx.com/1", true)]
    [InlineData("https://127.0.0.1:9000", "https://127.0.0.1:9000/media/1", false)]
    [InlineData("https://127.0.0.1:9000", "http://127.0.0.1:9000/media/1", false)]
    public async Task The_simulators_own_address_is_good_only_while_it_is_the_Graph(string graph, string url, bool good)
    {
        var (outcome, requests) = await DownloadAsync(url, graph);
        Assert.Equal(good, outcome is DownloadOutcome.Complete);
        Assert.Equal(good ? 1 : 0, requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirect_is_not_followed(HttpStatusCode status)
    {
        var (outcome, requests) = await DownloadAsync(
            "https://lookaside.fbsbx.com/x", "https://graph.facebook.com",
            _ => new(status) { Headers = { Location = new("https://evil.example/x") }, Content = new StringContent(File) });
        Assert.Equal(new DownloadOutcome.ForeignAddress(), outcome);
        Assert.Single(requests);
    }

    private static async Task<(DownloadOutcome Outcome, List<(HttpMethod, string, string? Authorization)> Requests)> DownloadAsync(
        string url, string graph, Func<HttpRequestMessage, HttpResponseMessage>? answer = null)
    {
        var description = await Files.DescribeAsync(
            Files.Description(url.Replace("\\", "\\\\", StringComparison.Ordinal), Files.Hash(File), null));
        var store = new Recorded(answer ?? (_ => new() { Content = new StringContent(File) }));
        using var http = new HttpClient(store);
        using var arena = new SecretArena(1 << 20);
        var sink = new KeptFile();
        var outcome = await new MediaClient(http, Files.Options(new(graph)), arena)
            .DownloadAsync(description!, MediaKind.Image, sink, default);
        Assert.Equal(outcome is DownloadOutcome.Complete ? (File, 0) : (null, 1), (sink.Kept, sink.Discards));
        return (outcome, store.Requests);
    }
}
