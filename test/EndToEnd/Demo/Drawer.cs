using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;

namespace Hermetic.EndToEnd.Demo;

/// <summary>The drawer under a message.</summary>
internal sealed class Drawer(Window window)
{
    public ILocator Panel => window.Page.Locator(".drawer .panel");

    public ILocator Verdict => Panel.Locator(".verdict").First;

    /// <summary>Opens the drawer of a message by its mark, and one of its tabs.</summary>
    public async Task OpenAsync(ILocator message, string tab)
    {
        await message.HoverAsync();
        await message.Locator(".proof").ClickAsync();
        await SelectAsync(tab);
    }

    public Task SelectAsync(string tab) => window.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
}
