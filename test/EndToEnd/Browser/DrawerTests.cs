using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Browser;

/// <summary>The drawer under a message, and the page object on which modules build.</summary>
public sealed class DrawerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Module = """
        import { make, hashView } from '/phone/blocks.js';
        export function attach(page) {
          window.page = page;
          page.side.hidden = false;
          page.side.append(make('h2', {}, 'A guide'));
          page.on('message', ({ message }) => { window.heard = message.text; });
          page.drawer.tab({ id: 'stored', title: 'What we stored', render: async (message, person) =>
            make('div', {}, make('p', { class: 'stored' }, `${person.name}: ${message.text}`), hashView('deadbeef01')) });
          page.drawer.tab({ id: 'broken', title: 'Broken', render: () => { throw new Error('the reason'); } });
          page.drawer.tab({ id: 'empty', title: 'Empty', render: () => null });
        }
        """;

    [Fact]
    public async Task It_shows_the_signed_bytes_and_every_change_of_a_message()
    {
        await using var stage = await PhoneStage.SetAsync();
        var wamid = await stage.WriteAsync(PhoneStage.Ana, "Grüße, tomorow");
        await stage.WriteAsync(PhoneStage.Ana, Scene.Edit(wamid, "Grüße, tomorrow"));
        await using var window = await chromium.OpenAsync(stage.Page);

        await window.Phone("Ana").Own.First.Locator(".proof").ClickAsync();

        var delivery = (await stage.GetAsync($"simulator/messages/{Uri.EscapeDataString(wamid)}")).GetProperty("deliveries")[0];
        var raw = window.Drawer.Locator(".raw").First;
        await Expect(raw).ToBeVisibleAsync();
        Assert.Equal(Encoding.UTF8.GetString(delivery.GetProperty("body64").GetBytesFromBase64()), await raw.TextContentAsync());
        Assert.Equal(delivery.GetProperty("signature").GetString(), await window.Drawer.Locator(".hash").First.TextContentAsync());
        await Expect(window.Drawer.Locator(".attempts").First).ToContainTextAsync("HTTP 200");
        await Expect(window.Drawer.Locator(".delivery-title")).ToHaveTextAsync(["The message", "The edit"]);
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Drawer).ToBeHiddenAsync();
        await Expect(window.Phone("Ana").Own.First.Locator(".proof")).ToBeFocusedAsync();
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    [InlineData(1800)]
    public async Task No_tab_and_no_line_of_what_travelled_is_cut(int width)
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, new string('w', 300));
        await stage.SayAsync(PhoneStage.Ana, new string('m', 300));
        await using var window = await chromium.OpenAsync(stage.Page, width, 844, before: WithModuleAsync);

        await window.Phone("Ana").Answers.First.Locator(".proof").ClickAsync();

        await Expect(window.Drawer.Locator(".code").Last).ToBeAttachedAsync();
        await Expect(window.Drawer.Locator(".code").First).ToBeVisibleAsync();
        Assert.Equal(0, await window.Page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll('.drawer, .drawer .tabs, .drawer .panel, .drawer .code')]
              .filter((part) => part.scrollWidth > part.clientWidth).length
            """));
    }

    [Fact]
    public async Task Of_an_answer_it_shows_the_request_and_the_statuses_that_came_back()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, "hello");
        await stage.SayAsync(PhoneStage.Ana, "Hello. How can I help?");
        await using var window = await chromium.OpenAsync(stage.Page);

        await window.Phone("Ana").Answers.First.Locator(".proof").ClickAsync();

        await Expect(window.Drawer.GetByRole(AriaRole.Tab)).ToHaveTextAsync("What Meta was given");
        var sent = JsonDocument.Parse((await window.Drawer.Locator(".raw").First.TextContentAsync())!).RootElement;
        Assert.Equal("Hello. How can I help?", sent.GetProperty("text").GetProperty("body").GetString());
        await Expect(window.Drawer.GetByText("Status: sent")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_module_writes_listens_shows_a_guide_and_adds_tabs()
    {
        await using var stage = await PhoneStage.SetAsync();
        await using var window = await chromium.OpenAsync(stage.Page, before: WithModuleAsync);
        var page = window.Page;
        await Expect(Guide(page)).ToBeVisibleAsync();

        var wamid = await page.EvaluateAsync<string>("page.phones[1].write('From the guide')");
        await Expect(window.Phone("Ben").Own).ToHaveCountAsync(1);
        Assert.Equal("From the guide", await page.EvaluateAsync<string>("window.heard"));
        Assert.True(await page.EvaluateAsync<bool>("wamid => page.openDrawer(wamid, 'stored')", wamid));

        await Expect(window.Drawer.Locator(".stored")).ToHaveTextAsync("Ben: From the guide");
        await Expect(window.Drawer.Locator(".hash span")).ToHaveTextAsync(["dead", "beef", "01"]);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(window.Drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("the reason [SIM-4]");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(window.Drawer.Locator(".panel-empty")).ToContainTextAsync("Nothing is known");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_module_presses_what_was_offered()
    {
        await using var stage = await PhoneStage.SetAsync();
        await stage.WriteAsync(PhoneStage.Ana, "haircut on Friday");
        await stage.SendInteractiveAsync(PhoneStage.Ana, Scene.Question);
        await using var window = await chromium.OpenAsync(stage.Page, before: WithModuleAsync);
        await Expect(window.Phone("Ana").Answers).ToHaveCountAsync(1);
        await Expect(Guide(window.Page)).ToBeVisibleAsync();

        await window.Page.EvaluateAsync("page.phones[0].press('Confirm')");

        await Expect(window.Phone("Ana").Own).ToHaveCountAsync(2);
        Assert.Contains("No button", await window.Page.EvaluateAsync<string>(
            "page.phones[0].press('Confirm').catch((error) => error.message)"), StringComparison.Ordinal);
    }

    /// <summary>What the module shows when it is attached; the phones are there before.</summary>
    internal static ILocator Guide(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "A guide" });

    internal static async Task WithModuleAsync(IPage page)
    {
        await page.RouteAsync("**/simulator/people", async route =>
        {
            var people = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = people.Replace("\"modules\":[]", "\"modules\":[\"/test/module.js\"]", StringComparison.Ordinal),
            });
        });
        await page.RouteAsync("**/test/module.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Module }));
    }
}
