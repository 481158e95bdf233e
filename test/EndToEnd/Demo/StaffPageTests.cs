using System.Globalization;
using System.Text.RegularExpressions;
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
        await staff.Page.Locator(".waiting").GetByRole(AriaRole.Button, new() { NameRegex = new("^Ana") }).ClickAsync();
        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("human");
        await Expect(staff.Page.Locator(".talk .state")).ToContainTextAsync("Asked for a person");
        await staff.Page.FillAsync("#text", "Hello Ana, Mira here. What can I do for you?");
        await staff.Page.Keyboard.PressAsync("Enter");

        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("Mira here");
        await Expect(window.Page.Locator(".phones")).ToContainTextAsync("Hello Ana, Mira here.");
        await Expect(staff.Page.Locator(".held")).ToContainTextAsync("A person is in charge");
        await Expect(staff.Page.Locator(".waiting")).ToBeHiddenAsync();
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Give back" }).ClickAsync();
        await Expect(staff.Page.Locator(".talk .state")).ToHaveTextAsync("The assistant answers.");
        Assert.Contains("Kastanienallee", await ana.AskAsync("where are you?"), StringComparison.Ordinal);
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(staff.Page.Locator("#text")).ToBeEnabledAsync();
        Assert.Empty(staff.Complaints);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Who_has_waited_longest_stands_on_top_with_time_and_number_of_messages()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (ana, ben) = (window.Phone("Ana"), window.Phone("Ben"));
        await ben.AskAsync("human");
        await ben.WriteAsync("are you there?");
        // Meta's timestamps are whole seconds.
        await window.Page.WaitForFunctionAsync("began => Date.now() > began + 2000", await window.Page.EvaluateAsync<double>("Date.now()"));
        await ana.AskAsync("human");
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"));
        var rows = staff.Page.Locator(".waiting button");

        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("Ben");
        await Expect(rows.First.Locator(".badge")).ToHaveTextAsync("Asked for a person");
        await Expect(rows.First.Locator(".count")).ToHaveTextAsync("2 messages");
        await Expect(rows.Last.Locator(".count")).ToHaveTextAsync("1 message");
        var since = DateTimeOffset.Parse(
            (await rows.First.Locator("time").GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        Assert.InRange(since, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Equal("3 h 4 min", await SinceAsync(staff.Page, minutes: 184));
        Assert.Equal("2 d 1 h", await SinceAsync(staff.Page, minutes: 2 * 24 * 60 + 61));
        Assert.Equal("less than a minute", await SinceAsync(staff.Page, minutes: -3));
    }

    [Fact]
    public async Task Why_somebody_waits_is_said_and_an_emergency_comes_first_with_a_shape_and_a_word_of_its_own()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (ana, ben) = (window.Phone("Ana"), window.Phone("Ben"));
        await ben.AskAsync("this is the worst salon in the world");
        await ben.Button("Talk to a person").ClickAsync();
        await Expect(ben.Answers).ToHaveCountAsync(2);
        // Meta's timestamps are whole seconds.
        await window.Page.WaitForFunctionAsync("began => Date.now() > began + 2000", await window.Page.EvaluateAsync<double>("Date.now()"));
        await ana.AskAsync("my son is unconscious");
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"));
        var badges = staff.Page.Locator(".waiting .badge");

        await Expect(badges).ToHaveTextAsync(["Emergency: may be in danger", "A complaint"]);
        Assert.Equal("\"!\"", await ShapeAsync(badges.First));
        Assert.NotEqual("\"!\"", await ShapeAsync(badges.Last));
        await staff.Page.Locator(".waiting button").First.ClickAsync();
        await Expect(staff.Page.Locator(".talk .state")).ToContainTextAsync("Emergency: may be in danger");
        await staff.Page.FillAsync("#text", "Mira here. *Call 112*, I stay on the line.");
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page.Locator(".held .badge")).ToHaveTextAsync("A person is in charge of an emergency");
        await Expect(staff.Page.Locator(".said strong")).ToHaveTextAsync("Call 112");
        Assert.Empty(staff.Complaints);
    }

    private static Task<string> ShapeAsync(ILocator badge) =>
        badge.Locator(".shape").EvaluateAsync<string>("shape => getComputedStyle(shape, '::before').content");

    [Fact]
    public async Task Staff_see_when_the_assistant_wrote_and_what_it_offered()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var ana = window.Phone("Ana");
        await ana.AskAsync("a haircut on Wednesday at 2:30pm");
        // The answer, and again the question that waits.
        await ana.AskAsync("what do you offer?", answers: 2);
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"));
        await staff.Page.Locator(".calm button").ClickAsync();

        var answers = staff.Page.Locator(".said.ours");
        await Expect(answers).ToHaveCountAsync(3);
        await Expect(answers.First.Locator(".by time")).ToHaveTextAsync(new Regex("^[0-9]{2}:[0-9]{2}$"));
        await Expect(answers.First.GetByRole(AriaRole.List, new() { Name = "Buttons" })).ToBeVisibleAsync();
        Assert.Equal(
            await ana.Answers.First.Locator(".replies button").AllInnerTextsAsync(),
            await answers.First.Locator(".choices li").AllInnerTextsAsync());
        Assert.Empty(staff.Complaints);
    }

    private static Task<string> SinceAsync(IPage page, int minutes) => page.EvaluateAsync<string>(
        "async minutes => (await import('/demo/staff/when.js')).since(new Date(Date.now() - minutes * 60000))", minutes);

    [Theory]
    [InlineData("light", 1440, 900, ColorScheme.Light)]
    [InlineData("dark", 1440, 900, ColorScheme.Dark)]
    [InlineData("light-phone", 390, 844, ColorScheme.Light)]
    [InlineData("dark-phone", 390, 844, ColorScheme.Dark)]
    public async Task It_is_good_to_look_at_and_open_to_everybody(string name, int width, int height, ColorScheme scheme)
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        await window.Phone("Ben").AskAsync("a haircut on Wednesday at 2:30pm");
        await window.Phone("Ana").AskAsync("human");
        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"), width, height, scheme);
        await Axe.LoadAsync(staff.Page);

        await Expect(staff.Page.Locator(".waiting")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(staff.Page, "list"));
        await staff.CaptureAsync($"staff-{name}-list");
        await staff.Page.Locator(".waiting button").ClickAsync();
        await Expect(staff.Page.Locator(".thread")).ToContainTextAsync("human");
        Assert.Empty(await Axe.ViolationsAsync(staff.Page, "conversation"));
        await staff.CaptureAsync($"staff-{name}-conversation");
        await staff.Page.FillAsync("#text", "Mira here.");
        await staff.Page.Keyboard.PressAsync("Enter");
        await Expect(staff.Page.Locator(".held button")).ToHaveCountAsync(1);
        Assert.Empty(await Axe.ViolationsAsync(staff.Page, "in charge"));
        await staff.CaptureAsync($"staff-{name}-in-charge");
        Assert.True(await staff.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(staff.Complaints);
    }
}
