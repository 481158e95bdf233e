using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>
/// Sends messages: <c>POST {base}/{version}/{phone_number_id}/messages</c>. One call is one attempt: nothing
/// in here or below repeats a request. Rate limits and retries are the caller's.
/// </summary>
/// <param name="http">A client over <see cref="CreateHandler"/>; its own timeout should be infinite.</param>
/// <param name="options">Where and as whom.</param>
/// <param name="time">The clock that <see cref="CloudApiOptions.Timeout"/> runs on; the system's when
/// null.</param>
public sealed class CloudApiClient(HttpClient http, CloudApiOptions options, TimeProvider? time = null)
{
    /// <summary>Longest <c>biz_opaque_callback_data</c> in characters.</summary>
    public const int MaxAttemptLength = 512;

    private const int MaxAnswer = 64 * 1024;

    /// <summary>Sends one message.</summary>
    /// <param name="phoneNumberId">The business's number; letters and digits.</param>
    /// <param name="to">The person.</param>
    /// <param name="message">What to send.</param>
    /// <param name="attempt">The attempt's id, recorded before the call; comes back in statuses as
    /// <c>biz_opaque_callback_data</c>. 1 to 512 characters; never content.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is known. A failure of the network is an outcome, not an exception.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before any byte of the content left, so nothing
    /// was
    /// sent. Cancelled later, the outcome is <see cref="SendOutcome.Unknown"/>.</exception>
    /// <exception cref="ArgumentException">A number id or attempt of the wrong form.</exception>
    public async ValueTask<SendOutcome> SendAsync(
        string phoneNumberId, Recipient to, OutboundMessage message, string attempt,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(attempt);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempt.Length, MaxAttemptLength, nameof(attempt));
        using var content = new OneShotContent(writer =>
        {
            writer.WriteString("recipient_type"u8, "individual"u8);
            to.Write(writer);
            message.Write(writer);
            writer.WriteString("biz_opaque_callback_data"u8, attempt);
        });
        int? status = null;
        try
        {
            return await PostAsync(
                phoneNumberId, content, answered => status = answered, GraphAnswer.Read, cancellationToken);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            if (content.HasBegun)
                return new SendOutcome.Unknown(status);
            cancellationToken.ThrowIfCancellationRequested();
            return new SendOutcome.NotSent();
        }
    }

    /// <summary>Marks a message as read, and may show that an answer is being typed (for up to 25 seconds or
    /// until a message is sent).</summary>
    /// <param name="phoneNumberId">The business's number; letters and digits.</param>
    /// <param name="wamid">The person's message, as UTF-8.</param>
    /// <param name="typing">Whether to show typing as well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether Meta confirmed it. Best effort: nothing depends on it, it may be repeated.</returns>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async ValueTask<bool> MarkReadAsync(
        string phoneNumberId, ReadOnlyMemory<byte> wamid, bool typing, CancellationToken cancellationToken)
    {
        using var content = new OneShotContent(writer => WriteRead(writer, wamid.Span, typing));
        try
        {
            return await PostAsync(
                phoneNumberId, content, static _ => { }, GraphAnswer.IsSuccess, cancellationToken);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>
    /// The handler to send with: no redirects, cookies, proxy or tracing headers; TLS 1.3 wherever there is
    /// TLS (plain http is for loopback only, <see cref="CloudApiOptions"/>); connections are renewed every
    /// five
    /// minutes so that a changed address is noticed.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls13 },
    };

    private static void WriteRead(Utf8JsonWriter writer, ReadOnlySpan<byte> wamid, bool typing)
    {
        writer.WriteString("status"u8, "read"u8);
        writer.WriteString("message_id"u8, wamid);
        if (!typing)
            return;
        writer.WriteStartObject("typing_indicator"u8);
        writer.WriteString("type"u8, "text"u8);
        writer.WriteEndObject();
    }

    private async Task<TAnswer> PostAsync<TAnswer>(
        string phoneNumberId, OneShotContent content, Action<int> answered,
        Func<int, ReadOnlyMemory<byte>, TAnswer> read, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(phoneNumberId))
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = Bearer();
        using var response = await http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        answered((int)response.StatusCode);
        using var body = new WipedBuffer();
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        await ReadToEndAsync(stream, body, either.Token);
        return read((int)response.StatusCode, body.Written);
    }

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

    // Names of path segments come from signed webhooks and settings, but a slash in one would still be a
    // hole.
    private Uri Address(string phoneNumberId)
    {
        if (string.IsNullOrEmpty(phoneNumberId) || !phoneNumberId.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A phone number id is letters and digits.", nameof(phoneNumberId));
        var root = options.GraphBaseUrl.AbsoluteUri.TrimEnd('/');
        return new($"{root}/{options.GraphVersion}/{phoneNumberId}/messages");
    }

    // Headers take strings only; this one lives as long as the request.
    private AuthenticationHeaderValue Bearer() =>
        new("Bearer", options.AccessToken.Use(0, static (utf8, _) =>
            string.Create(
                Encoding.UTF8.GetCharCount(utf8), utf8,
                static (chars, token) => Encoding.UTF8.GetChars(token, chars))));

    private static bool IsFailure(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;
}
