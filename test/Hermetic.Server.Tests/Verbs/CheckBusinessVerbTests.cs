using System.Text.Json;
using Hermetic.Server.Tests.Facts;
using Hermetic.Server.Verbs;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Hermetic.Server.Tests.Verbs;

public sealed class CheckBusinessVerbTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly OwnersFolder _practice = new("dental-practice");
    private readonly StringWriter _out = new();

    [Fact]
    public async Task A_good_folder_is_shown_so_that_its_owner_can_check_it()
    {
        Assert.Equal(0, await RunAsync(_practice.Path));

        Assert.All(
            (string[])
            [
                "Dental Practice Lindenhof can be used", "Europe/Berlin, where it is Mon 23 Nov 2026, 10:00",
                "messages older than 14 days are deleted", "reminder 48 hours before",
                "Thursday   11:00-14:00, 15:00-19:00", "Sunday     closed", "Thu 24 Dec 2026 to Thu 31 Dec 2026",
                "Mon 29 Mar 2027", "Teeth cleaning        60 min + 10  95.00 EUR", "(meant when nobody names one)",
                "Dr Weber: Check-up, Filling consultation", "away Mon 2 Aug 2027 to Fri 13 Aug 2027",
                "Costs and insurance (Sun 1 Nov 2026)", "✓ When are you open?", "→ Can I talk to a person?",
            ],
            shown => Assert.Contains(shown, _out.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("Day of German Unity", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_are_all_shown_and_end_with_1()
    {
        _practice.Replace("services.json", "\"minutes\": 60,", "\"minuts\": 60,");
        _practice.Replace("staff.json", "\"services\": [\"cleaning\"]", "\"services\": [\"cleening\"]");

        Assert.Equal(1, await RunAsync(_practice.Path));

        Assert.Contains("services.json, line 13: nothing reads \"minuts\"; did you mean \"minutes\"?", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("staff.json, line 28: there is no service \"cleening\"; did you mean \"cleaning\"?", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("✓", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_ends_with_2() => Assert.Equal(2, await RunAsync(_practice.Path + "-gone"));

    [Fact]
    public async Task One_question_is_answered_and_nothing_else_shown()
    {
        Assert.Equal(0, await RunAsync(_practice.Path, "where are you?"));

        Assert.Contains("Bergmannstraße 8", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Opening hours", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_answered_is_marked_and_counted()
    {
        await RunAsync(_practice.Path, "what is the capital of france?");

        Assert.Contains("✗ what is the capital of france?", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 1 could not be answered", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_that_is_shown_below_an_unanswered_question_makes_its_section_answer_it()
    {
        const string Question = "Do you take on new folks?";
        const string Line = "Also asked: " + Question;
        await RunAsync(_practice.Path, Question);
        Assert.Contains("✗ " + Question, _out.ToString(), StringComparison.Ordinal);
        Assert.Contains(Line, _out.ToString(), StringComparison.Ordinal);

        _out.GetStringBuilder().Clear();
        _practice.Write("knowledge/new.md", $"# First visits\n\n## Joining the practice\n{Line}\n\nYes, please bring your records.\n");
        await RunAsync(_practice.Path, Question);

        Assert.Contains("✓ " + Question, _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Yes, please bring your records.", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Line, _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_among_the_knowledge_and_is_not_read_is_named()
    {
        Assert.Equal(0, await RunAsync(_practice.Path));
        Assert.DoesNotContain("Not read", _out.ToString(), StringComparison.Ordinal);
        _practice.Write("knowledge/prices.docx", "x");
        _practice.Write("knowledge/prices.md~", "x");
        Directory.CreateDirectory(_practice.Full("knowledge/old"));

        Assert.Equal(0, await RunAsync(_practice.Path));
        Assert.Contains("are: knowledge/old/, knowledge/prices.docx\n", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_one_line()
    {
        Assert.Equal(0, await CheckBusinessVerb.RunAsync(_practice.Path, ["where are you?"], json: true, Screen(), _clock, default));

        var report = JsonDocument.Parse(_out.ToString()).RootElement;
        Assert.True(report.GetProperty("usable").GetBoolean());
        Assert.Equal(3, report.GetProperty("staff").GetInt32());
        Assert.Equal("Answered", report.GetProperty("questions")[0].GetProperty("outcome").GetString());
        Assert.Equal(64, report.GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public async Task Machines_get_the_problems_with_their_lines()
    {
        _practice.Write("hours.json", "{\n");

        Assert.Equal(1, await CheckBusinessVerb.RunAsync(_practice.Path, [], json: true, Screen(), _clock, default));

        var problem = JsonDocument.Parse(_out.ToString()).RootElement.GetProperty("problems")[0];
        Assert.Equal(("hours.json", 2), (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32()));
    }

    private Task<int> RunAsync(string folder, params string[] asked) =>
        CheckBusinessVerb.RunAsync(folder, asked, json: false, Screen(), _clock, default);

    private IAnsiConsole Screen()
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_out) });
        screen.Profile.Width = 200;
        return screen;
    }

    public void Dispose()
    {
        _practice.Dispose();
        _out.Dispose();
    }
}
