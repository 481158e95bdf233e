using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>Who needs a person finds one, in the console.</summary>
public sealed class InboxTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_conversation_is_taken_over_and_answered_by_keyboard_alone()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var phones = await chromium.OpenAsync(demo.Page);
        await using var mira = await ConsoleWindow.OpenAsync(chromium, demo);
        await mira.EnrolAsync();
        var (page, ana) = (mira.Page, phones.Phone("Ana"));
        await ana.AskAsync("where are you?");
        await page.GotoAsync(new Uri(mira.Console, "inbox?show=all").ToString());

        await FocusAsync(page, page.Locator(".conversations a"));
        await page.Keyboard.PressAsync("Enter");
        await FocusAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Take over" }));
        await page.Keyboard.PressAsync("Enter");
        await FocusAsync(page, page.Locator("#reply"));
        await page.Keyboard.TypeAsync("Mira here. What can I do for you?");
        await page.Keyboard.PressAsync("Enter");

        await Expect(phones.Page.Locator(".phones")).ToContainTextAsync("Mira here.");
        await Expect(page.Locator(".thread")).ToContainTextAsync("Mira here.");
        await FocusAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Give back" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".standing")).ToContainTextAsync("The assistant answers");
        Assert.Contains("Kastanienallee", await ana.AskAsync("where are you?"), StringComparison.Ordinal);
        Assert.Empty(mira.Complaints);
    }

    /// <summary>As a person without a mouse finds it: one element after the other.</summary>
    private static async Task FocusAsync(IPage page, ILocator wanted)
    {
        await Expect(wanted).ToBeVisibleAsync();
        for (var steps = 0; steps < 60; steps++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{wanted} is not reached by the keyboard.");
    }

    [Fact]
    public async Task What_people_write_appears_by_itself_and_what_is_being_written_stays()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var phones = await chromium.OpenAsync(demo.Page);
        await using var mira = await ConsoleWindow.OpenAsync(chromium, demo);
        await mira.EnrolAsync();
        var (page, ana) = (mira.Page, phones.Phone("Ana"));
        await page.GotoAsync(new Uri(mira.Console, "inbox").ToString());
        await Expect(page.Locator(".live")).ToHaveTextAsync("Live");
        await ana.AskAsync("human");
        await page.Locator(".conversations a").ClickAsync();
        await Expect(page.Locator(".live")).ToHaveTextAsync("Live");
        await page.FillAsync("#reply", "One moment, I");
        await ana.WriteAsync("are you there?");

        await Expect(page.Locator(".thread")).ToContainTextAsync("are you there?");
        await Expect(page.Locator("#reply")).ToHaveValueAsync("One moment, I");
        await page.Locator(".canned summary").ClickAsync();
        await page.Locator(".canned a").First.ClickAsync();
        await Expect(page.Locator("#reply")).ToHaveValueAsync(new Regex("^One moment, I.*Thank you"));
        Assert.Empty(mira.Complaints);
    }

    [Fact]
    public async Task All_of_it_works_without_scripts()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var phones = await chromium.OpenAsync(demo.Page);
        await using var mira = await ConsoleWindow.OpenAsync(chromium, demo);
        await mira.EnrolAsync();
        await phones.Phone("Ana").AskAsync("human");
        await using var plain = await chromium.OpenAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            StorageState = await mira.Page.Context.StorageStateAsync(),
        });
        var page = plain.Page;
        await page.GotoAsync(new Uri(mira.Console, "inbox").ToString());

        await page.Locator(".conversations a").ClickAsync();
        await page.Locator(".canned summary").ClickAsync();
        await page.Locator(".canned a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".thread")).ToContainTextAsync("Somebody of us looks into it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give back" }).ClickAsync();
        await Expect(page.Locator(".standing")).ToContainTextAsync("The assistant answers");
        await Expect(phones.Page.Locator(".phones")).ToContainTextAsync("Somebody of us looks into it");
    }
}
