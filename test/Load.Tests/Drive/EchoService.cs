using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Load.Tests.Drive;

/// <summary>
/// A service of a few lines that echoes, one message at a time; with a fault where a test wants one. It knows its
/// messages by their ids, as every service should.
/// </summary>
internal sealed class EchoService(GraphServer graph, string secret, string token) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new()
    {
        BaseAddress = new($"http://127.0.0.1:{graph.Port}"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
    private readonly SemaphoreSlim _one = new(1);
    private WebApplication? _app;
    private int _taken, _asked;

    /// <summary>Whether a message that was seen before is answered again.</summary>
    public bool Forgets { get; init; }

    /// <summary>Of so many messages one is acknowledged and never answered; 0 for none.</summary>
    public int LosesOneOf { get; init; }

    /// <summary>Of so many requests one is refused with 503; 0 for none.</summary>
    public int RefusesOneOf { get; init; }

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Statuses that were taken.</summary>
    public ConcurrentQueue<(string Wamid, string Status)> Statuses { get; } = [];

    public async Task StartAsync()
    {
        _app = LoopbackHost.Build(0);
        _app.Run(TakeAsync);
        await _app.StartAsync();
        Address = new(IPAddress.Loopback, LoopbackHost.PortOf(_app));
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes.ToArray()));
        if (http.Request.Headers["X-Hub-Signature-256"] != signature)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (RefusesOneOf > 0 && Interlocked.Increment(ref _asked) % RefusesOneOf == 0)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var value = JsonDocument.Parse(bytes.ToArray()).RootElement
            .GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");
        await _one.WaitAsync();
        try
        {
            await AnswerAsync(value);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task AnswerAsync(JsonElement value)
    {
        if (value.TryGetProperty("statuses", out var statuses))
            foreach (var status in statuses.EnumerateArray())
                Statuses.Enqueue((status.GetProperty("id").GetString()!, status.GetProperty("status").GetString()!));
        if (!value.TryGetProperty("messages", out var messages))
            return;
        foreach (var message in messages.EnumerateArray())
        {
            var isNew = _seen.TryAdd(message.GetProperty("id").GetString()!, 0);
            var isLost = LosesOneOf > 0 && ++_taken % LosesOneOf == 0;
            if ((isNew || Forgets) && !isLost)
                await EchoAsync(message.GetProperty("from").GetString()!, message.GetProperty("text").GetProperty("body").GetString()!);
        }
    }

    private async Task EchoAsync(string to, string said)
    {
        var body = JsonSerializer.Serialize(new { to = "+" + to, text = new { body = said["#echo ".Length..] } });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await _http.PostAsync(new Uri("/v25.0/1/messages", UriKind.Relative), content);
        }
        catch (HttpRequestException)
        {
            // The connection was cut behind the request: this service takes it for sent.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _http.Dispose();
        _one.Dispose();
    }
}
