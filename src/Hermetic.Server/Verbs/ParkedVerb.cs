using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>parked list|show</c>: what WhatsApp delivered and nothing here acts on.</summary>
internal static class ParkedVerb
{
    private static readonly Argument<Guid> _id = new("ID") { Description = "As `parked list` shows it." };
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var list = new Command("list", "The newest elements, with the reason of each; nothing is opened.") { _data, _json };
        list.SetAction((parsed, cancel) => StaffQuestion.AskAsync(
            parsed.GetValue(_data), "parked", "", parsed.GetValue(_json) ? null : PrintList, cancel));
        var show = new Command("show", "One element as WhatsApp delivered it, as JSON; recorded.") { _id, _data };
        show.SetAction((parsed, cancel) => StaffQuestion.AskAsync(
            parsed.GetValue(_data), $"parked/{parsed.GetValue(_id)}",
            "There is no such element, or its time is over and its key destroyed.", print: null, cancel));
        return new Command("parked", "What WhatsApp delivered and nothing here acts on: list, show.") { list, show };
    }

    private static void PrintList(JsonElement parked)
    {
        if (parked.GetArrayLength() == 0)
        {
            Terminal.Say("Nothing is parked. What WhatsApp delivers and nobody here can type appears here.");
            return;
        }
        var table = new Table().AddColumn("ID", column => column.NoWrap()).AddColumns("Day", "Reason", "Of").RoundedBorder();
        foreach (var row in parked.EnumerateArray())
            table.AddRow(
                row.GetProperty("id").GetString()!, row.GetProperty("day").GetString()!,
                row.GetProperty("reason").GetString()!, row.GetProperty("person").GetBoolean() ? "a person" : "nobody known");
        Terminal.Screen.Write(table);
    }
}
