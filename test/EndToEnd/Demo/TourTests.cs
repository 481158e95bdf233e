using System.Globalization;
using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Demo;

/// <summary>The tour as a doubter takes it: press a button, then look elsewhere whether it is true.</summary>
public sealed partial class TourTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] _steps = ["book", "thief", "forge", "plug", "history", "forget"];

    [Fact]
    public async Task The_whole_tour_has_real_effects_and_survives_a_reload()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (tour, ana) = (new Tour(window), window.Phone("Ana"));
        await Expect(tour.Progress).ToHaveTextAsync("Six steps, three minutes, in any order.");

        var booked = await tour.TakeAsync("book");
        Assert.Contains("0 before, 1 after", booked, StringComparison.Ordinal);
        // The tour writes for Ana; whoever takes it keeps their place.
        await Expect(tour.Step("book").Locator(".body > .button")).ToBeFocusedAsync();
        Assert.Contains("Haircut on", await ana.AskAsync("my appointments"), StringComparison.Ordinal);

        await ana.AskAsync("Nobody knows that I was born in Reykjavik.");
        var stolen = await tour.TakeAsync("thief");
        Assert.Contains("Nobody knows that I was born in Reykjavik.", stolen, StringComparison.Ordinal);
        Assert.Contains("Found: nothing", stolen, StringComparison.Ordinal);
        Assert.Contains("Planted and found: decoy.json at byte 9", stolen, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(demo.Data, "decoy.json")));

        var before = await ana.Messages.CountAsync();
        var forged = await tour.TakeAsync("forge");
        Assert.Equal(["401", "401", "200"], Statuses().Matches(forged).Select(match => match.Value));
        Assert.Equal(before, await ana.Messages.CountAsync());

        await PullThePlugAsync(demo, tour, ana);
        var rewritten = await tour.TakeAsync("history");
        var caught = Caught().Match(rewritten).Groups["entry"].Value;
        Assert.Contains($"Entry {caught} does not hash to its leaf.", rewritten, StringComparison.Ordinal);
        Assert.False(Directory.Exists(demo.Data + "-tour"));

        await ForgetAsync(demo, tour);
        // Nothing is left to take, and that is no dead end.
        await Expect(tour.Step("forget").Locator(".ending a")).ToHaveAttributeAsync("href", "/demo/staff");
        Assert.Equal(0, await tour.Failures.CountAsync());
        await window.Page.ReloadAsync();
        await Expect(tour.Progress).ToHaveTextAsync("6 of 6 done");
        await tour.UnfoldAsync("plug");
        await Expect(tour.Step("plug")).ToContainTextAsync("Two questions, one answer each");
        Assert.Empty(window.Complaints);
    }

    /// <summary>The service that was killed is gone, another one answers, and the phone has each answer once.</summary>
    private static async Task PullThePlugAsync(Browser.Demo demo, Tour tour, Phone ana)
    {
        var answers = await ana.Answers.CountAsync();
        var victim = await demo.FindServiceAsync();
        var pulled = await tour.TakeAsync("plug");
        Assert.Contains($"kill -9 of process {victim}", pulled, StringComparison.Ordinal);
        var heir = await demo.FindServiceAsync();
        Assert.NotEqual(victim, heir);
        Assert.Contains($"The service is back as process {heir}", pulled, StringComparison.Ordinal);
        Assert.Contains("Two questions, one answer each", pulled, StringComparison.Ordinal);
        // An answer that was sent twice would stand before this one.
        Assert.Contains("€18", await ana.AskAsync("How much is a beard trim?"), StringComparison.Ordinal);
        Assert.Equal(answers + 3, await ana.Answers.CountAsync());
    }

    private static async Task ForgetAsync(Browser.Demo demo, Tour tour)
    {
        Assert.Contains(await demo.ListAsync(), row => row.GetProperty("name").GetString() == "Ana");
        var forgotten = await tour.TakeAsync("forget");
        Assert.Contains("It opens: “How much is a beard trim?”", forgotten, StringComparison.Ordinal);
        Assert.Contains("does not open any more: its key was destroyed", forgotten, StringComparison.Ordinal);
        Assert.Matches(@"Entry \d+ of the ledger still verifies", forgotten);
        Assert.DoesNotContain(await demo.ListAsync(), row => row.GetProperty("name").GetString() == "Ana");
    }

    [Fact]
    public async Task Steps_are_taken_in_any_order_and_again_and_leave_the_demo_usable()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (tour, ben) = (new Tour(window), window.Phone("Ben"));

        foreach (var step in new[] { "forget", "history", "thief", "book", "forge", "book", "forget", "thief" })
            await tour.TakeAsync(step);

        await Expect(tour.Progress).ToHaveTextAsync("5 of 6 done");
        Assert.Equal(0, await tour.Failures.CountAsync());
        Assert.Contains("Kastanienallee", await ben.AskAsync("where are you?"), StringComparison.Ordinal);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_step_that_cannot_be_taken_says_what_to_do()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (tour, ana) = (new Tour(window), window.Phone("Ana"));
        await window.Page.RouteAsync("**/demo/api/history", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/json",
            Body = """{"error":"Nothing has been recorded yet. Write a message, then take the step again.","code":"TOUR-3"}""",
        }));
        await tour.UnfoldAsync("history");
        await tour.Step("history").Locator(".body > .button").ClickAsync();

        await Expect(tour.Step("history").Locator(".problem")).ToHaveTextAsync(
            "Nothing has been recorded yet. Write a message, then take the step again. [TOUR-3]");
        await Expect(tour.Step("history")).ToHaveAttributeAsync("data-state", "failed");
        await window.Page.UnrouteAllAsync();
        await ana.AskAsync("hello");
        await tour.TakeAsync("history");
    }

    [Theory]
    [InlineData("light", 1280, 860, ColorScheme.Light)]
    [InlineData("dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("light-phone", 390, 844, ColorScheme.Light)]
    [InlineData("dark-phone", 390, 844, ColorScheme.Dark)]
    public async Task The_tour_is_good_to_look_at_and_open_to_everybody(string name, int width, int height, ColorScheme scheme)
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width, height, scheme);
        var tour = new Tour(window);
        await Axe.LoadAsync(window.Page);
        if (width < 1100)
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Tour" }).ClickAsync();
        foreach (var (step, index) in _steps.Select((step, index) => (step, index)))
        {
            await tour.TakeAsync(step);
            Assert.Empty(await Axe.ViolationsAsync(window.Page, step));
            await CaptureAsync(window, string.Create(CultureInfo.InvariantCulture, $"tour-{name}-{index + 1}-{step}"));
        }
        await tour.Step("forget").GetByRole(AriaRole.Button, new() { Name = "Look at that message again" }).ClickAsync();
        var drawer = new Drawer(window);
        await Expect(drawer.Verdict).ToHaveTextAsync("Erased: the row is gone");
        Assert.Empty(await Axe.ViolationsAsync(window.Page, "stored"));
        await CaptureAsync(window, $"drawer-{name}-stored");
        await drawer.SelectAsync("What we recorded");
        await Expect(drawer.Verdict).ToHaveTextAsync("Verified in your browser");
        Assert.Empty(await Axe.ViolationsAsync(window.Page, "recorded"));
        await CaptureAsync(window, $"drawer-{name}-recorded");

        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(window.Complaints);
    }

    /// <summary>Kept in <c>artifacts/screens</c> for whoever wants to judge with their own eyes.</summary>
    private static async Task CaptureAsync(Window window, string name) => await window.Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Testing.Repository.Root, "artifacts", "screens", name + ".png"),
        Animations = ScreenshotAnimations.Disabled,
    });

    [GeneratedRegex(@"\b(?:401|200)(?=: )", RegexOptions.None, 1000)]
    private static partial Regex Statuses();

    [GeneratedRegex(@"Caught, at entry (?<entry>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Caught();
}
