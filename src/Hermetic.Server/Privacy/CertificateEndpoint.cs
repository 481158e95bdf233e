using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// <c>/erasure/{token}</c>: GET shows how far the certificate is and uses nothing up, so that a messenger's preview may
/// look; POST is the download, after which the link ends within two hours. What the server has of the token is its hash.
/// </summary>
internal sealed partial class CertificateEndpoint(
    Database database, ErasureCertificate certificate, CertificatePage page, TimeProvider clock,
    ILogger<CertificateEndpoint> log)
{
    internal Task ShowAsync(HttpContext http, string token) => AnswerAsync(http, async () =>
    {
        var file = Find(token) is { } row ? (Is: true, await certificate.WriteAsync(row, http.RequestAborted)) : default;
        var shown = file switch
        {
            (false, _) => CertificateState.Over,
            (_, null) => CertificateState.Making,
            _ => CertificateState.Ready,
        };
        await page.WriteAsync(http.Response, shown);
    });

    internal Task FetchAsync(HttpContext http, string token) => AnswerAsync(http, async () =>
    {
        if (Find(token) is not { } row)
            await page.WriteAsync(http.Response, CertificateState.Over);
        else if (await certificate.WriteAsync(row, http.RequestAborted) is not { } file)
            await page.WriteAsync(http.Response, CertificateState.Making);
        else if (!await database.CommitAsync(transaction => ErasureSteps.UseUp(
            transaction, CertificateLink.Hash(token), ErasureRecords.Fetched(row.Subject))))
            await page.WriteAsync(http.Response, CertificateState.Over);
        else
            await SendAsync(http, file);
    });

    private async Task SendAsync(HttpContext http, byte[] file)
    {
        Fetched();
        CertificatePage.Guard(http.Response);
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{CertificatePage.FileName}\"";
        http.Response.ContentLength = file.Length;
        await http.Response.BodyWriter.WriteAsync(file, http.RequestAborted);
    }

    private ErasureRow? Find(string token)
    {
        var hash = CertificateLink.Hash(token);
        return database.Read(session => ErasureSteps.FindByLink(session, hash, CertificateLink.Hour(clock)));
    }

    private static async Task AnswerAsync(HttpContext http, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (Exception busy) when (
            busy is StorageStalledException or StorageFailedException && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    [LoggerMessage(241, LogLevel.Information, "The certificate of an erasure was fetched.")]
    private partial void Fetched();
}
