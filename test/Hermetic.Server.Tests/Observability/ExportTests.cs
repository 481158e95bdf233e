using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hermetic.Server.Tests.Observability;

/// <summary>What a collector gets, and when it gets nothing.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly WebApplication _collector = Receiver();
    private readonly ConcurrentBag<(string Path, string Body)> _received = [];

    private string Endpoint => _collector.Urls.First();

    [Fact]
    public async Task A_collector_gets_numbers_and_the_share_of_traces_that_it_was_promised()
    {
        await TalkAsync(
            ("OpenTelemetry:Endpoint", Endpoint), ("OpenTelemetry:TraceRatio", "1"), ("Metrics:Node", "node-one"),
            ("Metrics:Urls", "none"));

        Assert.Contains(_received, one => one.Path == "/v1/metrics" && one.Body.Contains("hermetic.sends.refused", StringComparison.Ordinal));
        Assert.All(_received, one => Assert.Contains("node-one", one.Body, StringComparison.Ordinal));
        var traces = string.Concat(_received.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        foreach (var word in new[] { "webhook", "turn", "send", "Accepted" })
            Assert.Contains(word, traces, StringComparison.Ordinal);
        // Of the web server, the HTTP client and the database nothing leaves: their spans hold addresses.
        foreach (var word in new[] { "http.", "url.", "server.address", "Microsoft.AspNetCore", "host.name", RunningService.Ana.PhoneNumber! })
            Assert.DoesNotContain(word, traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_share_there_are_no_traces()
    {
        await TalkAsync(("OpenTelemetry:Endpoint", Endpoint));

        Assert.Contains(_received, one => one.Path == "/v1/metrics");
        Assert.DoesNotContain(_received, one => one.Path == "/v1/traces");
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_is_nobody_s_problem()
    {
        await _collector.StopAsync();

        await TalkAsync(("OpenTelemetry:Endpoint", "http://127.0.0.1:9"), ("OpenTelemetry:TraceRatio", "1"));
    }

    /// <summary>Whoever sends a webhook does not name its trace.</summary>
    private static async Task TalkAsync(params (string Key, string Value)[] settings)
    {
        await using var service = await RunningService.StartAsync(settings);
        await service.AskAsync(RunningService.Ana, "Hello");
        await service.DrainedAsync(1);
    }

    private static WebApplication Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    public async ValueTask InitializeAsync()
    {
        _collector.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.Add((request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await _collector.StartAsync();
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();
}
