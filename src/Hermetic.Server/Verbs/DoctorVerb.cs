using System.CommandLine;
using System.Text.Json;
using Hermetic.Server.Doctor;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>doctor</c>: which protections really stand.</summary>
internal static class DoctorVerb
{
    internal static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data folder." };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("doctor", "Which protections really stand; exit code 1 when a promised one does not.")
        {
            data, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var problems = 0;
            var exit = await StaffQuestion.AskAsync(
                parsed.GetValue(data), "doctor", "The running service is older than this program; it has no doctor.",
                findings => problems = Print(findings, parsed.GetValue(json)), cancel);
            return exit == 0 && problems > 0 ? 1 : exit;
        });
        return command;
    }

    /// <summary>Prints them, the worst first; returns how many problems there are.</summary>
    private static int Print(JsonElement findings, bool json)
    {
        var problems = findings.EnumerateArray().Count(finding => GradeOf(finding) == Grade.Problem);
        if (json)
        {
            Terminal.Say(findings.GetRawText());
            return problems;
        }
        var table = new Table().RoundedBorder().AddColumn("", column => column.NoWrap()).AddColumns("What", "What to do");
        foreach (var finding in findings.EnumerateArray().OrderByDescending(GradeOf))
            table.AddRow(
                Badge(GradeOf(finding)) + Markup.Escape(finding.GetProperty("topic").GetString()!),
                Markup.Escape(finding.GetProperty("sentence").GetString()!),
                Markup.Escape(finding.TryGetProperty("remedy", out var remedy) ? remedy.GetString()! : ""));
        Terminal.Screen.Write(table);
        Terminal.Say(problems == 0 ? "Every promised protection stands." : $"Promised and not standing: {problems}.");
        return problems;
    }

    private static Grade GradeOf(JsonElement finding) => finding.GetProperty("grade").GetString() switch
    {
        "good" => Grade.Good,
        "limit" => Grade.Limit,
        _ => Grade.Problem,
    };

    private static string Badge(Grade grade) => grade switch
    {
        Grade.Good => "[green]✓[/] ",
        Grade.Limit => "[yellow]![/] ",
        _ => "[red]✗[/] ",
    };
}
