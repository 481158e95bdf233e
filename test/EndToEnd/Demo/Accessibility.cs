using Deque.AxeCore.Playwright;
using Hermetic.EndToEnd.Browser;

namespace Hermetic.EndToEnd.Demo;

internal static class Accessibility
{
    /// <summary>axe finds nothing: names, roles, contrast, landmarks, focus order.</summary>
    public static async Task CheckAsync(Window window)
    {
        var result = await window.Page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(violation =>
            violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }
}
