using System.Net;
using Hermetic.EndToEnd.Browser;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Demo;

/// <summary>The demo as a program: what it says, whom it obeys, and that its service comes back.</summary>
public sealed class DemoTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task It_says_in_at_most_ten_lines_what_runs_and_how_to_stop()
    {
        await using var demo = await Browser.Demo.StartAsync();
        Assert.InRange(demo.Announced.Count, 1, 10);
        var said = string.Join('\n', demo.Announced);
        foreach (var word in new[] { demo.Page.ToString(), "Service", demo.Data, "Staff", "Ctrl+C" })
            Assert.Contains(word, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_page_with_its_tour_weighs_less_than_150_kilobytes_in_60_requests()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        await window.Page.Locator(".side.tour").WaitForAsync();

        var bytes = await window.Page.EvaluateAsync<int>(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            + ".reduce((sum, one) => sum + one.transferSize, 0)");

        Assert.InRange(bytes, 10_000, 150_000);
        Assert.InRange(await window.Page.EvaluateAsync<int>("performance.getEntriesByType('resource').length"), 10, 60);
    }

    [Fact]
    public async Task A_service_that_dies_is_started_again()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var ana = window.Phone("Ana");
        await ana.AskAsync("hello");
        var victim = (await demo.FindServiceAsync())!.Value;
        Assert.Equal(0, Command.Signal(victim, 9));

        Assert.Contains("Kastanienallee", await ana.AskAsync("where are you?"), StringComparison.Ordinal);
        Assert.NotEqual(victim, await demo.FindServiceAsync());
    }

    [Fact]
    public async Task There_is_a_phone_for_three_people_at_most()
    {
        var outcome = await Browser.Demo.TryAsync("--people", "4");
        Assert.Equal((1, true), (outcome.Exit, outcome.Errors.Contains("--people must be 1, 2 or 3.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Data_that_is_in_use_is_not_reset()
    {
        await using var demo = await Browser.Demo.StartAsync();
        var outcome = await Browser.Demo.TryAsync("--port", "0", "--reset", "--data", demo.Data);
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("in use by another process", outcome.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(demo.Data, "hermetic.db")));
    }

    /// <summary>What another page of the browser could send, and a page that was open before this start.</summary>
    [Fact]
    public async Task Nobody_but_its_own_page_drives_it()
    {
        await using var demo = await Browser.Demo.StartAsync();
        var service = await demo.FindServiceAsync();
        using var http = new HttpClient { BaseAddress = demo.Page };
        foreach (var site in new[] { null, "cross-site", "same-site", "none" })
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, "demo/api/start", site));
        foreach (var path in _steps)
        {
            foreach (var site in new[] { null, "cross-site", "same-origin" })
                Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, path, site));
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "demo/api/start", "same-origin"));
        Assert.Equal(service, await demo.FindServiceAsync());
    }

    private static readonly string[] _steps =
    [
        "demo/api/evidence?wamid=x", "demo/api/evidence/counts", "demo/api/evidence/proofs/0", "demo/api/evidence/open",
        "demo/api/staff/conversations", "demo/api/staff/conversations/7d4ab2a7-6f6f-4cf6-9d1c-3a1f5c8f9a10",
        "demo/api/staff/conversations/7d4ab2a7-6f6f-4cf6-9d1c-3a1f5c8f9a10/replies",
        "demo/api/thief", "demo/api/forgery", "demo/api/plug", "demo/api/history",
    ];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, string? site)
    {
        var isStep = path.Split('/')[^1] is "open" or "replies" or "thief" or "forgery" or "plug" or "history";
        using var request = new HttpRequestMessage(isStep ? HttpMethod.Post : HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Hermetic-Demo", "0123456789abcdef0123456789abcdef");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (isStep)
            request.Content = new StringContent("""{"person":0,"words":"some words"}""");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
