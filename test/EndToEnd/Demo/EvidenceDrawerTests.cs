using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hermetic.EndToEnd.Demo;

/// <summary>What stands under a message, and what becomes of it when one byte is another.</summary>
public sealed class EvidenceDrawerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorAssertionsToHaveTextOptions _patience = new() { Timeout = 30_000 };

    private const string Words = "How much is a beard trim?";

    [Fact]
    public async Task A_message_and_its_answer_are_shown_sealed_and_proven()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, 1600, 1000);
        var (ana, drawer) = (window.Phone("Ana"), new Drawer(window));
        await ana.AskAsync(Words);
        await ana.AllReadAsync();

        foreach (var (message, table, action) in new[] { (0, "inbox", "message.accept"), (1, "outbox", "message.send") })
        {
            await drawer.OpenAsync(ana.Messages.Nth(message), "What we stored");
            await Expect(drawer.Verdict).ToHaveTextAsync("Sealed before it reached the disk");
            await Expect(drawer.Panel).ToContainTextAsync($"table {table}, row");
            await Expect(drawer.Panel).ToContainTextAsync("this person's alone");
            await drawer.SelectAsync("What we recorded");
            await Expect(drawer.Verdict).ToHaveTextAsync("Verified in your browser");
            await Expect(drawer.Panel).ToContainTextAsync($"\"action\": \"{action}\"");
            await Expect(drawer.Panel.Locator(".ladder [data-state=failing]")).ToHaveCountAsync(0);
            await Expect(drawer.Panel).ToContainTextAsync("signed by the log's key");
        }
        Assert.Empty(window.Complaints);
    }

    private static readonly (string Where, string Sentence)[] _changes =
    [
        ("entry", "this entry is not the one in the log"),
        ("proof", "this entry is not the one in the log"),
        ("index", "this entry is not the one in the log"),
        ("root", "this entry is not the one in the log"),
        ("size", "the checkpoint is not signed by this key"),
        ("signature", "the checkpoint is not signed by this key"),
        ("vkey", "the checkpoint is not signed by this key"),
    ];

    [Fact]
    public async Task A_changed_byte_is_red_wherever_it_is()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, 1600, 1000);
        var (ana, drawer) = (window.Phone("Ana"), new Drawer(window));
        await ana.AskAsync(Words);
        await ana.AllReadAsync();
        await drawer.OpenAsync(ana.Messages.First, "What we recorded");
        await Expect(drawer.Verdict).ToHaveTextAsync("Verified in your browser");

        foreach (var (where, sentence) in _changes)
        {
            await window.Page.RouteAsync("**/demo/api/evidence?*", route => ChangeAsync(route, where));
            await drawer.SelectAsync("What we stored");
            await drawer.SelectAsync("What we recorded");
            await Expect(drawer.Verdict).ToHaveTextAsync($"Does not verify: {sentence}", _patience);
            await Expect(drawer.Verdict).ToHaveAttributeAsync("data-state", "failing");
            Assert.NotEqual(0, await drawer.Panel.Locator(".ladder [data-state=failing]").CountAsync());
            await window.Page.UnrouteAllAsync();
        }
    }

    private static async Task ChangeAsync(IRoute route, string where)
    {
        // What the browser adds itself when it sends a request, and the demo asks for.
        var headers = new Dictionary<string, string>(route.Request.Headers) { ["Sec-Fetch-Site"] = "same-origin" };
        var response = await route.FetchAsync(new() { Headers = headers });
        var evidence = JsonNode.Parse(await response.TextAsync())!;
        Change(evidence["recorded"]!.AsObject(), where);
        await route.FulfillAsync(new() { Response = response, Body = evidence.ToJsonString() });
    }

    [Fact]
    public async Task A_browser_without_Ed25519_says_so_and_checks_the_path()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, 1600, 1000);
        var (ana, drawer) = (window.Phone("Ana"), new Drawer(window));
        await ana.AskAsync(Words);
        await window.Page.EvaluateAsync(
            "() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')); }");

        await drawer.OpenAsync(ana.Messages.First, "What we recorded");
        await Expect(drawer.Verdict).ToContainTextAsync("The entry is in the tree; this browser cannot check the signature");
        await Expect(drawer.Verdict).ToHaveAttributeAsync("data-state", "stale");
    }

    [Fact]
    public async Task The_confirmation_of_an_erasure_is_not_stored()
    {
        await using var demo = await Browser.Demo.StartAsync();
        await using var window = await chromium.OpenAsync(demo.Page, 1600, 1000);
        var (ana, drawer) = (window.Phone("Ana"), new Drawer(window));
        await ana.AskAsync("Delete my data");
        await ana.ClickAsync("Erase everything");

        await drawer.OpenAsync(ana.Answers.Last, "What we stored");
        await Expect(drawer.Panel).ToContainTextAsync("Nothing is stored under this message");
        await Expect(drawer.Panel).ToContainTextAsync("The confirmation of an erasure is sent and not kept");
        Assert.Empty(window.Complaints);
    }

    private static void Change(JsonObject recorded, string where)
    {
        switch (where)
        {
            case "entry":
                var entry = Convert.FromBase64String((string)recorded["entry"]!);
                entry[^3] ^= 1;
                recorded["entry"] = Convert.ToBase64String(entry);
                break;
            case "proof":
                recorded["proof"]![0] = Flipped((string)recorded["proof"]![0]!);
                break;
            case "index":
                recorded["index"] = (long)recorded["index"]! ^ 1;
                break;
            case "vkey":
                var parts = ((string)recorded["vkey"]!).Split('+', 3);
                recorded["vkey"] = $"{parts[0]}+{parts[1]}+{Flipped(parts[2])}";
                break;
            default:
                var lines = ((string)recorded["checkpoint"]!).Split('\n');
                var line = where switch { "size" => 1, "root" => 2, _ => 4 };
                // The same number in another spelling: only the signature can tell.
                lines[line] = line switch
                {
                    1 => "0" + lines[1],
                    2 => Flipped(lines[2]),
                    _ => lines[4][..(lines[4].LastIndexOf(' ') + 1)] + Flipped(lines[4][(lines[4].LastIndexOf(' ') + 1)..]),
                };
                recorded["checkpoint"] = string.Join('\n', lines);
                break;
        }
    }

    /// <summary>One bit in the middle of the bytes.</summary>
    private static string Flipped(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[bytes.Length / 2] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}
