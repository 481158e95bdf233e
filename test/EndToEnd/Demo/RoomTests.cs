using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Demo;

/// <summary>Tour, phones and drawer at once: what does not fit makes room, and comes back as it was.</summary>
public sealed class RoomTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>The left and right edges of what is seen of the phones' room, then of each phone.</summary>
    private const string Edges = """
        () => [document.querySelector('.phones'), ...document.querySelectorAll('.phone')].map((each) => {
          const { left, right } = each.getBoundingClientRect();
          return [Math.round(left), Math.round(right)];
        })
        """;

    [Fact]
    public async Task No_phone_is_ever_cut()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width: 1280);
        await window.Phone("Ana").AskAsync("hello");
        foreach (var width in new[] { 800, 1100, 1280, 1440, 1800, 2200 })
        {
            await window.Page.SetViewportSizeAsync(width, 860);
            await AssertWholeAsync(window);
            await window.Phone("Ana").Answers.First.Locator(".proof").ClickAsync();
            await Expect(window.Drawer).ToBeVisibleAsync();
            if (width >= 1100)
                await AssertWholeAsync(window);
            await window.CaptureAsync($"room-{width}");
            await window.Page.Keyboard.PressAsync("Escape");
        }
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Three_people_stand_side_by_side_where_there_is_room_and_one_click_away_where_not()
    {
        await using var demo = await Browser.Demo.StartAsync("--people", "3");
        await using var window = await chromium.OpenAsync(demo.Page, width: 1800);
        Assert.Contains("Kastanienallee", await window.Phone("Chiara").AskAsync("where are you?"), StringComparison.Ordinal);
        await AssertWholeAsync(window);
        foreach (var name in new[] { "Ana", "Ben", "Chiara" })
            await Expect(window.Phone(name).Field).ToBeInViewportAsync();
        await window.CaptureAsync("three-1800");

        await window.Page.SetViewportSizeAsync(390, 844);
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Phones" }).GetByText("Chiara").ClickAsync();
        await Expect(window.Phone("Chiara").Field).ToBeInViewportAsync();
        await window.CaptureAsync("three-390");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Who_does_not_fit_beside_the_tour_is_one_click_away()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width: 900);
        var people = window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Phones" });
        await Expect(people).ToBeHiddenAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Tour", Exact = true }).ClickAsync();
        await Expect(people.GetByText("Ana")).ToHaveAttributeAsync("aria-current", "true");

        await people.GetByText("Ben").ClickAsync();

        await Expect(people.GetByText("Ben")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(window.Page.Locator("#person-0")).Not.ToBeInViewportAsync();
        await AssertWholeAsync(window);
        await Axe.LoadAsync(window.Page);
        Assert.Empty(await Axe.ViolationsAsync(window.Page, "one at a time"));
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1800)]
    public async Task The_tour_is_as_it_was_when_the_drawer_is_closed(int width)
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width, height: 600);
        var tour = new Tour(window);
        await tour.TakeAsync("book");
        var link = tour.Step("book").GetByRole(AriaRole.Button, new() { Name = "See what was stored" });
        await link.ScrollIntoViewIfNeededAsync();
        var scrolled = await tour.Panel.EvaluateAsync<double>("panel => panel.scrollTop");
        await link.ClickAsync();

        await Expect(window.Drawer).ToBeVisibleAsync();
        var toggle = window.Page.GetByRole(AriaRole.Button, new() { Name = "Tour", Exact = true });
        if (width < 1800)
        {
            await Expect(tour.Panel).ToBeHiddenAsync();
            await toggle.ClickAsync();
        }
        else
        {
            await Expect(tour.Panel).ToBeVisibleAsync();
            await window.Page.Keyboard.PressAsync("Escape");
        }
        await Expect(window.Drawer).ToBeHiddenAsync();
        await Expect(tour.Panel).ToBeVisibleAsync();
        Assert.Equal(scrolled, await tour.Panel.EvaluateAsync<double>("panel => panel.scrollTop"));
        await toggle.ClickAsync();
        await Expect(tour.Panel).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_crowd_pushes_no_header_away_and_what_was_said_stays_one_column()
    {
        await using var demo = await Browser.Demo.StartAsync();
        using var http = new HttpClient { BaseAddress = demo.Page };
        for (var number = 2; number < 45; number++)
        {
            await PostAsync(http, "simulator/people", $$"""{"name":"Person {{number}}","phoneNumber":"491511234{{number:D4}}"}""");
            await PostAsync(http, $"simulator/people/{number}/messages", """{"text":"human"}""");
        }
        await using var window = await chromium.OpenAsync(demo.Page, width: 1800, height: 1000);
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Phones" }).GetByText("Person 30").ClickAsync();
        await Expect(window.Page.Locator("#person-30")).ToBeInViewportAsync();
        await AssertStillAsync(window.Page);
        await window.Page.Locator("#person-40").EvaluateAsync("phone => phone.scrollIntoView()");
        await Expect(window.Page.Locator(".people a").GetByText("Person 40")).ToBeInViewportAsync();

        await using var staff = await chromium.OpenAsync(new Uri(demo.Page, "/demo/staff"), width: 1800, height: 1000);
        await Expect(staff.Page.Locator(".waiting button")).ToHaveCountAsync(43, new() { Timeout = 60_000 });
        await staff.Page.Locator(".waiting button").Last.ClickAsync();
        await Expect(staff.Page.Locator(".said.ours")).ToBeVisibleAsync();
        await AssertStillAsync(staff.Page);
        Assert.InRange(await staff.Page.EvaluateAsync<double>(
            "document.querySelector('.said.ours').getBoundingClientRect().right - document.querySelector('.said').getBoundingClientRect().left"),
            400, 900);
        Assert.Empty(staff.Complaints);
    }

    private static async Task PostAsync(HttpClient http, string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The header is where it was, and nothing can scroll it away.</summary>
    private static async Task AssertStillAsync(IPage page)
    {
        await page.EvaluateAsync("scrollTo(500, 500); document.body.scrollTop = 500; document.body.scrollLeft = 500");
        Assert.Equal("0 0", await page.EvaluateAsync<string>(
            "(({ left, top }) => `${left} ${top}`)(document.querySelector('.bar').getBoundingClientRect())"));
    }

    private static async Task AssertWholeAsync(Window window)
    {
        var edges = await window.Page.EvaluateAsync<int[][]>(Edges);
        var room = edges[0];
        var seen = edges[1..].Where(phone => phone[1] > room[0] && phone[0] < room[1]).ToList();
        Assert.NotEmpty(seen);
        Assert.All(seen, phone => Assert.True(
            phone[0] >= room[0] && phone[1] <= room[1], $"A phone from {phone[0]} to {phone[1]} in {room[0]} to {room[1]}."));
    }
}
