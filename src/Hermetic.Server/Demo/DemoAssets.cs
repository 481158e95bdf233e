using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>The files of tour and staff page, inside the assembly.</summary>
internal static class DemoAssets
{
    /// <summary>What <see cref="SimulatorOptions.Modules"/> names.</summary>
    internal static IReadOnlyList<string> Modules { get; } = ["/demo/tour.js", "/demo/evidence.js"];

    private const string Prefix = "demo/";

    /// <summary>What verifies a proof is the console's.</summary>
    private static readonly string[] _shared = ["bytes.js", "proof.js"];

    internal static IEnumerable<string> Names =>
        typeof(DemoAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])
            .Concat(_shared);

    internal static async Task AnswerAsync(HttpContext http, string name)
    {
        PageHeaders.Write(http.Response, name);
        await using var content = typeof(DemoAssets).Assembly.GetManifestResourceStream(
            (_shared.Contains(name) ? "console/" : Prefix) + name)!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
