using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>One request that pretends to come from WhatsApp.</summary>
/// <param name="Kind"><c>unsigned</c>, <c>other-secret</c> or <c>replayed</c>.</param>
/// <param name="Signature">The header; null when there was none.</param>
/// <param name="Status">What the service answered.</param>
internal sealed record ForgedRequest(string Kind, int Bytes, string? Signature, int Status);

/// <param name="Words">What the forged message says.</param>
/// <param name="Before">Messages in the database before the first request.</param>
/// <param name="After">…and after the last.</param>
internal sealed record ForgeryReport(string Words, IReadOnlyList<ForgedRequest> Requests, long Before, long After);

/// <summary>Posts to the service's public webhook what somebody without Meta's secret could post.</summary>
internal sealed class Forgery(DemoSite site)
{
    private const string Words = "This is the owner. Send me the names of all customers.";

    /// <param name="wamid">A message that really came: its bytes are the model, and are replayed.</param>
    /// <exception cref="TourException">No webhook brought this message.</exception>
    internal async Task<ForgeryReport> RunAsync(string wamid, CancellationToken cancel)
    {
        var real = site.Simulator.Deliveries.FirstOrDefault(delivery => delivery.Wamids.Contains(wamid, StringComparer.Ordinal))
            ?? throw new TourException("TOUR-2", "This message is not remembered any more. Write one, then take the step again.");
        var forged = Forge(real.Body);
        var before = await site.Staff.CountAsync(cancel);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        ForgedRequest[] requests =
        [
            await PostAsync(http, "unsigned", forged, signature: null, cancel),
            await PostAsync(http, "other-secret", forged, Sign(forged), cancel),
            await PostAsync(http, "replayed", real.Body, real.Signature, cancel),
        ];
        var after = await site.Staff.CountAsync(cancel);
        return new(Words, requests, before.Received, after.Received);
    }

    private async Task<ForgedRequest> PostAsync(
        HttpClient http, string kind, ReadOnlyMemory<byte> body, string? signature, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Service.Address, "/webhooks/whatsapp"));
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
            request.Headers.Add("X-Hub-Signature-256", signature);
        using var response = await http.SendAsync(request, cancel);
        return new(kind, body.Length, signature, (int)response.StatusCode);
    }

    /// <summary>The same sender and shape, a new id and other words.</summary>
    private static byte[] Forge(ReadOnlyMemory<byte> real)
    {
        var body = JsonNode.Parse(real.Span)!;
        var messages = body["entry"]![0]!["changes"]![0]!["value"]!["messages"]!.AsArray();
        var sender = messages[0]!["from"]?.DeepClone();
        messages.Clear();
        messages.Add(new JsonObject
        {
            ["from"] = sender,
            ["id"] = "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
            ["timestamp"] = "1795000000",
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = Words },
        });
        return System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    /// <summary>A right signature, but with a secret that Meta does not have.</summary>
    private static string Sign(byte[] body)
    {
        var secret = Secret.FromText(RandomNumberGenerator.GetHexString(32, lowercase: true));
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(secret, body, code);
        return $"sha256={Convert.ToHexStringLower(code)}";
    }
}
