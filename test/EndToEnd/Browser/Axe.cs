using System.Text.Json;
using Hermetic.Testing;
using Microsoft.Playwright;

namespace Hermetic.EndToEnd.Browser;

/// <summary>axe-core, from npm, judges a page as it stands: each violation as a line, none when all is well.</summary>
internal static class Axe
{
    private static readonly string _script = Path.Combine(
        Repository.Root, "test", "EndToEnd", "Browser", "node_modules", "axe-core", "axe.min.js");

    public static async Task LoadAsync(IPage page)
    {
        Assert.SkipUnless(File.Exists(_script), "axe-core is not installed: npm ci --prefix test/EndToEnd/Browser");
        await page.EvaluateAsync(await File.ReadAllTextAsync(_script));
    }

    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string state)
    {
        var result = await page.EvaluateAsync<JsonElement>("axe.run()");
        return
        [
            .. result.GetProperty("violations").EnumerateArray().Select(violation =>
                $"{state}: {violation.GetProperty("id").GetString()} at {violation.GetProperty("nodes")[0].GetProperty("html")}"),
        ];
    }
}
