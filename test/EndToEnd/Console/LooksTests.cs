using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>Every state of Today, the inbox and a conversation: judged by axe, and kept to be looked at.</summary>
public sealed class LooksTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Today_and_the_inbox_are_good_to_look_at_and_open_to_everybody()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var phones = await chromium.OpenAsync(demo.Page);
        await using var mira = await ConsoleWindow.OpenAsync(chromium, demo);
        await mira.EnrolAsync();
        await LookAsync(mira, "", "today-clear");
        await LookAsync(mira, "inbox", "inbox-empty");
        await LookAsync(mira, "inbox?show=all", "inbox-nobody");
        await TalkAsync(phones);
        await LookAsync(mira, "", "today");
        await LookAsync(mira, "inbox", "inbox");
        await LookAsync(mira, "inbox?show=all", "inbox-all");
        await LookAsync(mira, await FindAsync(mira, "Ana"), "conversation-emergency");
        var ben = await FindAsync(mira, "Ben");
        await LookAsync(mira, ben, "conversation");
        await mira.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await mira.Page.FillAsync("#reply", "*Mira* here. I put you down for Thursday.");
        await mira.Page.Keyboard.PressAsync("Enter");
        await Expect(mira.Page.Locator(".said strong")).ToBeVisibleAsync();
        await LookAsync(mira, ben, "conversation-in-charge");
        await mira.Page.Locator(".canned summary").ClickAsync();
        await mira.LookAsync("console-conversation-canned");
        Assert.Empty(mira.Complaints);
    }

    [Fact]
    public async Task What_is_not_there_says_so_as_well()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var mira = await ConsoleWindow.OpenAsync(chromium, demo);
        await mira.EnrolAsync();
        await LookAsync(mira, "nowhere", "not-found");
        await Expect(mira.Page.Locator("code")).ToHaveTextAsync("CON-1");
        Assert.All(mira.Complaints, said => Assert.Contains("404", said, StringComparison.Ordinal));
    }

    private static async Task TalkAsync(Window phones)
    {
        var (ana, ben) = (phones.Phone("Ana"), phones.Phone("Ben"));
        await ben.AskAsync("a haircut on Wednesday at 2:30pm");
        await ben.AskAsync("what do you offer?", answers: 2);
        await ana.AskAsync("my son is unconscious");
    }

    private static async Task<string> FindAsync(ConsoleWindow mira, string name)
    {
        await mira.Page.GotoAsync(new Uri(mira.Console, "inbox?show=all").ToString());
        return (await mira.Page.Locator(".conversations a", new() { HasText = name }).GetAttributeAsync("href"))!;
    }

    private static async Task LookAsync(ConsoleWindow mira, string path, string state)
    {
        var answer = await mira.Page.GotoAsync(new Uri(mira.Console, path).ToString());
        if (answer is not null)
            Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
        await mira.LookAsync($"console-{state}");
    }
}
