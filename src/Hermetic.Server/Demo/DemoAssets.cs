namespace Hermetic.Server.Demo;

/// <summary>The modules and styles that the phone page loads beside its own: files inside the assembly.</summary>
internal static class DemoAssets
{
    /// <summary>What <see cref="Simulator.SimulatorOptions.Modules"/> names.</summary>
    internal static IReadOnlyList<string> Modules { get; } = ["/demo/tour.js", "/demo/evidence.js"];

    private const string Prefix = "demo/";

    internal static IEnumerable<string> Names =>
        typeof(DemoAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    internal static async Task AnswerAsync(HttpContext http, string name)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException($"The tour has no files of kind {other}."),
        };
        await using var content = typeof(DemoAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
