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
        var explain = new Command("explain", "Says what webhook bodies contain.") { files, json };
        explain.SetAction((parsed, cancel) => parsed.GetValue(files) is { Length: > 0 } given
            ? ExplainAsync(given, parsed.GetValue(json), cancel)
            : StreamAsync(cancel));
        return new Command("webhook", "Looks at webhook bodies.") { explain };
    }

    private static async Task<int> ExplainAsync(FileInfo[] files, bool json, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var file in files)
        {
            try
            {
                var content = WebhookReader.Read(await File.ReadAllBytesAsync(file.FullName, cancel));
                if (json)
                    await WriteAsync(content, cancel);
                else
                    Print(file, content);
            }
            catch (Exception wrong) when (wrong is WebhookFormatException or IOException or UnauthorizedAccessException)
            {
                failed = Terminal.Fail($"{file}: {(wrong is WebhookFormatException ? "is not JSON" : "cannot be read")}.");
            }
        }
        return failed;
    }

    private static async Task<int> StreamAsync(CancellationToken cancel)
    {
        using var lines = new StreamReader(Terminal.In);
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            try
            {
                using var request = JsonDocument.Parse(line);
                var body = request.RootElement.GetProperty("body64").GetBytesFromBase64();
                await WriteAsync(WebhookReader.Read(body), cancel);
            }
            catch (WebhookFormatException)
            {
                // The service would answer 400 and keep nothing; one line out for each line in all the same.
                await Terminal.Out.WriteAsync("{\"items\":[],\"parked\":[{\"reason\":\"NotJson\",\"count\":1}]}\n"u8.ToArray(), cancel);
            }
            catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
            {
                return Terminal.Fail($$"""Line {{number}} is not {"file", "body64"}: {{wrong.GetType().Name}}.""");
            }
        }
        return 0;
    }

    private static async Task WriteAsync(WebhookContent content, CancellationToken cancel)
    {
        using var line = new MemoryStream();
        await using (var json = new Utf8JsonWriter(line))
            WebhookExplanation.WriteJson(content, json);
        line.WriteByte((byte)'\n');
        await Terminal.Out.WriteAsync(line.ToArray(), cancel);
        await Terminal.Out.FlushAsync(cancel);
    }

    private static void Print(FileInfo file, WebhookContent content)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(file.Name)}[/]");
        foreach (var kinds in content.Elements.CountBy(element => element.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            Terminal.Say($"  {kinds.Value} × {kinds.Key}");
        foreach (var reasons in content.Parked.CountBy(parked => (parked.Reason, parked.Kind)))
            Terminal.Say($"  {reasons.Value} × parked: {reasons.Key.Reason}{(reasons.Key.Kind is { } kind ? $" ({kind})" : "")}");
        if (content.Elements.Count + content.Parked.Count == 0)
            Terminal.Say("  nothing");
    }
}
