using System.CommandLine;
using System.Text.Json;
using Hermetic.WhatsApp;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>webhook explain</c>: what a webhook body contains, and what would be parked, and why.</summary>
internal static class WebhookVerb
{
    internal static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Webhook bodies." };
        var json = new Option<bool>("--json") { Description = "Reads lines of {\"file\",\"body64\"}, writes JSON lines." };
        var content = new Option<bool>("--content")
        {
            Description = "Also shows what was written, with names and numbers; not with --json.",
        };
        var explain = new Command("explain", "Says what webhook bodies contain.") { files, json, content };
        explain.SetAction((parsed, cancel) => parsed.GetValue(files) is { Length: > 0 } given
            ? ExplainAsync(given, parsed.GetValue(json), parsed.GetValue(content), cancel)
            : StreamAsync(Terminal.In, Terminal.Out, cancel));
        return new Command("webhook", "Looks at webhook bodies.") { explain };
    }

    internal static async Task<int> ExplainAsync(
        FileInfo[] files, bool json, bool showContent, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var file in files)
        {
            try
            {
                var content = WebhookReader.Read(await File.ReadAllBytesAsync(file.FullName, cancel));
                if (json)
                    await WriteAsync(content, Terminal.Out, cancel);
                else
                    Print(file, content, showContent);
            }
            catch (Exception wrong) when (wrong is WebhookFormatException or IOException or UnauthorizedAccessException)
            {
                failed = Terminal.Fail($"{file}: {(wrong is WebhookFormatException ? "is not JSON" : "cannot be read")}.");
            }
        }
        return failed;
    }

    /// <summary>A line out for each line in, at once: whoever asks may wait for it.</summary>
    internal static async Task<int> StreamAsync(Stream from, Stream to, CancellationToken cancel)
    {
        using var lines = new StreamReader(from);
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            try
            {
                using var request = JsonDocument.Parse(line);
                var body = request.RootElement.GetProperty("body64").GetBytesFromBase64();
                await WriteAsync(WebhookReader.Read(body), to, cancel);
            }
            catch (WebhookFormatException)
            {
                // The service would answer 400 and keep nothing; one line out for each line in all the same.
                await to.WriteAsync("{\"items\":[],\"parked\":[{\"reason\":\"not_json\",\"count\":1}]}\n"u8.ToArray(), cancel);
                await to.FlushAsync(cancel);
            }
            catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
            {
                return Terminal.Fail($$"""Line {{number}} is not {"file", "body64"}: {{wrong.GetType().Name}}.""");
            }
        }
        return 0;
    }

    private static async Task WriteAsync(WebhookContent content, Stream to, CancellationToken cancel)
    {
        using var line = new MemoryStream();
        await using (var json = new Utf8JsonWriter(line))
            WebhookExplanation.WriteJson(content, json);
        line.WriteByte((byte)'\n');
        await to.WriteAsync(line.ToArray(), cancel);
        await to.FlushAsync(cancel);
    }

    private static void Print(FileInfo file, WebhookContent content, bool showContent)
    {
        Terminal.Screen.MarkupLine($"[bold]{Markup.Escape(file.Name)}[/]");
        foreach (var element in content.Elements)
            Say(ElementWords.Of(element), element.Raw);
        foreach (var errors in content.ErrorsBesideMessages)
            Say($"beside the messages: {ElementWords.Of(errors)}", errors.Raw);
        foreach (var parked in content.Parked)
            Say(ElementWords.Of(parked), parked.Raw);
        Terminal.Say((content.Elements.Count, content.Parked.Count) switch
        {
            (0, 0) => "  Nothing in it.",
            (var typed, 0) => $"  {typed} understood.",
            var (typed, parked) => $"  {typed} understood, {parked} set aside: kept, but not acted on.",
        });

        void Say(string line, ReadOnlyMemory<byte> raw)
        {
            Terminal.Say($"  • {line}");
            if (!showContent)
                return;
            WebhookExplanation.WriteContent(raw, Terminal.Out);
            Terminal.Say("");
        }
    }
}
