using System.Text.RegularExpressions;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// Files: what a person sent is described, then fetched from Meta's store and nowhere else; what is to be
/// sent is uploaded. One call is one attempt, nothing is ever written to a disk. Failures of the network are
/// outcomes.
/// </summary>
public sealed partial class MediaClient
{
    /// <summary>Length in bytes of each piece but the last.</summary>
    public const int PieceLength = 64 * 1024;

    private readonly GraphApi _graph;
    private readonly MediaDownload _download;

    /// <summary>Takes what it works with.</summary>
    /// <param name="http">A client over <see cref="CloudApiClient.CreateHandler"/>; its own timeout should be
    /// infinite.</param>
    /// <param name="options">Where and as whom.</param>
    /// <param name="arena">Where pieces stand while they are handed on.</param>
    /// <param name="time">The clock of the deadlines; the system's when null.</param>
    public MediaClient(HttpClient http, CloudApiOptions options, SecretArena arena, TimeProvider? time = null)
    {
        _graph = new(http, options, time);
        _download = new(_graph, arena);
    }

    /// <summary>Asks where a file is and what it must turn out to be:
    /// <c>GET /{id}?phone_number_id=</c>.</summary>
    /// <param name="phoneNumberId">The number that it was sent to; letters and digits.</param>
    /// <param name="id">The file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    /// <exception cref="ArgumentException">A number id of the wrong form.</exception>
    public Task<GraphOutcome<MediaDescription>> DescribeAsync(
        string phoneNumberId, MediaId id, CancellationToken cancellationToken) =>
        _graph.AskAsync(About(HttpMethod.Get, phoneNumberId, id), MediaDescription.Read, cancellationToken);

    /// <summary>
    /// Fetches a described file within five minutes of the description. The token goes to a host of
    /// <see cref="CloudApiOptions.MediaHosts"/> over https and nowhere else; redirects are not followed;
    /// length and SHA-256 have to be the announced ones.
    /// </summary>
    /// <param name="description">What <see cref="DescribeAsync"/> gave.</param>
    /// <param name="kind">What the message said it was; sets the largest size.</param>
    /// <param name="sink">Where it goes.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller; the sink has
    /// discarded.</exception>
    /// <exception cref="SecretMemoryExhaustedException">No memory for a piece; the sink has
    /// discarded.</exception>
    public Task<DownloadOutcome> DownloadAsync(
        MediaDescription description, MediaKind kind, IMediaSink sink, CancellationToken cancellationToken) =>
        _download.RunAsync(description, MediaLimit.Of(kind), sink, cancellationToken);

    /// <summary>Uploads a file, to be sent by its id within 30 days:
    /// <c>POST /{phone_number_id}/media</c>.</summary>
    /// <param name="phoneNumberId">The number that will send it; letters and digits.</param>
    /// <param name="kind">What it is to be sent as; sets the largest size.</param>
    /// <param name="mimeType">Such as <c>application/pdf</c> or <c>audio/ogg; codecs=opus</c>.</param>
    /// <param name="length">In bytes; the pieces together have to be exactly that.</param>
    /// <param name="pieces">The file; read once.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>The id. After a failure the file may be at Meta without anybody knowing its id; it is gone
    /// from there after 30 days.</returns>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    /// <exception cref="ArgumentException">A number id, type or length that WhatsApp does not
    /// take.</exception>
    public async Task<GraphOutcome<MediaId>> UploadAsync(
        string phoneNumberId, MediaKind kind, string mimeType, long length,
        IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MediaLimit.Of(kind));
        if (!MimeType().IsMatch(mimeType))
            throw new ArgumentException("A MIME type is two words with a slash between.", nameof(mimeType));
        using var content = new MediaUploadContent(mimeType, length, pieces);
        return await _graph.AskAsync(
            new(HttpMethod.Post, phoneNumberId, "media") { Content = content, IsFile = true },
            static answer => answer.Text("id"u8) is { } id ? MediaId.Read(id) : null, cancellationToken);
    }

    /// <summary>Deletes a file at Meta: <c>DELETE /{id}?phone_number_id=</c>.</summary>
    /// <param name="phoneNumberId">The number that it belongs to; letters and digits.</param>
    /// <param name="id">The file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The id, when Meta confirmed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    /// <exception cref="ArgumentException">A number id of the wrong form.</exception>
    public Task<GraphOutcome<MediaId>> DeleteAsync(
        string phoneNumberId, MediaId id, CancellationToken cancellationToken) =>
        _graph.AskAsync(
            About(HttpMethod.Delete, phoneNumberId, id),
            answer => GraphAnswer.IsSuccess(answer) ? id : null, cancellationToken);

    private static GraphRequest About(HttpMethod method, string phoneNumberId, MediaId id) =>
        phoneNumberId.Length > 0 && phoneNumberId.All(char.IsAsciiLetterOrDigit)
            ? new(method, id.Value) { Query = [("phone_number_id", phoneNumberId)] }
            : throw new ArgumentException("A phone number id is letters and digits.", nameof(phoneNumberId));

    // RFC 2045, section 5.1, in the characters that types registered with WhatsApp use.
    [GeneratedRegex(
        @"\A[a-z]+/[A-Za-z0-9.+-]{1,100}(; ?[a-z]+=[A-Za-z0-9.-]{1,40})?\z", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex MimeType();
}
