using System.Net.Security;
using System.Security.Authentication;
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

    private readonly GraphApi _graph = new(http, options, time);

    /// <summary>Sends one message, with nothing besides it.</summary>
    /// <inheritdoc
    /// cref="SendAsync(string,Recipient,OutboundMessage,string,SendOptions,CancellationToken)"/>
    public ValueTask<SendOutcome> SendAsync(
        string phoneNumberId, Recipient to, OutboundMessage message, string attempt,
        CancellationToken cancellationToken) =>
        SendAsync(phoneNumberId, to, message, attempt, SendOptions.None, cancellationToken);

    /// <summary>Sends one message.</summary>
    /// <param name="phoneNumberId">The business's number; letters and digits.</param>
    /// <param name="to">The person.</param>
    /// <param name="message">What to send.</param>
    /// <param name="attempt">The attempt's id, recorded before the call; comes back in statuses as
    /// <c>biz_opaque_callback_data</c>. 1 to 512 characters; never content.</param>
    /// <param name="sendOptions">What is said besides the message: which one it answers, whose key it is
    /// for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is known. A failure of the network is an outcome, not an exception.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before any byte of the content left, so nothing
    /// was sent. Cancelled later, the outcome is <see cref="SendOutcome.Unknown"/>.</exception>
    /// <exception cref="ArgumentException">A number id or attempt of the wrong form.</exception>
    public async ValueTask<SendOutcome> SendAsync(
        string phoneNumberId, Recipient to, OutboundMessage message, string attempt, SendOptions sendOptions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(sendOptions);
        ArgumentException.ThrowIfNullOrEmpty(attempt);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempt.Length, MaxAttemptLength, nameof(attempt));
        using var content = OneShotContent.Messaging(writer =>
        {
            writer.WriteString("recipient_type"u8, "individual"u8);
            to.Write(writer);
            sendOptions.Write(writer);
            message.Write(writer);
            writer.WriteString("biz_opaque_callback_data"u8, attempt);
        });
        int? status = null;
        try
        {
            return await PostAsync(
                phoneNumberId, content, answered => status = answered, GraphAnswer.Read, cancellationToken);
        }
        catch (Exception failure) when (GraphApi.IsFailure(failure))
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
        using var content = OneShotContent.Messaging(writer => WriteRead(writer, wamid.Span, typing));
        try
        {
            return await PostAsync(
                phoneNumberId, content, static _ => { }, GraphAnswer.IsSuccess, cancellationToken);
        }
        catch (Exception failure) when (GraphApi.IsFailure(failure))
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

    private Task<TAnswer> PostAsync<TAnswer>(
        string phoneNumberId, OneShotContent content, Action<int> answered,
        Func<int, ReadOnlyMemory<byte>, TAnswer> read, CancellationToken cancellationToken) =>
        _graph.CallAsync(
            new(HttpMethod.Post, phoneNumberId, "messages") { Content = content }, answered, read,
            cancellationToken);
}
