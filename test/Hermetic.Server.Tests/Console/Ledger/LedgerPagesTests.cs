using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Identity;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

/// <summary>The ledger's pages, of a log that the real sequencer numbers and signs.</summary>
public sealed partial class LedgerPagesTests
{
    private static readonly Permission[] _auditor = [.. Roles.Grants(Role.Auditor)];

    [Fact]
    public async Task Entries_stand_newest_first_with_names_in_pieces_that_leave_nothing_out()
    {
        await using var stage = await ConsoleStage.OpenAsync(_auditor);
        await NameAsync(stage, "Mira Kern");
        await AppendAsync(stage, 70, new("message.park", $"staff:{stage.Who}", Target.Deployment, Allowed: true));

        var first = await stage.ReadAsync("/console/ledger?action=message.park");
        var rest = await stage.ReadAsync(WebUtility.HtmlDecode(Older().Match(first).Groups["address"].Value));

        var numbers = Number().Matches(first + rest).Select(match => long.Parse(match.Groups["index"].Value)).ToList();
        Assert.Equal(70, numbers.Distinct().Count());
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(50, Regex.Count(first, "<td>Mira Kern</td>"));
        Assert.DoesNotMatch(Older(), rest);
    }

    [Fact]
    public async Task Entries_are_found_by_actor_action_time_and_person_and_the_look_is_recorded()
    {
        await using var stage = await ConsoleStage.OpenAsync(_auditor);
        var person = SubjectId.New();
        await AppendAsync(stage, 1, new("subject.erase", "service:privacy", Target.Of(person), Allowed: true));
        await AppendAsync(stage, 1, new("message.park", "service:outbox", Target.Deployment, Allowed: true));

        Assert.Equal(["subject.erase"], await ActionsAsync(stage, $"subject={person.Value}"));
        Assert.Equal(["message.park"], await ActionsAsync(stage, "actor=service:outbox&action=message."));
        Assert.Empty(await ActionsAsync(stage, "action=subject.&to=2020-01-01"));
        Assert.Equal(["subject.erase"], await ActionsAsync(stage, "action=subject.&from=2020-01-01&to=2220-01-01"));
        Assert.Contains("No entry fits that", await stage.ReadAsync("/console/ledger?action=nothing"), StringComparison.Ordinal);
        Assert.Equal(5, stage.Service.Database.Read(session => LedgerEntries.After(session, 0, 10_000))
            .Count(row => LedgerEntry.TryParse(row.Body.Span, out var entry) && entry.Action == "ledger.read" && entry.Actor == $"staff:{stage.Who}"));
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-13-01")]
    [InlineData("to=9999-12-31")]
    [InlineData("subject=Ana")]
    [InlineData("subject=00000000-0000-0000-0000-000000000000")]
    public async Task What_cannot_be_looked_for_is_told(string asked)
    {
        await using var stage = await ConsoleStage.OpenAsync(_auditor);
        Assert.Contains(
            "That cannot be looked for", await stage.ReadAsync($"/console/ledger?{asked}", HttpStatusCode.BadRequest),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_comes_with_what_verifies_it_and_its_file_verifies_without_the_service()
    {
        await using var stage = await ConsoleStage.OpenAsync(_auditor);
        await AppendAsync(stage, 3, new("message.park", "service:outbox", Target.Deployment, Allowed: true));
        await UntilAsync(() => stage.ReadAsync("/console/ledger/2").Result.Contains("data-proof=", StringComparison.Ordinal), "a checkpoint");

        var page = await stage.ReadAsync("/console/ledger/2");
        using var file = await stage.GetAsync("/console/ledger/2/proof");

        Assert.Contains("verify.js", page, StringComparison.Ordinal);
        Assert.True(ProvenEntry.TryParse(await file.Content.ReadAsByteArrayAsync(), out var proven));
        Assert.True(NoteVerifier.TryParse(proven.VerifierKey, out var log));
        Assert.True(proven.Verify(log, out _));
        Assert.Contains($"data-entry=\"{WebUtility.HtmlEncode(Convert.ToBase64String(proven.Entry.Span))}\"", page, StringComparison.Ordinal);
        Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/ledger/999999")]
    [InlineData("/console/ledger/-1")]
    [InlineData("/console/ledger/999999/proof")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync(_auditor);
        Assert.Contains("CON-1", await stage.ReadAsync(path, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_customers_may_not_look()
    {
        await using var stage = await ConsoleStage.OpenAsync([.. Roles.Grants(Role.Agent)]);
        foreach (var path in new[] { "/console/ledger", "/console/ledger/0", "/console/ledger/0/proof" })
            Assert.Contains("CON-2", await stage.ReadAsync(path, HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/console/ledger\"", await stage.ReadAsync("/console"), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ActionsAsync(ConsoleStage stage, string asked) =>
        [.. Action().Matches(await stage.ReadAsync($"/console/ledger?{asked}")).Select(match => match.Groups["action"].Value)];

    private static async Task AppendAsync(ConsoleStage stage, int count, AccessRecord record)
    {
        await stage.Service.Database.CommitAsync(transaction =>
        {
            for (var i = 0; i < count; i++)
                LedgerEntries.Append(transaction, record);
        });
        await UntilAsync(() => stage.Service.Database.Read(LedgerEntries.Lag) == 0, "the numbers");
    }

    private static async Task NameAsync(ConsoleStage stage, string name)
    {
        var box = stage.Service.Parts.GetRequiredService<IdentityFacts>().Seal(stage.Who.Value, new StaffFacts(name));
        await stage.Service.Database.CommitAsync(transaction => StaffMembers.Add(transaction, stage.Who, box));
    }

    [GeneratedRegex("""href="(?<address>/console/ledger\?[^"]*before=[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Older();

    [GeneratedRegex("""<a href="/console/ledger/(?<index>\d+)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("""<td><code>(?<action>[^<]+)</code></td>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();
}
