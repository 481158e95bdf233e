using System.Threading.RateLimiting;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// <c>/export/{id}</c>: GET asks for the code and touches nothing, so that a messenger's preview uses nothing up; POST
/// with the right code is the one download. Every other POST has the same answer, whatever the reason.
/// </summary>
internal sealed partial class ExportEndpoint(
    Database database, Vault vault, ExportPage page, SecretArena arena, ILogger<ExportEndpoint> log) : IDisposable
{
    /// <summary>So many codes are looked at side by side: each is a commit, and webhooks wait in the same queue.</summary>
    internal const int AtOnce = 4;

    /// <summary>So many more wait their turn; who comes then is asked to come back.</summary>
    internal const int Waiting = 16;

    private readonly ConcurrencyLimiter _tries = new(new()
    {
        PermitLimit = AtOnce, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    internal Task AskAsync(HttpContext http) => page.WriteAsync(http.Response, refused: false);

    internal async Task DownloadAsync(HttpContext http, string id)
    {
        if (SignedBody.IsCrowded(arena))
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        try
        {
            using var code = arena.Rent(DownloadCode.Length);
            if (!await TryReadCodeAsync(http.Request, code)
                || !Guid.TryParseExact(id, "N", out var export))
                await page.WriteAsync(http.Response, refused: true);
            else
                await TryAsync(http, export, code);
        }
        catch (Exception busy) when (IsTransient(busy) && !http.Response.HasStarted)
        {
            Busy(busy.GetType().Name);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task TryAsync(HttpContext http, Guid export, SecretBuffer code)
    {
        using var turn = await _tries.AcquireAsync(cancellationToken: http.RequestAborted);
        if (!turn.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "1";
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (!await TrySendAsync(http, export, code, turn))
            await page.WriteAsync(http.Response, refused: true);
    }

    private static bool IsTransient(Exception failure) =>
        failure is SecretMemoryExhaustedException or StorageStalledException or StorageFailedException;

    private static async Task<bool> TryReadCodeAsync(HttpRequest request, SecretBuffer code)
    {
        if (request.ContentLength is null or 0 or > DownloadForm.Longest
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                is not true)
            return false;
        var length = (int)request.ContentLength;
        var read = await request.BodyReader.ReadAtLeastAsync(length, request.HttpContext.RequestAborted);
        var isCode = DownloadForm.TryRead(read.Buffer, code.Span);
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return isCode;
    }

    /// <summary>False when nothing was sent: no such copy, or a wrong code. The try is counted before it is looked at.</summary>
    private async Task<bool> TrySendAsync(HttpContext http, Guid export, SecretBuffer code, RateLimitLease turn)
    {
        var whose = await database.CommitAsync(transaction => Exports.Try(transaction, export));
        if (whose is null)
            return false;
        try
        {
            using var lease = await vault.OpenAsync(whose.Slot, http.RequestAborted);
            using var key = lease.Key.WithCode(code.Span, export);
            using var first = Open(key, export, position: 0, whose);
            return first is null ? await RefuseAsync(export, whose) : await SendAsync(http, export, whose, key, first, turn);
        }
        catch (FencedException)
        {
            // The person has been erased meanwhile: then there is no copy.
            return false;
        }
    }

    private async Task<bool> RefuseAsync(Guid export, Subject whose)
    {
        var destroyed = await database.CommitAsync(transaction =>
            Exports.Refuse(transaction, export, ExportRecords.Refused(whose.Id)));
        Refused(destroyed);
        return false;
    }

    private async Task<bool> SendAsync(
        HttpContext http, Guid export, Subject whose, ContentKey key, SecretBuffer first, RateLimitLease turn)
    {
        if (!await database.CommitAsync(transaction =>
            Exports.Take(transaction, export, ExportRecords.Downloaded(whose.Id))))
            return false;
        // The try is over: a slow line keeps nobody else waiting.
        turn.Dispose();
        Taken();
        try
        {
            ExportPage.Guard(http.Response);
            http.Response.ContentType = "application/zip";
            http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.zip\"";
            await http.Response.BodyWriter.WriteAsync(first.Memory, http.RequestAborted);
            for (var position = 1; Open(key, export, position, whose) is { } piece; position++)
            {
                using (piece)
                    await http.Response.BodyWriter.WriteAsync(piece.Memory, http.RequestAborted);
            }
        }
        finally
        {
            await database.CommitAsync(transaction => Exports.Delete(transaction, export));
        }
        return true;
    }

    /// <summary>Null behind the last piece, and when the code made the wrong key.</summary>
    private SecretBuffer? Open(ContentKey key, Guid export, int position, Subject whose)
    {
        if (database.Read(session => Exports.Piece(session, export, position)) is not { } box)
            return null;
        try
        {
            return key.Open(box, PersonExport.Context(export, position, whose.Id)).Keep();
        }
        catch (EnvelopeException) when (position == 0)
        {
            return null;
        }
    }

    public void Dispose() => _tries.Dispose();

    [LoggerMessage(115, LogLevel.Information, "A copy of somebody's data was downloaded.")]
    private partial void Taken();

    [LoggerMessage(116, LogLevel.Warning, "A wrong code was tried on a copy of somebody's data; destroyed: {Destroyed}.")]
    private partial void Refused(bool destroyed);

    [LoggerMessage(117, LogLevel.Warning, "A download was answered 503: {Reason}.")]
    private partial void Busy(string reason);
}
