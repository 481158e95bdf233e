using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Load.Tests.Drive;

namespace Load.Tests.Graph;

/// <summary>The Graph API refuses, cuts and reports as it is told.</summary>
public sealed class GraphServerTests : IAsyncLifetime
{
    private const string Token = "token";
    private GraphServer _graph = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await GraphServer.StartAsync(0, Token, Journal.Open(path: null), new Random(1));
        _http = new() { BaseAddress = new($"http://127.0.0.1:{_graph.Port}") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    [Fact]
    public async Task A_message_is_accepted_with_an_id()
    {
        using var answer = await SendAsync();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages")[0].GetProperty("id").GetString();
        Assert.StartsWith("wamid.", id, StringComparison.Ordinal);
        Assert.Equal(1, _graph.Counts.Accepted);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_accepted()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");
        using var answer = await SendAsync();
        Assert.Equal((HttpStatusCode.Unauthorized, 0, 1), (answer.StatusCode, _graph.Counts.Accepted, _graph.Counts.Unauthorized));
    }

    [Theory]
    [InlineData("""{"pairLimit":1}""", 429, "131056")]
    [InlineData("""{"numberLimit":1}""", 429, "130429")]
    [InlineData("""{"serverError":1}""", 500, "131000")]
    [InlineData("""{"nonsense":1}""", 500, "<html>")]
    public async Task What_it_refuses_is_not_accepted(string faults, int status, string says)
    {
        await ChangeAsync(faults);
        using var answer = await SendAsync();
        Assert.Equal((status, 0), ((int)answer.StatusCode, _graph.Counts.Accepted));
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ChangeAsync("{}");
        using var later = await SendAsync();
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task What_it_cuts_is_accepted_and_never_answered()
    {
        await ChangeAsync("""{"cut":1}""");
        await Assert.ThrowsAsync<HttpRequestException>(SendAsync);
        Assert.Equal((1, 1), (_graph.Counts.Accepted, _graph.Counts.Cut));
    }

    [Fact]
    public async Task A_read_mark_is_no_message()
    {
        using var answer = await SendAsync("""{"messaging_product":"whatsapp","status":"read","message_id":"x"}""");
        Assert.Equal((HttpStatusCode.OK, 0, 1), (answer.StatusCode, _graph.Counts.Accepted, _graph.Counts.Receipts));
    }

    [Theory]
    [InlineData("""{}""", "sent delivered read")]
    [InlineData("""{"statusReordered":1}""", "read delivered sent")]
    [InlineData("""{"statusTwice":1}""", "sent sent delivered delivered read read")]
    [InlineData("""{"statusMissing":1}""", "")]
    public async Task Statuses_come_as_it_is_told(string faults, string statuses)
    {
        await using var service = new EchoService(_graph, "secret", Token);
        await service.StartAsync();
        using var sender = new WebhookSender("secret", "1", "/", [service.Address]);
        var reports = new StatusReports(_graph, sender, Journal.Open(path: null), new Random(1));
        _graph.Accepted = reports.Report;
        await ChangeAsync(faults);
        (await SendAsync()).Dispose();
        using var end = new CancellationTokenSource();
        var running = reports.RunAsync(end.Token);
        while (reports.Open > 0)
            await Task.Yield();
        await end.CancelAsync();
        await running;
        Assert.Equal(statuses, string.Join(' ', service.Statuses.Select(status => status.Status)));
    }

    private async Task ChangeAsync(string faults)
    {
        using var content = new StringContent(faults, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/control", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string? body = null)
    {
        using var content = new StringContent(
            body ?? """{"to":"+491500000001","text":{"body":"hello"},"biz_opaque_callback_data":"a"}""", Encoding.UTF8, "application/json");
        return await _http.PostAsync(new Uri("/v25.0/1/messages", UriKind.Relative), content);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _graph.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync() => SendAsync(body: null);
}
