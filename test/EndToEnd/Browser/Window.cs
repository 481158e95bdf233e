using System.Collections.Concurrent;
using Hermetic.Testing;
using Microsoft.Playwright;

namespace Hermetic.EndToEnd.Browser;

/// <summary>The page with the phones, open in a browser.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = [];

    public Window(IPage page)
    {
        Page = page;
        // Refusals of the content security policy and of Trusted Types arrive here too.
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                _complaints.Enqueue(said.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https", IsLoopback: false } elsewhere)
                _complaints.Enqueue($"asks {elsewhere.Host}");
        };
        page.RequestFailed += (_, request) =>
        {
            // A stream ends with its page.
            if (!new Uri(request.Url).AbsolutePath.EndsWith("/events", StringComparison.Ordinal))
                _complaints.Enqueue($"{request.Url}: {request.Failure}");
        };
    }

    public IPage Page { get; }

    /// <summary>The drawer under a message; hidden until one is opened.</summary>
    public ILocator Drawer => Page.Locator(".drawer");

    public IEnumerable<string> Complaints => _complaints;

    public Phone Phone(string owner) => new(Page, owner);

    /// <summary>Kept in <c>artifacts/screens</c> for whoever wants to judge the page with their own eyes.</summary>
    public Task CaptureAsync(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Root, "artifacts", "screens", name + ".png"),
        Animations = ScreenshotAnimations.Disabled,
    });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
