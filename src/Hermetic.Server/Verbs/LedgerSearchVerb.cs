using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hermetic.Ledger;
using Hermetic.Server.Evidence;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>ledger search</c>: who did what, when.</summary>
internal static class LedgerSearchVerb
{
    private static readonly Option<string?> _action = new("--action")
    {
        Description = "An action, as `subject.erase`; all that begin alike with a dot at the end, as `subject.`.",
    };
    private static readonly Option<string?> _actor = new("--actor")
    {
        Description = "Who acted, as `service:privacy`; all of a kind with a colon at the end, as `staff:`.",
    };
    private static readonly Option<Guid?> _subject = new("--subject") { Description = "Whose data was touched, by id." };
    private static readonly Option<string?> _from = new("--from") { Description = "The first hour, as 2026-11-22T08Z, or day." };
    private static readonly Option<string?> _to = new("--to") { Description = "The last hour or day, included." };
    private static readonly Option<long?> _before = new("--before") { Description = "Only entries below this index, to go on." };
    private static readonly Option<int> _most = new("--most")
    {
        Description = "At most so many entries.", DefaultValueFactory = _ => 50,
    };
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    private static readonly string[] _members = ["at", "action", "actor", "object", "subject"];

    internal static Command Create()
    {
        var command = new Command("search", "Finds entries, the latest first; the search is recorded too.")
        {
            _action, _actor, _subject, _from, _to, _before, _most, _data, _json,
        };
        command.SetAction(SearchAsync);
        return command;
    }

    private static Task<int> SearchAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!TryHour(parsed.GetValue(_from), "T00Z", out var from) || !TryHour(parsed.GetValue(_to), "T23Z", out var to))
            return Task.FromResult(Terminal.Fail("A time is an hour in UTC, as 2026-11-22T08Z, or a day, as 2026-11-22."));
        if (parsed.GetValue(_most) is < 1 or > LedgerDesk.MostEntries)
            return Task.FromResult(Terminal.Fail($"--most is 1 to {LedgerDesk.MostEntries}; go on with --before."));
        var question = string.Join('&', new (string Name, string? Value)[]
        {
            ("action", parsed.GetValue(_action)), ("actor", parsed.GetValue(_actor)), ("from", from), ("to", to),
            ("subject", parsed.GetValue(_subject)?.ToString()),
            ("before", parsed.GetValue(_before)?.ToString(CultureInfo.InvariantCulture)),
            ("most", parsed.GetValue(_most).ToString(CultureInfo.InvariantCulture)),
        }.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return StaffQuestion.AskAsync(
            parsed.GetValue(_data), $"ledger/entries?{question}", "Nothing has been recorded yet.",
            parsed.GetValue(_json) ? null : Print, cancel);
    }

    private static bool TryHour(string? given, string ofDay, out string? hour)
    {
        hour = given is { Length: 10 } ? given + ofDay : given;
        return hour is null || LedgerHour.TryParse(hour, out _);
    }

    private static void Print(JsonElement found)
    {
        var entries = found.GetProperty("entries");
        if (entries.GetArrayLength() == 0)
        {
            Terminal.Say($"None of the {found.GetProperty("size").GetInt64()} entries is like that.");
            return;
        }
        var table = new Table().RoundedBorder().AddColumn("Index", column => column.RightAligned())
            .AddColumns("Hour (UTC)", "Action", "Actor", "Object", "Subject");
        foreach (var row in entries.EnumerateArray())
        {
            var entry = row.GetProperty("entry");
            table.AddRow([
                row.GetProperty("index").GetInt64().ToString(CultureInfo.InvariantCulture),
                .. _members.Select(name =>
                    entry.TryGetProperty(name, out var value) ? Markup.Escape(value.ToString()) : "")]);
        }
        Terminal.Screen.Write(table);
        if (found.TryGetProperty("before", out var before))
            Terminal.Say($"There are more: --before {before.GetInt64()}");
    }
}
