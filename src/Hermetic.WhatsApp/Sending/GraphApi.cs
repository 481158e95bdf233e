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

    /// <summary>Where and as whom.</summary>
    public CloudApiOptions Options => options;

    private TimeProvider Clock => time ?? TimeProvider.System;

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
        using var deadline = new Deadline(
            request.IsFile ? options.MediaTimeout : options.Timeout, Clock, cancellationToken);
        using var message = Message(request.Method, address, request.Content);
        using var response = await http.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        answered((int)response.StatusCode);
        using var body = new WipedBuffer();
        await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
        await ReadToEndAsync(stream, body, deadline.Token);
        return read((int)response.StatusCode, body.Written);
    }

    /// <summary>Calls once and says what came of it, for calls that may be repeated without harm.</summary>
    /// <param name="request">What to call.</param>
    /// <param name="read">Makes the result of the answer; null when something it needs is missing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<GraphOutcome<T>> AskAsync<T>(
        GraphRequest request, Func<JsonObject, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        int? status = null;
        try
        {
            return await CallAsync(
                request, answered => status = answered, (code, body) => GraphAnswer.Read(code, body, read),
                cancellationToken);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new GraphFailed<T>(status);
        }
    }

    /// <summary>Opens a file in Meta's store; the answer's body is still to be read, before the
    /// deadline.</summary>
    /// <param name="address">One that <see cref="MediaAddress"/> has let through: it is shown the
    /// token.</param>
    /// <param name="deadline">From <see cref="FileDeadline"/>.</param>
    /// <remarks>The store turns away requests without a User-Agent; that is why there is one.</remarks>
    public async Task<HttpResponseMessage> OpenFileAsync(Uri address, Deadline deadline)
    {
        using var message = Message(HttpMethod.Get, address, content: null);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Hermetic", productVersion: null));
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
    }

    /// <summary>The time that one file may take, from here on.</summary>
    public Deadline FileDeadline(CancellationToken cancellationToken) =>
        new(options.MediaTimeout, Clock, cancellationToken);

    /// <summary>Whether an exception is a failure of the network, of time, or of the other side.</summary>
    public static bool IsFailure(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;

    // Carries the token: only ever for an address of Meta's.
    private HttpRequestMessage Message(HttpMethod method, Uri address, HttpContent? content) =>
        new(method, address)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Authorization = Bearer() },
        };

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
