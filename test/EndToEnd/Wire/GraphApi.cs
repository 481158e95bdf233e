using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hermetic.EndToEnd.Wire;

/// <summary>A message that reached the Graph API.</summary>
/// <param name="To">Digits without a plus.</param>
/// <param name="Text">The text, of buttons too.</param>
/// <param name="Attempt"><c>biz_opaque_callback_data</c>.</param>
internal sealed record Received(string To, string Text, string Wamid, string? Attempt, JsonObject Body)
{
    /// <summary>Ids and titles of its reply buttons.</summary>
    public IEnumerable<(string Id, string Title)> Buttons =>
        (Body["interactive"]?["action"]?["buttons"]?.AsArray() ?? [])
        .Select(button => ((string)button!["reply"]!["id"]!, (string)button["reply"]!["title"]!));
}

/// <summary>
/// The Graph API's messages endpoint on loopback. It knows only what arrived in full; what it heard is in
/// <see cref="Messages"/>, in the order in which it accepted.
/// </summary>
internal sealed class GraphApi : IAsyncDisposable
{
    private static readonly byte[] _file = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 251))];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _messages = [];
    private readonly ConcurrentQueue<JsonObject> _receipts = [];

    private GraphApi(WebApplication app) => _app = app;

    /// <summary>Runs before a request counts as received; false when it is lost on the way and never answered.</summary>
    public Func<CancellationToken, Task<bool>> OnTheWay { get; set; } = static _ => Task.FromResult(true);

    /// <summary>Runs after a request counts as received and before it is answered.</summary>
    public Func<Task> OnTheWayBack { get; set; } = static () => Task.CompletedTask;

    /// <summary>Answers instead of accepting, when it returns something: an HTTP status and a body.</summary>
    public Func<JsonObject, (int Status, string Body)?> Refuse { get; set; } = static _ => null;

    /// <summary>Hears every accepted message.</summary>
    public Action<Received> Accepted { get; set; } = static _ => { };

    public IReadOnlyCollection<Received> Messages => _messages;

    /// <summary>Read marks and typing indicators.</summary>
    public IReadOnlyCollection<JsonObject> Receipts => _receipts;

    public Uri Url { get; private set; } = null!;

    public static async Task<GraphApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var graph = new GraphApi(app);
        app.MapPost("/v25.0/{number}/messages", graph.TakeAsync);
        app.MapGet("/v25.0/{media:long}", graph.DescribeAsync);
        app.MapGet("/media", static http => http.Response.Body.WriteAsync(_file).AsTask());
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        graph.Url = new(addresses.Addresses.Single());
        return graph;
    }

    /// <summary>The texts that one person got, in order.</summary>
    public IReadOnlyList<Received> To(Person person) => [.. _messages.Where(message => message.To == person.Phone)];

    /// <summary>Waits for the n-th message to a person, from 1.</summary>
    public async Task<Received> NextAsync(Person person, int count)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (To(person).Count < count)
        {
            Assert.True(DateTime.UtcNow < deadline, $"{person.Name} has {To(person).Count} of {count} answers after 30 s.");
            await Task.Delay(20);
        }
        return To(person)[count - 1];
    }

    /// <summary>Every media id is the same small file, on this host.</summary>
    private Task DescribeAsync(HttpContext http) => AnswerAsync(http, new JsonObject
    {
        ["url"] = new Uri(Url, "/media").AbsoluteUri,
        ["mime_type"] = "image/jpeg",
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(_file)),
        ["file_size"] = _file.Length,
    });

    private async Task TakeAsync(HttpContext http, string number)
    {
        if (!await OnTheWay(http.RequestAborted))
        {
            http.Abort();
            return;
        }
        // A body that was cut off throws here, and was not received.
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var body = JsonNode.Parse(bytes.ToArray())!.AsObject();
        if (Refuse(body) is { } refused)
        {
            http.Response.StatusCode = refused.Status;
            await http.Response.WriteAsync(refused.Body);
            return;
        }
        if ((string?)body["status"] == "read")
        {
            _receipts.Enqueue(body);
            await AnswerAsync(http, new JsonObject { ["success"] = true });
            return;
        }
        var message = Read(body);
        lock (_messages)
            _messages.Enqueue(message);
        Accepted(message);
        await OnTheWayBack();
        await AnswerAsync(http, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = message.To, ["wa_id"] = message.To }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Wamid }),
        });
    }

    private static Received Read(JsonObject body)
    {
        var to = ((string?)body["to"] ?? (string?)body["recipient"] ?? "").TrimStart('+');
        var text = (string?)body["text"]?["body"] ?? (string?)body["interactive"]?["body"]?["text"] ?? "";
        var wamid = new Person(to, "", "").NewWamid();
        return new(to, text, wamid, (string?)body["biz_opaque_callback_data"], body);
    }

    private static async Task AnswerAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json; charset=UTF-8";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
    }
}
