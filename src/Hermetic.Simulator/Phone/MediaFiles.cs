using Hermetic.Simulator.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary>
/// The pictures and voice notes of the chats, for the page. The phones are this machine's own: no token is asked for, as
/// on the Graph API. A file is never more than what it is shown as: no script of it runs here.
/// </summary>
internal static class MediaFiles
{
    private static readonly string[] _shown =
        ["image/jpeg", "image/png", "image/webp", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/amr"];

    public static void Map(WebApplication host, CloudApiSimulator simulator) =>
        host.MapGet("/simulator/media/{id}", http => AnswerAsync(http, simulator));

    private static Task AnswerAsync(HttpContext http, CloudApiSimulator simulator)
    {
        if (simulator.FindMedia((string)http.Request.RouteValues["id"]!) is not { } file)
            return Exchange.FailAsync(http, 404, "There is no such file, or it has expired.");
        var kind = file.MimeType.Split(';')[0].Trim();
        var known = _shown.Contains(kind, StringComparer.Ordinal);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentDisposition = known ? "inline" : "attachment";
        http.Response.ContentType = known ? kind : "application/octet-stream";
        return http.Response.Body.WriteAsync(file.Content, http.RequestAborted).AsTask();
    }
}
