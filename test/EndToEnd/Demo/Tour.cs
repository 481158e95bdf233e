using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Demo;

/// <summary>The tour's panel on the page, used by hands.</summary>
internal sealed class Tour(Window window)
{
    // A step may contain the start of a service on a busy machine.
    private static readonly LocatorAssertionsToHaveAttributeOptions _patience = new() { Timeout = 120_000 };

    public ILocator Panel => window.Page.Locator(".side");

    public ILocator Progress => Panel.Locator(".progress");

    public ILocator Step(string id) => Panel.Locator($".step[data-step={id}]");

    /// <summary>Unfolds the step, presses its button and waits until it is done; returns what it then says.</summary>
    public async Task<string> TakeAsync(string id)
    {
        await UnfoldAsync(id);
        await Step(id).Locator(".body > .button").ClickAsync();
        await Expect(Step(id).Locator(".working")).ToBeHiddenAsync(new() { Timeout = 120_000 });
        await Expect(Step(id)).ToHaveAttributeAsync("data-state", "done", _patience);
        return await Step(id).Locator(".result").InnerTextAsync();
    }

    public async Task UnfoldAsync(string id)
    {
        var heading = Step(id).Locator("h3 button");
        if (await heading.GetAttributeAsync("aria-expanded") != "true")
            await heading.ClickAsync();
    }

    /// <summary>What stands in red: a promise that did not hold.</summary>
    public ILocator Failures => Panel.Locator("[data-state=failing], .problem");
}
