using Hermetic.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>
/// The page in every state, judged by axe and kept as a picture in <c>artifacts/screens</c>; its weight; its pace.
/// </summary>
public sealed class PhoneLooksTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Budget = 150_000; // bytes

    [Theory]
    [InlineData("desktop-light", 1440, 900, ColorScheme.Light)]
    [InlineData("desktop-dark", 1440, 900, ColorScheme.Dark)]
    [InlineData("phone-light", 390, 844, ColorScheme.Light)]
    [InlineData("phone-dark", 390, 844, ColorScheme.Dark)]
    public async Task Every_state_is_accessible_and_fits(string name, int width, int height, ColorScheme scheme)
    {
        await using var stage = await PhoneStage.SetAsync();
        await using var window = await chromium.OpenAsync(stage.Page, width, height, scheme, DrawerTests.WithModuleAsync);
        await Axe.LoadAsync(window.Page);
        var (ana, violations, page) = (window.Phone("Ana"), new List<string>(), window.Page);

        async Task LookAsync(string state)
        {
            await window.CaptureAsync($"{name}-{state}");
            violations.AddRange(await Axe.ViolationsAsync(page, state));
            Assert.True(await page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"));
            Assert.True(await page.EvaluateAsync<bool>(
                "[...document.querySelectorAll('.chat')].every(chat => chat.scrollWidth <= chat.clientWidth)"));
        }

        await Expect(DrawerTests.Guide(page)).ToBeVisibleAsync();
        await LookAsync("empty");
        await page.EvaluateAsync("page.side.hidden = true");
        await Scene.PlayAsync(stage);
        await Expect(ana.Own).ToHaveCountAsync(3);
        await Expect(window.Page.Locator("#person-1 .message")).ToHaveCountAsync(6);
        await LookAsync("conversation");
        await ana.Button(Scene.List).ClickAsync();
        await ana.Sheet.GetByText("14:30").ClickAsync();
        await LookAsync("list");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#person-0 .attach").ClickAsync();
        await LookAsync("attach");
        await page.Keyboard.PressAsync("Escape");
        await ana.Own.Last.Locator(".bubble").ClickAsync(new() { Button = MouseButton.Right });
        await LookAsync("menu");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Reply" }).ClickAsync();
        await LookAsync("reply");
        await ana.Own.Last.Locator(".proof").ClickAsync();
        foreach (var tab in new[] { "wire", "stored", "broken", "empty" })
        {
            await page.Locator($"#tab-{tab}").ClickAsync();
            await Expect(window.Drawer.Locator(".panel-content")).ToBeVisibleAsync();
            await LookAsync($"drawer-{tab}");
        }
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateAsync("page.phones[1].show()");
        await LookAsync("kinds");

        Assert.Empty(violations);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task It_weighs_less_than_its_budget_and_says_when_it_painted()
    {
        await using var stage = await PhoneStage.SetAsync();
        await using (await chromium.OpenAsync(stage.Page))
        {
            // The second window is measured: browser and simulator are warm.
        }
        await using var window = await chromium.OpenAsync(stage.Page);

        var bytes = await window.Page.EvaluateAsync<int>(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
        var painted = await window.Page.EvaluateAsync<double>(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime");

        Assert.InRange(bytes, 1, Budget);
        await RecordAsync(FormattableString.Invariant($"page: {bytes} bytes, first paint after {painted:0} ms"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Five_hundred_messages_stay_one_tab_stop_and_quick()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.PostAsync("simulator/batches", new
        {
            messages = Enumerable.Range(1, 500).Select(number => new { person = 0, text = $"Message {number}" }).ToArray(),
        });
        await using var window = await chromium.OpenAsync(stage.Page);
        var ana = window.Phone("Ana");
        await Expect(ana.Own).ToHaveCountAsync(500);

        Assert.Equal(1, await window.Page.Locator("#person-0 .message[tabindex='0']").CountAsync());
        Assert.Equal(2, await window.Page.Locator("#person-0 .message .tool[tabindex='0']").CountAsync());
        await Expect(ana.Own.Last).ToBeInViewportAsync();
        var shown = await window.Page.EvaluateAsync<double>("""
            async () => {
              const begun = performance.now();
              const { field } = { field: document.querySelector('#person-0 textarea') };
              field.value = 'one more';
              field.form.requestSubmit();
              while (document.querySelectorAll('#person-0 .message').length < 501) await new Promise(requestAnimationFrame);
              return performance.now() - begun;
            }
            """);
        await RecordAsync(FormattableString.Invariant($"500 messages: one more is shown after {shown:0} ms"));
    }

    [Fact]
    public async Task Who_wants_no_motion_gets_none_and_a_long_name_from_the_right_breaks_nothing()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.PostAsync("simulator/people", new { name = "عبد الرحمن بن محمد الطويل الاسم جدا جدا", username = "abd" });
        await stage.WriteAsync(2, "مرحبا، أريد موعدا");
        await using var window = await chromium.OpenAsync(stage.Page, width: 1100);

        Assert.Equal("none", await window.Page.Locator("#person-2 .message").EvaluateAsync<string>(
            "message => getComputedStyle(message).animationName"));
        await Expect(window.Page.Locator("#person-2 .number")).ToContainTextAsync("@abd");
        Assert.True(await window.Page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('.owner')].every(owner => owner.scrollWidth <= owner.clientWidth + 1)"));
        await window.CaptureAsync("names");
    }

    private static async Task RecordAsync(string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screens"));
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "figures.txt"), line + "\n");
    }
}
