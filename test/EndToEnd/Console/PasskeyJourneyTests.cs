using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>From the link in the terminal to a revoked passkey, in a real browser with its virtual authenticator.</summary>
public sealed class PasskeyJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_first_owner_comes_in_makes_two_passkeys_signs_in_steps_up_and_revokes_one_which_ends_its_sessions()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var owner = await ConsoleWindow.OpenAsync(chromium, demo);
        var page = owner.Page;
        await owner.LookAsync("console-welcome");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mira Kern");
        await page.GetByLabel("What do you call this device?").FillAsync("Laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey" }).ClickAsync();

        // One lost device would lock her out: nothing else is open before that is mended.
        await Expect(page).ToHaveURLAsync(new Uri(owner.Console, "security").ToString());
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("one lost device");
        await page.GotoAsync(new Uri(owner.Console, "team").ToString());
        await Expect(page).ToHaveURLAsync(new Uri(owner.Console, "security").ToString());
        await owner.LookAsync("console-security-at-risk");
        var laptop = await owner.Device.ReplaceAsync();
        await page.GetByLabel("Another passkey").FillAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Phone" })).ToBeVisibleAsync();
        await owner.LookAsync("console-security");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await owner.LookAsync("console-sign-in");
        await owner.SignInAsync();
        var before = await owner.SessionAsync();
        await page.GotoAsync(new Uri(owner.Console, "step-up?to=/console/security").ToString());
        await owner.LookAsync("console-step-up");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show my passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys and sessions" })).ToBeVisibleAsync();
        Assert.NotEqual(before, await owner.SessionAsync());

        // The laptop signs in elsewhere, and is revoked from here.
        await using var elsewhere = await ConsoleWindow.OpenAsync(chromium, demo, new Uri(owner.Console, "sign-in"));
        await elsewhere.Device.ReplaceAsync(laptop);
        await elsewhere.SignInAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: Laptop" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Laptop" })).ToHaveCountAsync(0);
        await elsewhere.Page.ReloadAsync();
        await Expect(elsewhere.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(elsewhere.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was not accepted");
        Assert.Empty(owner.Complaints);
        Assert.Equal(["403"], elsewhere.Complaints.Select(said => said.Contains("403", StringComparison.Ordinal) ? "403" : said));
    }

    [Fact]
    public async Task Recovery_codes_bring_back_who_lost_every_device_and_the_team_page_lets_others_in()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var owner = await ConsoleWindow.OpenAsync(chromium, demo);
        await owner.EnrolAsync();
        var page = owner.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace them by new ones" }).ClickAsync();
        var code = await page.Locator(".codes code").First.TextContentAsync();
        await owner.LookAsync("console-codes");

        await page.GotoAsync(new Uri(owner.Console, "team").ToString());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ben Adler");
        await page.GetByLabel("Agent").CheckAsync();
        await owner.LookAsync("console-team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link for them" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A link for Ben Adler" })).ToBeVisibleAsync();
        await owner.LookAsync("console-team-link");
        var link = new Uri((await page.Locator(".codes code").TextContentAsync())!);
        await using var ben = await ConsoleWindow.OpenAsync(chromium, demo, link);
        await ben.EnrolAsync("Ben Adler");
        await ben.Page.GotoAsync(new Uri(owner.Console, "team").ToString());
        await Expect(ben.Page.GetByRole(AriaRole.Heading, new() { Name = "You may not use this page" })).ToBeVisibleAsync();
        await ben.LookAsync("console-no-permission");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await owner.Device.ReplaceAsync();
        await page.GetByText("My passkeys are lost").ClickAsync();
        await page.GetByLabel("Recovery code").FillAsync("0000-0000-0000-0000-0000-0000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the code" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "opens nothing" })).ToBeVisibleAsync();
        await owner.LookAsync("console-wrong-code");
        await page.GetByLabel("Recovery code").FillAsync(code!.ToLowerInvariant().Replace('-', ' '));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the code" }).ClickAsync();
        await page.GetByLabel("What do you call this device?").FillAsync("New laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New laptop" })).ToBeVisibleAsync();
        Assert.All(owner.Complaints, said => Assert.Contains("403", said, StringComparison.Ordinal));
        Assert.All(ben.Complaints, said => Assert.Contains("403", said, StringComparison.Ordinal));
    }
}
