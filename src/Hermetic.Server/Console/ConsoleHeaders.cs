using System.Security.Cryptography;

namespace Hermetic.Server.Console;

/// <summary>What every answer of the console is sent with, whatever it is.</summary>
internal static class ConsoleHeaders
{
    /// <summary>2 years; 1 is what ASVS 5.0 3.4.1 asks for.</summary>
    private const string Transport = "max-age=63072000; includeSubDomains";

    // Everything that a browser may let a page do, but the passkeys of this origin.
    private const string Permissions =
        "publickey-credentials-get=(self), publickey-credentials-create=(self), accelerometer=(), autoplay=(), "
        + "browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), "
        + "fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), "
        + "usb=(), window-management=(), xr-spatial-tracking=()";

    /// <summary>Call before the body.</summary>
    /// <param name="isSecure">Whether people reach the service by https, here or at a proxy.</param>
    internal static void Write(HttpContext http, bool isSecure)
    {
        var nonce = new PageNonce(Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));
        http.Features.Set(nonce);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce.Value);
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // With no-referrer a browser says "Origin: null" of a page's own forms (Fetch §3.2.3), and they would be refused.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["X-Robots-Tag"] = "noindex";
        headers.CacheControl = "no-cache, no-store";
        if (isSecure)
            headers.StrictTransportSecurity = Transport;
    }

    /// <exception cref="InvalidOperationException">The answer is none of the console.</exception>
    internal static string NonceOf(HttpContext http) =>
        (http.Features.Get<PageNonce>() ?? throw new InvalidOperationException("No page of the console.")).Value;

    private static string Policy(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self'; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private sealed record PageNonce(string Value);
}
