using System.Net;

namespace Hermetic.Simulator.Tests;

public sealed class LoopbackHostTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://example.org")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("not an address")]
    public async Task Only_plain_http_on_loopback_is_listened_to(string url)
    {
        var options = Stage.Options(new("http://127.0.0.1:9/")) with { Url = url };

        await Assert.ThrowsAsync<ArgumentException>(() => CloudApiSimulator.StartAsync(options));
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.0.10", HttpStatusCode.MisdirectedRequest)]
    public async Task A_foreign_name_for_the_machine_gets_no_answer(string host, HttpStatusCode expected)
    {
        await using var stage = await Stage.SetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "simulator/people");
        request.Headers.Host = host;

        Assert.Equal(expected, (await stage.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.NotFound)]
    public async Task Another_page_of_the_browser_changes_nothing(string? site, HttpStatusCode expected)
    {
        await using var stage = await Stage.SetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "simulator/messages/wamid.x/redeliver");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        Assert.Equal(expected, (await stage.Http.SendAsync(request)).StatusCode);
    }
}
