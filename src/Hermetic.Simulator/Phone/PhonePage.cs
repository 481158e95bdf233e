using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary>The page with the phones: files inside the assembly, nothing from anywhere else.</summary>
internal static class PhonePage
{
    private const string Prefix = "phone/";

    public static void Map(WebApplication host)
    {
        foreach (var resource in typeof(PhonePage).Assembly.GetManifestResourceNames())
        {
            var file = resource[Prefix.Length..];
            host.MapGet(file == "index.html" ? "/" : $"/phone/{file}", http => AnswerAsync(http, resource));
        }
    }

    private static async Task AnswerAsync(HttpContext http, string resource)
    {
        PageHeaders.Write(http.Response, resource);
        await using var content = typeof(PhonePage).Assembly.GetManifestResourceStream(resource)!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
