using System.Security.Cryptography;
using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

/// <summary>What Meta says about files, and clients to fetch them with.</summary>
internal static class Files
{
    public static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)));

    public static string Description(string url, string hash, string? size) =>
        $$"""{"messaging_product":"whatsapp","url":"{{url}}","mime_type":"image/jpeg","sha256":"{{hash}}","id":"77"{{(size is null ? "" : $",\"file_size\":{size}")}}}""";

    public static MediaId Id { get; } = MediaId.Read("77"u8)!;

    public static CloudApiOptions Options(Uri graph, Secret? appSecret = null) =>
        new(graph, "v26.0", Secret.FromText("t0ken")) { AppSecret = appSecret };

    /// <summary>A description as Meta would answer it, without a network.</summary>
    public static async Task<MediaDescription?> DescribeAsync(string json)
    {
        using var http = new HttpClient(new Recorded(_ => new() { Content = new StringContent(json) }));
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Options(new("https://graph.example")), arena);
        return (await client.DescribeAsync("1", Id, default) as GraphAnswered<MediaDescription>)?.Value;
    }
}

/// <summary>Keeps every request and answers as told.</summary>
internal sealed class Recorded(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(HttpMethod Method, string Url, string? Authorization)> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString()));
        return Task.FromResult(answer(request));
    }
}
