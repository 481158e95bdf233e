using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>
/// docs/operate/whatsapp-errors.md says of every code what staff read and what becomes of the message.
/// <c>UPDATE_GOLDEN=1</c> writes the table anew.
/// </summary>
public sealed partial class ErrorPageTests
{
    private const string Head = "| code | what staff read | the message | the conversation |\n|---|---|---|---|\n";

    private static readonly string s_page = Path.Combine(Repository.Root, "docs", "operate", "whatsapp-errors.md");

    [Fact]
    public void The_table_is_the_catalogue()
    {
        var text = File.ReadAllText(s_page);
        var from = text.IndexOf(Head, StringComparison.Ordinal);
        Assert.True(from >= 0, "The table was not found.");
        var table = Head + string.Concat(GraphErrors.All.OrderBy(error => error.Code).Select(Row));
        var end = text.IndexOf("\n\n", from, StringComparison.Ordinal);
        var to = end < 0 ? text.Length : end + 1;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(s_page, text[..from] + table + text[to..]);
        else
            Assert.Equal(table, text[from..to]);
    }

    [Fact]
    public void What_is_not_in_the_catalogue_is_told_as_well()
    {
        var text = File.ReadAllText(s_page);
        Assert.Contains(GraphErrors.Find(200).Meaning, text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(GraphErrors.Find(-1).Meaning, text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    /// <summary>A code that another page speaks of is one that can be looked up here.</summary>
    [Fact]
    public void No_other_page_names_a_code_that_the_catalogue_does_not_know()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories);
        foreach (var page in pages)
        {
            foreach (Match code in Code().Matches(File.ReadAllText(page)))
            {
                var known = GraphErrors.Find(int.Parse(code.Value, CultureInfo.InvariantCulture)).Kind;
                Assert.True(known != GraphErrorKind.Unlisted, $"{Path.GetFileName(page)}: {code.Value}");
            }
        }
    }

    private static string Row(GraphError error) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"| {error.Code} | {error.Meaning} | {Fate(error)} | ")
        .Append(CultureInfo.InvariantCulture, $"{(error.Person == PersonNotice.StaffWillAnswer ? "a person takes over" : "")} |\n")
        .ToString();

    private static string Fate(GraphError error) => error switch
    {
        { Kind: GraphErrorKind.Account } => "waits, is tried each minute; an event",
        { Kind: GraphErrorKind.Window } => "held until the person writes",
        { Advice: ErrorAdvice.Wait } => "waits, is tried again",
        { Advice: ErrorAdvice.Retry } when GraphErrors.Backoff(error.Code, 100) is null =>
            "is tried six times, then failed: a person takes over",
        { Advice: ErrorAdvice.Retry } => "is tried again",
        _ => "failed",
    };

    [GeneratedRegex("(?<![0-9])13[0-9]{4}(?![0-9])")]
    private static partial Regex Code();
}
