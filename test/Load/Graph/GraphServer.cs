using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Load;

/// <summary>A message that the Graph API accepted.</summary>
/// <param name="To">Digits without a plus.</param>
public sealed record AcceptedMessage(string To, string Text, string Wamid, string? Attempt);

/// <summary>What was refused, cut and so on, in numbers.</summary>
/// <param name="OpenStatuses">Statuses that the service has not taken yet.</param>
public sealed record GraphCounts(
    long Accepted, long Receipts, long Refused, long Cut, long Slow, long Unauthorized, long OpenStatuses);

/// <summary>
/// <c>POST /{version}/{phone}/messages</c> on loopback: a request that arrived in full counts as accepted from the
/// moment at which it is journaled, whatever becomes of its answer.
/// </summary>
public sealed class GraphServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _token;
    private readonly Journal _journal;
    private readonly Random _random;
    private readonly Lock _drawing = new();
    private readonly Lock _accepting = new();
    private long _accepted, _receipts, _refused, _cut, _slow, _unauthorized;

    private GraphServer(WebApplication app, string token, Journal journal, Random random) =>
        (_app, _token, _journal, _random) = (app, "Bearer " + token, journal, random);

    /// <summary>May be replaced at any time.</summary>
    public GraphFaults Faults { get; set; } = GraphFaults.None;

    /// <summary>Hears every accepted message before its answer is sent; must be quick.</summary>
    public Action<AcceptedMessage> Accepted { get; set; } = static _ => { };

    /// <summary>How many statuses wait to be taken.</summary>
    public Func<int> OpenStatuses { get; set; } = static () => 0;

    public int Port { get; private set; }

    public GraphCounts Counts => new(
        Interlocked.Read(ref _accepted), Interlocked.Read(ref _receipts), Interlocked.Read(ref _refused),
        Interlocked.Read(ref _cut), Interlocked.Read(ref _slow), Interlocked.Read(ref _unauthorized),
        OpenStatuses());

    /// <param name="port">0 for any.</param>
    public static async Task<GraphServer> StartAsync(int port, string token, Journal journal, Random random)
    {
        var app = LoopbackHost.Build(port);
        var graph = new GraphServer(app, token, journal, random);
        app.MapPost("/{version}/{phone}/messages", graph.TakeAsync);
        app.MapGet("/control", graph.ShowAsync);
        app.MapPost("/control", graph.ChangeAsync);
        await app.StartAsync();
        graph.Port = LoopbackHost.PortOf(app);
        return graph;
    }

    /// <summary>True in such a share of calls.</summary>
    public bool Happens(double share)
    {
        if (share <= 0)
            return false;
        lock (_drawing)
            return _random.NextDouble() < share;
    }

    private async Task TakeAsync(HttpContext http)
    {
        if (!string.Equals(http.Request.Headers.Authorization, _token, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _unauthorized);
            await AnswerAsync(http, StatusCodes.Status401Unauthorized, GraphAnswers.Error(190));
            return;
        }
        // A body that was cut off throws here, and was not received.
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        if (body.RootElement.TryGetProperty("status", out _))
        {
            Interlocked.Increment(ref _receipts);
            await AnswerAsync(http, StatusCodes.Status200OK, GraphAnswers.Success);
            return;
        }
        var faults = Faults;
        if (Refusal(faults) is { } refusal)
        {
            Interlocked.Increment(ref _refused);
            await AnswerAsync(http, refusal.Status, refusal.Body);
            return;
        }
        var message = Read(body.RootElement);
        lock (_accepting)
            _journal.Append(new GraphLine(
                Monotonic.Now, GraphLine.Accepted, message.Wamid, message.To, message.Text, message.Attempt));
        Interlocked.Increment(ref _accepted);
        Accepted(message);
        await ReplyAsync(http, message, faults);
    }

    private async Task ReplyAsync(HttpContext http, AcceptedMessage message, GraphFaults faults)
    {
        if (Happens(faults.Slow))
        {
            Interlocked.Increment(ref _slow);
            await Task.Delay(faults.SlowMilliseconds);
        }
        if (Happens(faults.Cut))
        {
            Interlocked.Increment(ref _cut);
            http.Abort();
            return;
        }
        await AnswerAsync(http, StatusCodes.Status200OK, GraphAnswers.Accepted(message));
    }

    private (int Status, byte[] Body)? Refusal(GraphFaults faults) =>
        Happens(faults.PairLimit) ? (StatusCodes.Status429TooManyRequests, GraphAnswers.Error(131056))
        : Happens(faults.NumberLimit) ? (StatusCodes.Status429TooManyRequests, GraphAnswers.Error(130429))
        : Happens(faults.ServerError) ? (StatusCodes.Status500InternalServerError, GraphAnswers.Error(131000))
        : Happens(faults.Nonsense) ? (StatusCodes.Status500InternalServerError, GraphAnswers.Nonsense)
        : null;

    private static AcceptedMessage Read(JsonElement body)
    {
        var to = body.TryGetProperty("to", out var number) ? number : body.GetProperty("recipient");
        var text = body.TryGetProperty("text", out var words) ? words.GetProperty("body").GetString()! : "";
        var attempt = body.TryGetProperty("biz_opaque_callback_data", out var id) ? id.GetString() : null;
        var digits = to.GetString()!.TrimStart('+');
        return new(digits, text, Wamid.New(digits), attempt);
    }

    private Task ShowAsync(HttpContext http) =>
        AnswerAsync(http, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(Counts, JsonSerializerOptions.Web));

    /// <summary>The body is a <see cref="GraphFaults"/>: all of them, those that are not named end.</summary>
    private async Task ChangeAsync(HttpContext http)
    {
        Faults = await JsonSerializer.DeserializeAsync<GraphFaults>(http.Request.Body, JsonSerializerOptions.Web)
            ?? GraphFaults.None;
        await ShowAsync(http);
    }

    private static async Task AnswerAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
