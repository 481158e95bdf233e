using System.Net;
using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

/// <summary>A Graph API that answers as it was told, and remembers what it was asked.</summary>
internal sealed class PaperGraph : HttpMessageHandler
{
    public const string Number = "106540352242922";
    public const string Business = "102290129340398";

    private readonly Func<string, (int Status, string Body)?> _answer;

    /// <param name="answer">From the path and query below the version to status and body; null cuts the
    /// connection.</param>
    public PaperGraph(Func<string, (int Status, string Body)?> answer)
    {
        _answer = answer;
        Client = new(
            new HttpClient(this), new(new("https://graph.example"), "v25.0", Secret.FromText("t0ken+/")));
    }

    public PaperGraph(int status, string body) : this(_ => (status, body))
    {
    }

    public AccountClient Client { get; }

    public List<(string Method, string Path, string? Body, string? Type, string? Authorization)> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = request.RequestUri!.AbsoluteUri["https://graph.example/v25.0/".Length..];
        lock (Asked)
        {
            Asked.Add((
                request.Method.Method, path,
                request.Content?.ReadAsStringAsync(cancellationToken).GetAwaiter().GetResult(),
                request.Content?.Headers.ContentType?.MediaType, request.Headers.Authorization?.ToString()));
        }
        await Task.Yield();
        return _answer(path) is var (status, body)
            ? new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
            : throw new HttpRequestException("The connection was cut.");
    }
}
