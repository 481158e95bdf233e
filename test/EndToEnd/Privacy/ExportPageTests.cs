using System.IO.Compression;
using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>
/// The page with which a person opens the copy of their data, in a real browser: by hands, by those who should not, and
/// what is in it.
/// </summary>
public sealed partial class ExportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Refusal = "That does not open anything.";

    [Theory]
    [InlineData("light", 1280, 860, ColorScheme.Light)]
    [InlineData("dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("light-phone", 390, 844, ColorScheme.Light)]
    [InlineData("dark-phone", 390, 844, ColorScheme.Dark)]
    public async Task The_way_from_the_chat_to_the_opened_copy_is_good_to_look_at_and_open_to_everybody(
        string name, int width, int height, ColorScheme scheme)
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, width, height, scheme);
        var (link, code) = await OrderAsync(window, "Ana");
        var export = new Window(await window.Page.Context.NewPageAsync());
        await export.Page.GotoAsync(link);
        await LookAsync(export, $"export-{name}-asks");

        await SubmitAsync(export, "0000-0000-0000");
        await Expect(export.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(Refusal);
        await Expect(export.Page.Locator("#code")).ToBeFocusedAsync();
        await LookAsync(export, $"export-{name}-refused");

        var copy = new Window(await window.Page.Context.NewPageAsync());
        await copy.Page.GotoAsync(await DownloadAsync(export, code.ToLowerInvariant().Replace('-', ' ')));
        await Expect(copy.Page.Locator("body")).ToContainTextAsync("what do you offer?");
        await LookAsync(copy, $"export-{name}-copy");
        Assert.All(export.Complaints, complaint => Assert.Matches(Expected(), complaint));
        Assert.Empty(copy.Complaints);
    }

    [Fact]
    public async Task Neither_a_guess_nor_somebody_elses_code_nor_a_second_time_opens_it()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (anas, anasCode) = await OrderAsync(window, "Ana");
        var (bens, bensCode) = await OrderAsync(window, "Ben");
        var export = new Window(await window.Page.Context.NewPageAsync());

        foreach (var wrong in new[] { "0000-0000-0000", bensCode, "<img src=x onerror=alert(1)>", "' or 1=1 --" })
            await AssertRefusedAsync(export, anas, wrong);
        await AssertRefusedAsync(export, anas[..^1] + (anas[^1] == '0' ? '1' : '0'), anasCode);
        await export.Page.GotoAsync(anas);
        await DownloadAsync(export, anasCode);
        await AssertRefusedAsync(export, anas, anasCode);

        for (var guess = 0; guess < 5; guess++)
            await AssertRefusedAsync(export, bens, $"0000-0000-000{guess}");
        await AssertRefusedAsync(export, bens, bensCode);
        Assert.All(export.Complaints, complaint => Assert.Matches(Expected(), complaint));
    }

    [Fact]
    public async Task Another_page_can_neither_frame_it_nor_read_it()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page);
        var (link, code) = await OrderAsync(window, "Ana");
        var stranger = await window.Page.Context.NewPageAsync();
        await stranger.GotoAsync("data:text/html,<body>elsewhere");

        Assert.Equal("refused", await stranger.EvaluateAsync<string>(
            "link => fetch(link).then(() => 'read', () => 'refused')", link));
        await stranger.EvaluateAsync(
            "link => { const frame = document.createElement('iframe'); frame.src = link; document.body.append(frame); }", link);
        await Expect(stranger.FrameLocator("iframe").Locator("#code")).ToHaveCountAsync(0);
        await Expect(stranger.FrameLocator("iframe").Locator("body")).Not.ToContainTextAsync("A copy of your data");

        var export = new Window(await window.Page.Context.NewPageAsync());
        await export.Page.GotoAsync(link);
        Assert.EndsWith("data.html", await DownloadAsync(export, code), StringComparison.Ordinal);
    }

    /// <summary>Asks in the chat, confirms, and reads the two messages: the link is in one, the code in the other.</summary>
    private static async Task<(string Link, string Code)> OrderAsync(Window window, string person)
    {
        var phone = window.Phone(person);
        await window.Page.Locator($"#person-{(person == "Ana" ? 0 : 1)}").ScrollIntoViewIfNeededAsync();
        await phone.AskAsync("what do you offer?");
        await phone.AskAsync("send me my data");
        var told = await phone.ClickAsync("Make the copy", answers: 2);
        return (Link().Match(told[0]).Value, Code().Match(told[1]).Value);
    }

    private static async Task AssertRefusedAsync(Window export, string link, string code)
    {
        await export.Page.GotoAsync(link);
        await SubmitAsync(export, code);
        await Expect(export.Page.Locator("#refused")).ToHaveTextAsync(Refusal);
        await Expect(export.Page.Locator("#code")).ToHaveValueAsync("");
    }

    private static async Task SubmitAsync(Window export, string code)
    {
        // What a hand types is limited by the field; what a stranger sends is not.
        await export.Page.EvaluateAsync("code => { document.querySelector('#code').value = code; }", code);
        await export.Page.GetByRole(AriaRole.Button, new() { Name = "Download my data" }).ClickAsync();
    }

    /// <summary>The address of the opened <c>data.html</c>.</summary>
    private static async Task<string> DownloadAsync(Window export, string code)
    {
        var download = await export.Page.RunAndWaitForDownloadAsync(() => SubmitAsync(export, code));
        Assert.Equal("my-data.zip", download.SuggestedFilename);
        var folder = Directory.CreateTempSubdirectory("hermetic-export-").FullName;
        ZipFile.ExtractToDirectory(await download.PathAsync(), folder);
        return new Uri(Path.Combine(folder, "data.html")).AbsoluteUri;
    }

    private static async Task LookAsync(Window window, string name)
    {
        await Axe.LoadAsync(window.Page);
        Assert.Empty(await Axe.ViolationsAsync(window.Page, name));
        await window.CaptureAsync(name);
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [GeneratedRegex(@"http://\S+/export/[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    /// <summary>A refusal has its status, and a download is a navigation that does not happen.</summary>
    [GeneratedRegex("status of 403|/export/[0-9a-f]{32}: net::ERR_ABORTED", RegexOptions.None, 1000)]
    private static partial Regex Expected();
}
