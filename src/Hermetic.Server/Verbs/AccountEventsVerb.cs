using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>whatsapp events</c>: what WhatsApp told about the account, until somebody has seen it.</summary>
internal static class AccountEventsVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };
    private static readonly Option<bool> _seen = new("--acknowledge")
    {
        Description = "Marks everything that is listed as seen; recorded.",
    };

    internal static Command Create()
    {
        var command = new Command("events", """
            What WhatsApp told about the account: a changed PIN, a restriction, a paused template.
            Ends with 1 while a warning or an alert is open.
            Example: ./hermetic whatsapp events --acknowledge
            """) { _data, _json, _seen };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            var body = await staff.Http.GetByteArrayAsync("account/events", cancel);
            var events = JsonDocument.Parse(body).RootElement;
            if (parsed.GetValue(_json))
                await Terminal.Out.WriteAsync((byte[])[.. body, (byte)'\n'], cancel);
            else
                Print(events);
            if (!parsed.GetValue(_seen))
                return events.EnumerateArray().Any(IsPressing) ? 1 : 0;
            using var acknowledged = await staff.Http.DeleteAsync("account/events", cancel);
            acknowledged.EnsureSuccessStatusCode();
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static bool IsPressing(JsonElement told) =>
        told.GetProperty("open").GetBoolean() && told.GetProperty("severity").GetString() != "note";

    private static void Print(JsonElement events)
    {
        if (events.GetArrayLength() == 0)
        {
            Terminal.Say("WhatsApp has told nothing about the account yet.");
            return;
        }
        var table = new Table().AddColumn("Day", column => column.NoWrap()).AddColumns("", "What happened").RoundedBorder();
        foreach (var told in events.EnumerateArray())
        {
            var meaning = Markup.Escape(told.GetProperty("meaning").GetString()!);
            var kind = Markup.Escape(told.GetProperty("kind").GetString()!.Split(':')[^1]);
            table.AddRow(
                told.GetProperty("day").GetString()!,
                Mark(told),
                told.GetProperty("open").GetBoolean() ? $"{meaning} [grey]{kind}[/]" : $"[grey]{meaning} {kind}[/]");
        }
        Terminal.Screen.Write(table);
    }

    private static string Mark(JsonElement told) => told.GetProperty("severity").GetString() switch
    {
        _ when !told.GetProperty("open").GetBoolean() => "[grey]seen[/]",
        "alert" => "[red bold]alert[/]",
        "warning" => "[yellow]warning[/]",
        _ => "note",
    };
}
