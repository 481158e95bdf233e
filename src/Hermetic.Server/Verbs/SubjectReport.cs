using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>What <c>subject</c> says to people.</summary>
internal static class SubjectReport
{
    /// <summary>Names become text here, for the eyes of who asked; the search is on record.</summary>
    internal static int Several(JsonElement people)
    {
        var table = new Table().AddColumn("ID", column => column.NoWrap()).AddColumns("Name", "Conversations").RoundedBorder();
        foreach (var person in people.EnumerateArray())
        {
            var talks = person.TryGetProperty("conversations", out var listed) ? listed.EnumerateArray().ToList() : [];
            table.AddRow(
                person.GetProperty("id").GetString()!,
                Markup.Escape(string.Join(", ", talks.Where(one => one.TryGetProperty("name", out _))
                    .Select(one => one.GetProperty("name").GetString()!).Distinct(StringComparer.Ordinal))),
                talks.Count.ToString(CultureInfo.InvariantCulture));
        }
        Terminal.Errors.Write(table);
        return Terminal.Fail("Several people are found by that. Ask again with the id of the one who is meant.");
    }

    internal static void Print(JsonElement person)
    {
        Terminal.Say($"Person {person.GetProperty("id").GetString()} ({person.GetProperty("state").GetString()})");
        var held = new Table().AddColumns("Location", "Category", "Rows", "From", "To", "Goes").RoundedBorder();
        foreach (var one in person.GetProperty("held").EnumerateArray())
            held.AddRow(
                Of(one, "location"), Of(one, "category"), one.GetProperty("rows").ToString(), Of(one, "oldest"),
                Of(one, "newest"), Goes(one));
        Terminal.Screen.Write(held);
        PrintHold(person);
        PrintLooks(person.GetProperty("looks"));
        PrintRecord(person);
    }

    /// <summary>By a day where one is known, else by what ends it.</summary>
    private static string Goes(JsonElement one) => one.TryGetProperty("lastGoes", out var day)
        ? $"the last on {day.GetString()}"
        : one.GetProperty("rule").GetString() switch
        {
            "appointments" => "when the appointment is long enough ago; its time is sealed",
            "contacts" => "erased when nothing else is left and the last contact is long enough ago",
            "with-its-owner" => "with what it belongs to",
            "until-withdrawn" => "when they take it back",
            "copies" => "after a day, or with the download",
            var rule => rule!,
        };

    private static void PrintLooks(JsonElement looks)
    {
        var hours = looks.GetProperty("hours").EnumerateArray().Select(hour => hour.GetString()!).ToList();
        Terminal.Say(hours.Count == 0
            ? "Nobody of the business opened anything of theirs."
            : $"People of the business looked {hours.Count} times, in the hours {string.Join(", ", hours.Distinct(StringComparer.Ordinal).TakeLast(24))}.");
        Terminal.Say($"The list of everybody was opened {looks.GetProperty("listsOfEverybody")} times.");
    }

    private static void PrintRecord(JsonElement person)
    {
        var acts = person.GetProperty("record").EnumerateArray().ToList();
        Terminal.Say($"On record: {person.GetProperty("recorded")} entries; --json has the newest {acts.Count}. What was not routine:");
        foreach (var act in acts.Where(act => !Of(act, "actor").StartsWith("service:", StringComparison.Ordinal)))
            Terminal.Say($"  {Of(act, "hour")}  {Of(act, "action"),-28} {Of(act, "actor")}");
    }

    /// <summary>Reasons become text here, for the eyes of who asked; the look is on record.</summary>
    internal static void PrintHolds(JsonElement holds)
    {
        if (holds.GetArrayLength() == 0)
            Terminal.Say("Nobody is on hold.");
        foreach (var hold in holds.EnumerateArray())
        {
            Terminal.Say($"Person {Of(hold, "person")}");
            Terminal.Say($"  on hold since {Of(hold, "since")}, by {Of(hold, "by")}: {Of(hold, "reason")}");
            if (Of(hold, "erasureWished") is { Length: > 0 } wished)
                Terminal.Say($"  waits to be erased since {wished}");
        }
    }

    private static void PrintHold(JsonElement person)
    {
        if (person.TryGetProperty("hold", out var hold))
        {
            Terminal.Say($"On hold since {Of(hold, "since")}, by {Of(hold, "by")}: not erased until `subject release`.");
            if (Of(hold, "erasureWished") is { Length: > 0 } wished)
                Terminal.Say($"They wish to be erased since {wished}; that begins with the release.");
        }
        foreach (var asked in person.GetProperty("waiting").EnumerateArray())
            Terminal.Say(Waits(asked));
    }

    private static string Waits(JsonElement asked) =>
        $"Waiting for a second person until {Of(asked, "until")} ({Of(asked, "act")}, asked by {Of(asked, "by")}): "
        + $"subject approve {Of(asked, "approval")}";

    /// <summary>To who asks second: what they gave as a reason is put down nowhere.</summary>
    private static string Dropped(JsonElement line) => Of(line, "dropped") is { Length: > 0 } reason
        ? $"\nThat was asked for before you, for another reason ({Of(line.GetProperty("waiting"), "reason")}). Yours ({reason}) is not "
            + "on record: approve what waits, or ask again when its day is over."
        : "";

    /// <param name="asked">What waits, as the socket tells it.</param>
    internal static string Approval(JsonElement asked) => Of(asked, "act") == "erase"
        ? $"Erase {Of(asked, "person")} for good ({Of(asked, "reason")}), as {Of(asked, "by")} asked? It cannot be taken back. (y/N)"
        : $"End the hold on {Of(asked, "person")}, who waits to be erased, as {Of(asked, "by")} asked? It cannot be taken back. (y/N)";

    /// <param name="line">How far it is, as the socket tells it.</param>
    internal static string Step(JsonElement line) => line.GetProperty("step").GetString() switch
    {
        "waiting" => Waits(line.GetProperty("waiting")) + Dropped(line),
        "released" => "Released: they may be erased, and what is over goes.",
        "wished" => "They asked in the chat to be erased; that runs now.",
        "fenced" => "Fenced: nothing of theirs is written any more.",
        "destroyed" => "Their key is destroyed and every row is gone, in backups too. Waiting until no node can hold the key any more…",
        "certified" => "Erased, certified and on record.",
        var other => other!,
    };

    private static string Of(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
