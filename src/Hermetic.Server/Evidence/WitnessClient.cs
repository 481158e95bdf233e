using System.Globalization;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Evidence;

/// <summary>What a witness made of a checkpoint.</summary>
internal abstract record Submission
{
    /// <param name="Lines">The witness's signature lines; they verify.</param>
    internal sealed record Cosigned(byte[] Lines) : Submission;

    /// <param name="Size">What the witness cosigned last.</param>
    internal sealed record Conflict(long Size) : Submission;

    /// <summary>It answered, and not with a cosignature by its key.</summary>
    internal sealed record Refused(int Status) : Submission;

    internal sealed record Unreachable : Submission;
}

/// <summary>Submits checkpoints to one witness (C2SP tlog-witness).</summary>
internal sealed class WitnessClient(HttpClient http, PolicyWitness witness, Uri submission)
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int LargestAnswer = 64 * 1024;

    /// <summary>A client for all witnesses: no redirects, no cookies, nothing that waits for long.</summary>
    internal static HttpClient CreateHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer,
    };

    internal async Task<Submission> SubmitAsync(AddCheckpoint request, CancellationToken cancel)
    {
        try
        {
            using var body = new ByteArrayContent(request.ToUtf8());
            using var answer = await http.PostAsync(submission, body, cancel);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancel);
            return (int)answer.StatusCode switch
            {
                200 when witness.Key.LinesOf((byte[])[.. request.Note.Span, .. bytes]) is { Length: > 0 } lines =>
                    new Submission.Cosigned(lines),
                409 when answer.Content.Headers.ContentType?.MediaType == "text/x.tlog.size"
                    && bytes is [.. var digits, (byte)'\n']
                    && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) =>
                    new Submission.Conflict(size),
                var status => new Submission.Refused(status),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Submission.Unreachable();
        }
    }
}
