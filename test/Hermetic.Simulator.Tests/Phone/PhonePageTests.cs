using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Testing;

namespace Hermetic.Simulator.Tests.Phone;

public sealed partial class PhonePageTests
{
    private static readonly string Folder = Path.Combine(
        Repository.Root, "src", "Hermetic.Simulator", "Phone", "page");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(Relative)];

    public static TheoryData<string> Texts =>
    [
        .. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(Relative)
            .Where(file => !file.StartsWith("samples/", StringComparison.Ordinal)),
    ];

    private static string Relative(string file) => Path.GetRelativePath(Folder, file);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_is_served_with_the_content_security_policy(string file)
    {
        await using var stage = await Stage.SetAsync();

        var response = await stage.Http.GetAsync(file == "index.html" ? "" : $"phone/{file}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Folder, file)), await response.Content.ReadAsByteArrayAsync());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_file_asks_anything_of_another_host(string file) =>
        Assert.DoesNotContain(Addresses().Matches(Read(file)), match => match.Value != "http://www.w3.org/");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_a_file_refers_to_is_there(string file)
    {
        foreach (Match reference in References().Matches(Read(file)))
        {
            var asked = reference.Groups["file"].Value;
            Assert.True(asked == "all.css" || File.Exists(Path.Combine(Folder, asked)), reference.Value);
            if (reference.Groups["icon"] is { Success: true } icon)
                Assert.Contains($"id=\"{icon.Value}\"", Read("icons.svg"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_has_no_inline_script_style_or_handler()
    {
        var page = Read("index.html");

        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|javascript:", page);
        Assert.All(Scripts().Matches(page), script => Assert.Matches(
            """^<script type="module" src="[^"]+"></script>$""", script.Value));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_module_stays_small_and_never_makes_markup_from_text(string file)
    {
        var text = Read(file);

        Assert.InRange(text.Split('\n').Length - 1, 1, 140);
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", text);
        if (file.EndsWith(".js", StringComparison.Ordinal))
            Assert.InRange(text.Split('\n').Length - 1, 1, 90);
    }

    [Fact]
    public async Task The_page_gets_every_stylesheet_at_once_and_weighs_less_than_its_budget()
    {
        await using var stage = await Stage.SetAsync();

        var styles = await stage.Http.GetStringAsync("phone/all.css");

        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(Relative).ToList();
        Assert.All(
            files.Where(static file => file.EndsWith(".css", StringComparison.Ordinal)),
            file => Assert.Contains(Read(file), styles, StringComparison.Ordinal));
        Assert.InRange(
            files.Where(static file => !file.StartsWith("samples/", StringComparison.Ordinal))
                .Sum(static file => new FileInfo(Path.Combine(Folder, file)).Length), 1, 150_000);
    }

    [Fact]
    public void Every_state_of_a_message_has_a_shape_and_a_word()
    {
        foreach (var state in new[] { "sent", "delivered", "read", "lost" })
        {
            Assert.Contains($"<symbol id=\"{state}\"", Read("icons.svg"), StringComparison.Ordinal);
            Assert.Matches($"{state}: '[A-Z]", Read("message/bubble.js"));
        }
    }

    [Fact]
    public async Task Other_paths_lead_nowhere()
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(
            HttpStatusCode.NotFound, (await stage.Http.GetAsync("phone/../SimulatorOptions.cs")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Http.GetAsync("phone/chat/unknown.js")).StatusCode);
    }

    [GeneratedRegex(@"(?:https?:)?//[\w.]+\.\w+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Addresses();

    [GeneratedRegex(
        @"/phone/(?<file>[\w./]*\w\.\w+)(?:#(?<icon>[a-z]+))?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex References();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scripts();
}
