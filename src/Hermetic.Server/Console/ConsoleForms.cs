using Hermetic.Server.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Hermetic.Server.Console;

/// <summary>
/// Whether a request that changes something comes from a page of this console: the browser says so
/// (<c>Sec-Fetch-Site</c>, <c>Origin</c>), and it brings the token of such a page. Both are asked for.
/// </summary>
internal static class ConsoleForms
{
    /// <summary>Of the hidden field.</summary>
    internal const string Field = "csrf";

    /// <summary>Of a module's request.</summary>
    internal const string Header = "X-CSRF";

    /// <summary>Bytes: the longest reply in four-byte characters, each of them escaped.</summary>
    private const long Longest = 128 * 1024;

    internal static IServiceCollection AddConsoleForms(this IServiceCollection services) =>
        services.AddAntiforgery(static options =>
        {
            options.Cookie = new HostCookie
            {
                Name = "__Host-antiforgery",
                Path = "/",
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
            };
            options.FormFieldName = Field;
            options.HeaderName = Header;
            // The policy's frame-ancestors says it.
            options.SuppressXFrameOptionsHeader = true;
        });

    /// <summary>True for what changes nothing.</summary>
    internal static async Task<bool> IsOwnAsync(HttpContext http, ConsoleOrigin console)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Longest;
        if (!IsFromHere(request, console) || !HasKnownBody(request))
            return false;
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            // A body that is no form.
            return false;
        }
    }

    /// <summary>A browser sends one of the two with everything but GET; what sends none is none.</summary>
    private static bool IsFromHere(HttpRequest request, ConsoleOrigin console)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return (site.Length > 0 || origin.Length > 0)
            && (site is "" or "same-origin")
            && (origin.Length == 0 || origin == console.Origin);
    }

    /// <summary>No parts of several: they might go to a file on the way.</summary>
    private static bool HasKnownBody(HttpRequest request) =>
        request.ContentType is null
        || request.ContentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || request.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Secure on plain http too: the framework would refuse a page there, while browsers take such a cookie from loopback,
    /// which is the only address that serves http to them.
    /// </summary>
    private sealed class HostCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}
