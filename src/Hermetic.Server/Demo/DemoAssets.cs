using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>The files of tour and staff page, inside the assembly.</summary>
internal static class DemoAssets
{
    /// <summary>What <see cref="SimulatorOptions.Modules"/> names.</summary>
    internal static IReadOnlyList<string> Modules { get; } = ["/demo/tour.js", "/demo/evidence.js"];

    private const string Prefix = "demo/";

    internal static IEnumerable<string> Names =>
        typeof(DemoAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    internal static async Task AnswerAsync(HttpContext http, string name)
    {
        PageHeaders.Write(http.Response, name);
        await using var content = typeof(DemoAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
