using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator;

/// <summary>
/// What every page and file of the simulator is sent with: nothing from anywhere else, nothing inline, no frame,
/// no cache. Whoever serves pages beside the simulator's own (<see cref="SimulatorOptions.Map"/>) sends them, too.
/// </summary>
public static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Call before the body.</summary>
    /// <param name="file">Its extension tells the type.</param>
    /// <exception cref="ArgumentException">A page has no files of this kind.</exception>
    public static void Write(HttpResponse response, string file)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".jpg" => "image/jpeg",
            ".ogg" => "audio/ogg",
            ".pdf" => "application/pdf",
            var other => throw new ArgumentException($"A page has no files of kind {other}.", nameof(file)),
        };
    }
}
