using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary>The page with the phones: files inside the assembly, nothing from anywhere else.</summary>
internal static class PhonePage
{
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
        PageHeaders.Write(http.Response, resources[0]);
        foreach (var resource in resources)
        {
            await using var content = typeof(PhonePage).Assembly.GetManifestResourceStream(resource)!;
            await content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }
}
