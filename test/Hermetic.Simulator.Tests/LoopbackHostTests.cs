using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

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

    [Theory]
    [InlineData("https://shop.example", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.Accepted)]
    [InlineData(null, HttpStatusCode.Accepted)]
    public async Task A_page_of_another_origin_makes_nobody_write(string? origin, HttpStatusCode expected)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(expected, await PostAsync(stage, "simulator/people/0/messages", "{\"text\": \"Hello\"}", origin));
        Assert.Equal(expected == HttpStatusCode.Accepted ? 1 : 0, (await ShownAsync(stage)).GetArrayLength());
    }

    [Theory]
    [InlineData("POST", "simulator/people")]
    [InlineData("POST", "simulator/people/0/buttons")]
    [InlineData("POST", "simulator/people/0/echoes")]
    [InlineData("POST", "simulator/messages/wamid.x/redeliver")]
    [InlineData("PUT", "simulator/anything-to-come")]
    [InlineData("DELETE", "Simulator/Anything-To-Come")]
    public async Task Nor_does_it_change_anything_else_of_the_phones(string method, string path)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(stage, new(method), path, "{}", "https://shop.example"));
    }

    [Fact]
    public async Task The_Graph_API_answers_whatever_the_origin()
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(
            HttpStatusCode.BadRequest, await PostAsync(stage, Stage.Messages, "{}", "https://shop.example"));
    }

    private static Task<JsonElement> ShownAsync(Stage stage) =>
        stage.Http.GetFromJsonAsync<JsonElement>("simulator/conversations/0");

    private static Task<HttpStatusCode> PostAsync(Stage stage, string path, string json, string? origin) =>
        SendAsync(stage, HttpMethod.Post, path, json, origin);

    private static async Task<HttpStatusCode> SendAsync(
        Stage stage, HttpMethod method, string path, string json, string? origin)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? $"http://{stage.Http.BaseAddress!.Authority}" : origin);
        return (await stage.Http.SendAsync(request)).StatusCode;
    }
}
