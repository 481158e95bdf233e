using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Demo;

/// <summary>Who needs a person finds one: take over, reply, give back, on a page of its own.</summary>
public sealed class StaffPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Who_asks_for_a_person_is_answered_by_one_and_given_back()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"));
        var ana = window.Phone("Ana");
        await Expect(staff.Page.Locator(".none")).ToBeVisibleAsync();

        await ana.AskAsync("human");
        await staff.Page.Locator(".needs").GetByRole(AriaRole.Button, new() { NameRegex = new("^Ana") }).ClickAsync();
        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("human");
        await staff.Page.FillAsync("#text", "Hello Ana, Mira here. What can I do for you?");
        await staff.Page.Keyboard.PressAsync("Enter");

        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("Mira here");
        await Expect(window.Page.Locator(".phones")).ToContainTextAsync("Hello Ana, Mira here.");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Give back" }).ClickAsync();
        await Expect(staff.Page.Locator(".talk .state")).ToHaveTextAsync("The assistant answers.");
        Assert.Contains("Kastanienallee", await ana.AskAsync("where are you?"), StringComparison.Ordinal);
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(staff.Page.Locator("#text")).ToBeEnabledAsync();
        Assert.Empty(staff.Complaints);
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("light", 1440, 900, ColorScheme.Light)]
    [InlineData("dark-phone", 390, 844, ColorScheme.Dark)]
    public async Task It_is_good_to_look_at_and_open_to_everybody(string name, int width, int height, ColorScheme scheme)
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        await window.Phone("Ben").AskAsync("this is the worst salon in the world");
        await window.Phone("Ana").AskAsync("human");
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"), width, height, scheme);
        await Axe.LoadAsync(staff.Page);

        await Expect(staff.Page.Locator(".needs")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(staff.Page, "list"));
        await staff.CaptureAsync($"staff-{name}-list");
        await staff.Page.Locator(".needs button").ClickAsync();
        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("human");
        Assert.Empty(await Axe.ViolationsAsync(staff.Page, "conversation"));
        await staff.CaptureAsync($"staff-{name}-conversation");
        Assert.True(await staff.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(staff.Complaints);
    }
}
