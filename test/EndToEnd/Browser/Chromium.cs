using Microsoft.Playwright;

namespace Hermetic.EndToEnd.Browser;

/// <summary>Debian's Chromium for all tests of a class. A page that complains in its console fails its test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        _playwright = await Playwright.CreateAsync();
        // What is awaited comes at once on a quiet machine; a busy one is no reason to fail.
        Assertions.SetDefaultExpectTimeout(20_000);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments() });
    }

    /// <summary>A window of its own, with nothing remembered.</summary>
    /// <param name="before">What is to be arranged before the page is asked for.</param>
    internal async Task<Window> OpenAsync(
        Uri address, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light,
        Func<IPage, Task>? before = null)
    {
        var window = await OpenAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (before is not null)
            await before(window.Page);
        await window.Page.GotoAsync(address.ToString());
        await Assertions.Expect(window.Page.Locator(".service")).ToHaveTextAsync("Service answers");
        return window;
    }

    /// <summary>A window of its own in which nothing was asked for yet.</summary>
    internal async Task<Window> OpenAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(_browser is null, $"{Program} is not installed.");
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        return new Window(await context.NewPageAsync());
    }

    /// <summary>Chromium's own sandbox refuses to run as root, as containers do.</summary>
    private static string[] Arguments() => Environment.UserName == "root" ? ["--no-sandbox"] : [];

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
