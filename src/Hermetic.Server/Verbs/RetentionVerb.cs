using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>retention status|confirm</c>: what is kept how long, and whether it really goes.</summary>
internal static class RetentionVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };
    private static readonly Option<bool> _yes = new("--yes") { Description = "Does not ask back." };

    internal static Command Create()
    {
        var status = new Command("status", "The rules, the last sweep of each, what waits; ends with 1 when something is wrong.") { _data, _json };
        status.SetAction(async (parsed, cancel) =>
        {
            var well = false;
            var asked = await StaffQuestion.AskAsync(parsed.GetValue(_data), "retention", "", report =>
            {
                well = report.GetProperty("ok").GetBoolean();
                if (parsed.GetValue(_json))
                    Terminal.Say(report.GetRawText());
                else
                    Print(report);
            }, cancel);
            return asked != 0 || well ? asked : 1;
        });
        var confirm = new Command("confirm", "The clock is right: deletes what is over by it, now. On record.") { _yes, _data };
        confirm.SetAction(ConfirmAsync);
        return new Command("retention", "What is kept how long, and whether it goes: status, confirm.") { status, confirm };
    }

    private static async Task<int> ConfirmAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!parsed.GetValue(_yes) && !Terminal.Confirm(
            $"By this machine's clock it is {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC. Delete what is over by it? (y/N)"))
            return Terminal.Fail("Nothing was deleted.");
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var response = await staff.Http.PostAsync("retention/confirmation", content: null, cancel);
            response.EnsureSuccessStatusCode();
            Terminal.Say("What was over is deleted, and on record.");
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static void Print(JsonElement report)
    {
        var table = new Table().AddColumns("Rule", "Days", "Locations", "Last sweep", "Went", "Waits", "State").RoundedBorder();
        foreach (var rule in report.GetProperty("rules").EnumerateArray())
            table.AddRow(
                Of(rule, "rule"), Of(rule, "days"),
                string.Join(", ", rule.GetProperty("locations").EnumerateArray()),
                Of(rule, "swept"), Of(rule, "deleted"), Of(rule, "waiting"), Markup.Escape(Of(rule, "state")));
        Terminal.Screen.Write(table);
        Terminal.Say(Sentence(report));
    }

    private static string Sentence(JsonElement report) => (report.GetProperty("ok").GetBoolean(), Of(report, "clock")) switch
    {
        (true, _) => "Everything that is over has gone; planted rows prove it.",
        (_, "leapt forward") => "Nothing is deleted: more than a week has passed since the last sweep. If the clock is right, say `retention confirm`.",
        (_, "went back") => "Nothing is deleted: the clock is a day or more behind the last sweep. Set it right; if it is right, say `retention confirm`.",
        _ => "Something is not as it should be: see the states above and the service's log.",
    };

    private static string Of(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.ToString() : "";
}
