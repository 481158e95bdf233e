using Hermetic.EndToEnd.Browser;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>What was done is found in the ledger, and proven in the browser and outside it.</summary>
public sealed class LedgerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string _program =
        Path.Combine(Repository.Root, "artifacts", "bin", "Hermetic.Server", "release", "Hermetic.Server.dll");

    [Fact]
    public async Task An_entry_is_found_verified_in_the_browser_and_its_file_verifies_elsewhere()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var owner = await ConsoleWindow.OpenAsync(chromium, demo);
        await owner.EnrolAsync();
        var page = owner.Page;
        await page.GotoAsync(new Uri(owner.Console, "ledger").ToString());
        await Expect(page.GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await owner.LookAsync("console-ledger");
        await page.GetByText("Look for something in it").ClickAsync();
        await page.GetByLabel("Action").FillAsync("staff.bootstrap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.GetByText("Verified in this browser")).ToBeVisibleAsync();
        await owner.LookAsync("console-entry");
        var key = (await page.Locator("[data-vkey]").GetAttributeAsync("data-vkey"))!;
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download the proof" }).ClickAsync());
        var verified = await Command.RunAsync("dotnet", [_program, "ledger", "verify", await file.PathAsync(), "--vkey", key]);
        Assert.True(verified.Exit == 0, verified.Errors);

        // One bit of the entry on its way to the browser: it is told, and nothing else.
        await page.RouteAsync("**/console/ledger/*", async route =>
        {
            var answer = await route.FetchAsync();
            var body = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = body.Replace("data-index=\"", "data-index=\"1", StringComparison.Ordinal) });
        });
        await page.ReloadAsync();
        await Expect(page.GetByText("Not verified")).ToBeVisibleAsync();
        await owner.LookAsync("console-entry-bad");

        await page.GotoAsync(new Uri(owner.Console, "ledger?action=nothing.such").ToString());
        await Expect(page.GetByText("No entry fits that")).ToBeVisibleAsync();
        await owner.LookAsync("console-ledger-empty");
        // A link that becomes a file is a navigation that ends.
        Assert.All(owner.Complaints, said => Assert.Contains("/proof: net::ERR_ABORTED", said, StringComparison.Ordinal));
        await page.GotoAsync(new Uri(owner.Console, "ledger?from=yesterday").ToString());
        await owner.LookAsync("console-ledger-wrong");
    }
}
