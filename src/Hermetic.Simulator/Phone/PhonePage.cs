using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary>The page with the phones: files inside the assembly, nothing from anywhere else.</summary>
internal static class PhonePage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    private const string Prefix = "phone/";

    /// <summary>In the order of the cascade; the page asks for them as one, so that it paints after one answer.</summary>
    private static readonly string[] _styles =
    [
        "page.css", "blocks.css", "chat/phone.css", "chat/composer.css", "message/bubble.css", "message/card.css",
        "message/tools.css", "sheet/sheet.css", "drawer/drawer.css", "drawer/wire.css", "forced.css",
    ];

    public static void Map(WebApplication host)
    {
        foreach (var resource in typeof(PhonePage).Assembly.GetManifestResourceNames())
        {
            var file = resource[Prefix.Length..];
            host.MapGet(file == "index.html" ? "/" : $"/phone/{file}", http => AnswerAsync(http, resource));
        }
        host.MapGet("/phone/all.css", http => AnswerAsync(http, [.. _styles.Select(static file => Prefix + file)]));
    }

    private static async Task AnswerAsync(HttpContext http, params string[] resources)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        http.Response.ContentType = Path.GetExtension(resources[0]) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".jpg" => "image/jpeg",
            ".ogg" => "audio/ogg",
            ".pdf" => "application/pdf",
            var other => throw new InvalidOperationException($"The page has no files of kind {other}."),
        };
        foreach (var resource in resources)
        {
            await using var content = typeof(PhonePage).Assembly.GetManifestResourceStream(resource)!;
            await content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
