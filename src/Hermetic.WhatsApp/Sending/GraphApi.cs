using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// The one road to the Graph API: address, Bearer token, <c>appsecret_proof</c>, deadline, and an answer in
/// memory that is wiped after reading. One call is one attempt.
/// </summary>
/// <param name="http">A client over <see cref="CloudApiClient.CreateHandler"/>; its own timeout should be
/// infinite.</param>
/// <param name="options">Where and as whom.</param>
/// <param name="time">The clock that <see cref="CloudApiOptions.Timeout"/> runs on; the system's when
/// null.</param>
internal sealed class GraphApi(HttpClient http, CloudApiOptions options, TimeProvider? time)
{
    private const int MaxAnswer = 64 * 1024;

    /// <summary>Calls once and reads the whole answer, at most 64 KiB.</summary>
    /// <param name="request">What to call.</param>
    /// <param name="read">Makes the result of HTTP status and body; the body is wiped afterwards.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A segment of the path is not letters, digits and
    /// underscores.</exception>
    /// <remarks>Failures of the network are exceptions: those that <see cref="IsFailure"/> names.</remarks>
    public Task<TAnswer> CallAsync<TAnswer>(
        GraphRequest request, Func<int, ReadOnlyMemory<byte>, TAnswer> read,
        CancellationToken cancellationToken) =>
        CallAsync(request, static _ => { }, read, cancellationToken);

    /// <summary>The same, telling the HTTP status as soon as it is known.</summary>
    public async Task<TAnswer> CallAsync<TAnswer>(
        GraphRequest request, Action<int> answered, Func<int, ReadOnlyMemory<byte>, TAnswer> read,
        CancellationToken cancellationToken)
    {
        var address = request.Address(options.GraphBaseUrl, options.GraphVersion, Proof());
        using var deadline = new CancellationTokenSource(options.Timeout, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = Message(request.Method, address, request.Content);
        using var response = await http.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead, either.Token);
        answered((int)response.StatusCode);
        using var body = new WipedBuffer();
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        await ReadToEndAsync(stream, body, either.Token);
        return read((int)response.StatusCode, body.Written);
    }

    /// <summary>A request that carries the Bearer token: only ever for an address of Meta's.</summary>
    public HttpRequestMessage Message(HttpMethod method, Uri address, HttpContent? content) => new(method, address)
    {
        Content = content,
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Headers = { Authorization = Bearer() },
    };

    /// <summary>Whether an exception is a failure of the network, of time, or of the other side.</summary>
    public static bool IsFailure(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;

    private static async Task ReadToEndAsync(
        Stream stream, WipedBuffer body, CancellationToken cancellationToken)
    {
        int count;
        while ((count = await stream.ReadAsync(body.GetMemory(4096), cancellationToken)) > 0)
        {
            body.Advance(count);
            if (body.Written.Length > MaxAnswer)
                throw new IOException("The answer is longer than any that the API gives.");
        }
    }

    // Headers take strings only; this one lives as long as the request.
    private AuthenticationHeaderValue Bearer() =>
        new("Bearer", options.AccessToken.Use(0, static (utf8, _) =>
            string.Create(
                Encoding.UTF8.GetCharCount(utf8), utf8,
                static (chars, token) => Encoding.UTF8.GetChars(token, chars))));

    // Meta, "Securing Graph API Requests": HMAC-SHA-256 of the access token under the app secret, in hex. A
    // stolen token is of no use without it, once the app demands it.
    private (string Name, string Value)[] Proof() =>
        options.AppSecret is { } appSecret
            ? [("appsecret_proof", options.AccessToken.Use(appSecret, static (token, secret) =>
            {
                Span<byte> code = stackalloc byte[HmacSha256.Size];
                HmacSha256.Compute(secret, token, code);
                return Convert.ToHexStringLower(code);
            }))]
            : [];
}
