using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>The console of a demo in a browser of its own, which has a device that keeps passkeys.</summary>
internal sealed partial class ConsoleWindow : IAsyncDisposable
{
    private static readonly (int Width, int Height)[] _sizes = [(1280, 860), (320, 640)];

    private readonly Window _phones;
    private readonly Window _window;

    private ConsoleWindow(Window phones, Window window, Authenticator device, Uri console) =>
        (_phones, _window, Device, Console) = (phones, window, device, console);

    internal IPage Page => _window.Page;

    /// <summary>The people who write to this business.</summary>
    internal Window Phones => _phones;

    internal Authenticator Device { get; }

    /// <summary>With a slash at its end.</summary>
    internal Uri Console { get; }

    internal IEnumerable<string> Complaints => _window.Complaints;

    /// <param name="at">Another page than the one behind the link that the demo prints.</param>
    internal static async Task<ConsoleWindow> OpenAsync(Chromium chromium, Browser.Demo demo, Uri? at = null)
    {
        var link = new Uri(Link().Match(string.Join('\n', demo.Announced)).Value);
        var phones = await chromium.OpenAsync(demo.Page);
        var window = new Window(await phones.Page.Context.NewPageAsync());
        var device = await Authenticator.AttachAsync(window.Page);
        await window.Page.GotoAsync((at ?? link).ToString());
        return new(phones, window, device, new Uri(link, "/console/"));
    }

    /// <summary>Uses the link: a passkey, and recovery codes.</summary>
    internal async Task EnrolAsync(string name = "Mira Kern")
    {
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("What do you call this device?").FillAsync("Laptop");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make recovery codes" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your recovery codes" })).ToBeVisibleAsync();
        await Page.GotoAsync(new Uri(Console, "security").ToString());
    }

    internal async Task SignInAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Today" })).ToBeVisibleAsync();
    }

    /// <summary>What the browser holds of the session.</summary>
    internal async Task<string?> SessionAsync() =>
        (await Page.Context.CookiesAsync()).SingleOrDefault(cookie => cookie.Name == "__Host-session")?.Value;

    /// <summary>In light and dark, on a desk and in a hand: axe has nothing to say, and nothing runs out of the page.</summary>
    internal async Task LookAsync(string name)
    {
        await Axe.LoadAsync(Page);
        foreach (var (width, height) in _sizes)
        {
            await Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                Assert.Empty(await Axe.ViolationsAsync(Page, $"{name}, {width} px, {scheme}"));
                Assert.True(
                    await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"{name} runs out of {width} px");
                await _window.CaptureAsync($"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
            }
        }
        await Page.SetViewportSizeAsync(_sizes[0].Width, _sizes[0].Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
    }

    [GeneratedRegex("http://localhost:[0-9]+/console/welcome/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    public ValueTask DisposeAsync() => _phones.DisposeAsync();
}
