using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Simulator.Tests;

/// <summary>
/// A service with a webhook on a real Kestrel: it keeps what arrives and answers as it is told.
/// </summary>
internal sealed class FakeService : IAsyncDisposable
{
    public const string AppSecret = "app secret of the tests";

    private readonly WebApplication _host;
    private readonly ConcurrentQueue<int> _refusals = new();
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private FakeService()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _host = builder.Build();
        _host.UseRouting();
        _host.MapPost("/webhooks/whatsapp", ReceiveAsync);
        _host.MapGet("/webhooks/whatsapp", VerifyAsync);
    }

    public Uri Webhook => new(new Uri(_host.Urls.First()), "/webhooks/whatsapp");

    /// <summary>Everything that arrived so far, oldest first.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    /// <summary>What happens inside the webhook before it is answered.</summary>
    public Func<ReceivedWebhook, Task>? WhileAnswering { get; set; }

    public static async Task<FakeService> StartAsync()
    {
        var service = new FakeService();
        await service._host.StartAsync();
        return service;
    }

    /// <summary>The next webhooks get these answers, later ones 200. 0 breaks the connection.</summary>
    public void AnswerNext(params int[] statuses)
    {
        foreach (var status in statuses)
            _refusals.Enqueue(status);
    }

    /// <summary>The next webhook that nobody waited for yet.</summary>
    public async Task<ReceivedWebhook> NextAsync(int alreadySeen)
    {
        while (_received.Count <= alreadySeen)
            Assert.True(
                await _arrivals.WaitAsync(TimeSpan.FromSeconds(10)), "No webhook arrived within 10 seconds.");
        return _received.ElementAt(alreadySeen);
    }

    private static Task VerifyAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var right = query["hub.mode"] == "subscribe" && query["hub.verify_token"] == "verify token";
        http.Response.StatusCode = right ? 200 : 403;
        return http.Response.WriteAsync(right ? query["hub.challenge"].ToString() : "no");
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var webhook = new ReceivedWebhook(
            body.ToArray(), http.Request.Headers["X-Hub-Signature-256"].ToString(),
            http.Request.ContentType ?? "");
        var answer = _refusals.TryDequeue(out var refusal) ? refusal : 200;
        _received.Enqueue(webhook);
        if (WhileAnswering is { } work)
            await work(webhook);
        if (answer == 0)
            http.Abort();
        http.Response.StatusCode = answer == 0 ? 200 : answer;
        _arrivals.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _arrivals.Dispose();
    }
}

/// <summary>A webhook as it came over the wire.</summary>
internal sealed record ReceivedWebhook(byte[] Body, string Signature, string ContentType)
{
    /// <summary>Checked with .NET's own HMAC, not with the product's.</summary>
    public bool SignatureHolds => Signature == "sha256=" + Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(FakeService.AppSecret), Body));

    public string Ascii => Encoding.ASCII.GetString(Body);

    public JsonElement Value
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            var change = json.RootElement.GetProperty("entry")[0].GetProperty("changes")[0];
            return change.GetProperty("value").Clone();
        }
    }

    public JsonElement? Message => Value.TryGetProperty("messages", out var list) ? list[0] : null;

    public JsonElement? Status => Value.TryGetProperty("statuses", out var list) ? list[0] : null;
}
