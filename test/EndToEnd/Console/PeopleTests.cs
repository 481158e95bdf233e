using System.IO.Compression;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Console;

/// <summary>Somebody asks about their data: found, looked at, copied, kept, let go, erased, and proven.</summary>
public sealed class PeopleTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_person_is_found_copied_held_released_and_erased_and_the_page_follows_it_to_the_certificate()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var owner = await ConsoleWindow.OpenAsync(chromium, demo);
        await owner.EnrolAsync();
        var page = owner.Page;
        await owner.Phones.Phone("Ana").AskAsync("where are you?");

        await page.GotoAsync(new Uri(owner.Console, "people").ToString());
        await owner.LookAsync("console-people");
        await page.GetByLabel("Phone number, name").FillAsync("nobody of that name");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nobody is found by that")).ToBeVisibleAsync();
        await owner.LookAsync("console-people-nobody");
        await page.GetByLabel("Phone number, name").FillAsync("ana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        Assert.DoesNotContain("ana", page.Url, StringComparison.OrdinalIgnoreCase);
        await owner.LookAsync("console-people-found");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ana" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is held" })).ToBeVisibleAsync();

        await owner.LookAsync("console-person");
        await page.GetByLabel("What obliges the business").FillAsync("A dispute about a hair colour");
        await owner.LookAsync("console-person-acts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("A dispute about a hair colour")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" })).ToHaveCountAsync(0);
        await owner.LookAsync("console-person-held");
        await page.GetByRole(AriaRole.Button, new() { Name = "End the hold" }).ClickAsync();

        var copy = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Make the copy" }).ClickAsync());
        await using (var zip = await ZipFile.OpenReadAsync(await copy.PathAsync(), TestContext.Current.CancellationToken))
            Assert.NotNull(zip.GetEntry("data.json"));

        await Expect(page.GetByText("Backups become unreadable for them")).ToBeVisibleAsync();
        await page.GetByLabel("Why").SelectOptionAsync("They asked for it");
        await page.GetByLabel("Erase everything of this person").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "An erasure" })).ToBeVisibleAsync();
        await owner.LookAsync("console-erasure");
        await Expect(page.GetByText("Erased, certified and on record.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await owner.LookAsync("console-erased");
        await page.GetByRole(AriaRole.Link, new() { Name = "Recorded as entry" }).ClickAsync();
        await Expect(page.GetByText("Verified in this browser")).ToBeVisibleAsync();
        // A form that becomes a file is a navigation that ends.
        Assert.All(owner.Complaints, said => Assert.Contains("/copy: net::ERR_ABORTED", said, StringComparison.Ordinal));
    }
}
