using System.Collections.Frozen;
using System.IO.Compression;
using System.Net;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

/// <summary>What somebody who answers people about their data does with forms alone, and what they may not.</summary>
public sealed class PeopleTests
{
    private static readonly Permission[] _officer = [.. Roles.Grants(Role.PrivacyOfficer)];

    [Theory]
    [InlineData("Ana")]
    [InlineData(" +49 151 12345678 ")]
    public async Task Somebody_is_found_and_whoever_looked_is_on_record(string asked)
    {
        await using var stage = await ConsoleStage.OpenAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");

        using var answer = await stage.PostAsync("/console/people", "/console/people", [new("who", asked)]);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"href=\"/console/people/{stage.Service.Conversation.Subject.Value}\"", page, StringComparison.Ordinal);
        Assert.Contains(">Ana</span>", page, StringComparison.Ordinal);
        Assert.Equal(["subject.show"], Acts(stage).Select(entry => entry.Action));
    }

    [Theory]
    [InlineData("Zoe")]
    [InlineData(null)]
    public async Task Nobody_is_found_by_what_is_nobodys(string? asked)
    {
        await using var stage = await ConsoleStage.OpenAsync(_officer);
        using var answer = await stage.PostAsync("/console/people", "/console/people", [new("who", asked ?? new string('x', 300))]);
        Assert.Contains("Nobody is found by that", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_person_says_what_is_held_with_the_true_numbers_and_who_did_what_by_name()
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");
        await NameAsync(stage, "Mira Kern");
        var page = Page(stage);
        await stage.ReadAsync(page);

        var shown = await stage.ReadAsync(page);

        var messages = stage.Service.OutboxRows().Count + 1;
        Assert.Contains($"Erases {messages} messages and 0 appointments of this person", shown, StringComparison.Ordinal);
        Assert.Contains("Messages from them", shown, StringComparison.Ordinal);
        Assert.Contains("Numbers and user ids", shown, StringComparison.Ordinal);
        Assert.Contains("<td>Mira Kern</td>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("where are you?", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_passkey_shown_nothing_is_offered_or_done()
    {
        await using var stage = await ConsoleStage.OpenAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");
        var page = Page(stage);
        var shown = await stage.ReadAsync(page);
        Assert.Contains("/console/step-up?to=", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Erase for good", shown, StringComparison.Ordinal);

        foreach (var act in new[] { "/copy", "/hold", "/hold/release", "/erasure", $"/approvals/{Guid.NewGuid()}" })
        {
            using var answer = await stage.PostAsync(page, page + act, [new("sure", "yes"), new("reason", "request")]);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.All(Acts(stage), entry => Assert.Equal("subject.show", entry.Action));
    }

    [Fact]
    public async Task The_copy_is_a_zip_and_on_record()
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");

        using var answer = await stage.PostAsync(Page(stage), Page(stage) + "/copy");

        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry("data.json"));
        Assert.Equal("subject.export", Acts(stage)[^1].Action);
    }

    [Fact]
    public async Task A_hold_is_placed_with_its_reason_and_keeps_the_person_until_it_ends()
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");
        await NameAsync(stage, "Mira Kern");
        var page = Page(stage);
        using (var refused = await stage.PostAsync(page, page + "/hold", [new("reason", "  ")]))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        Assert.Equal(page, await stage.DoAsync(page, "/hold", ("reason", "A dispute <b>")));

        var shown = await stage.ReadAsync(page);
        Assert.Contains("A dispute &lt;b&gt;", shown, StringComparison.Ordinal);
        Assert.Contains("By Mira Kern, since", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Erases", shown, StringComparison.Ordinal);
        using (var refused = await stage.PostAsync(page, page + "/erasure", [new("sure", "yes"), new("reason", "request")]))
            Assert.Contains("They are on hold", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(page, await stage.DoAsync(page, "/hold/release"));
        Assert.DoesNotContain("A dispute", await stage.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_needs_a_reason_and_a_yes_and_the_page_tells_how_far_it_is()
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer);
        await stage.Service.AskAsync(Ana, "where are you?");
        var (page, person) = (Page(stage), stage.Service.Conversation.Subject);
        foreach (var fields in new (string, string)[][] { [("reason", "request")], [("sure", "yes")], [("sure", "yes"), ("reason", "none")] })
        {
            using var refused = await stage.PostAsync(
                page, page + "/erasure", fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }

        Assert.Equal(page, await stage.DoAsync(page, "/erasure", ("sure", "yes"), ("reason", "objection")));

        Assert.Contains("An erasure", await stage.ReadAsync(page), StringComparison.Ordinal);
        await UntilAsync(() => stage.Service.Database.Read(session => ErasureSteps.Find(session, person)) is
            { State: ErasureState.Certified }, "the certificate");
        Assert.Contains("Erased, certified and on record.", await stage.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("subject.erase-reason.objection", Acts(stage).Select(entry => entry.Action));
        using var again = await stage.PostAsync("/console/people", page + "/erasure", [new("sure", "yes"), new("reason", "request")]);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task With_four_eyes_whoever_asked_does_not_approve_and_a_colleague_finds_it_and_does()
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer, ("Privacy:FourEyes", "true"));
        await stage.Service.AskAsync(Ana, "where are you?");
        var (page, person) = (Page(stage), stage.Service.Conversation.Subject);
        await stage.DoAsync(page, "/erasure", ("sure", "yes"), ("reason", "request"));
        var asked = Waiting(stage, person);
        var own = await stage.ReadAsync(page);
        Assert.Contains("Somebody else has to approve it", own, StringComparison.Ordinal);
        Assert.DoesNotContain($"/approvals/{asked.Id}\"", own, StringComparison.Ordinal);
        using (var refused = await stage.PostAsync(page, $"{page}/approvals/{asked.Id}"))
            Assert.Contains("You asked for it yourself", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(stage.Service.Database.Read(session => Subjects.Find(session, person)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_colleague_asked_for_is_approved_and_what_the_machine_asked_for_is_not(bool isColleague)
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer, ("Privacy:FourEyes", "true"));
        await stage.Service.AskAsync(Ana, "where are you?");
        var (page, person) = (Page(stage), stage.Service.Conversation.Subject);
        IActor other = isColleague
            ? new SignedIn(StaffId.New(), "Ben Adler", _officer.ToFrozenSet())
            : new StaffPeer(HasLoggedIn: true, 1000);
        await stage.Service.Parts.GetRequiredService<ErasureDesk>().EraseAsync(
            other, person, ErasureReason.Request, static _ => Task.CompletedTask);
        Assert.Contains($"href=\"{page}\"", await stage.ReadAsync("/console/people"), StringComparison.Ordinal);

        using var answer = await stage.PostAsync(page, $"{page}/approvals/{Waiting(stage, person).Id}");

        Assert.Equal(isColleague ? HttpStatusCode.SeeOther : HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(isColleague, stage.Service.Database.Read(session => ErasureSteps.Find(session, person)) is not null);
    }

    [Theory]
    [InlineData(Role.Agent, "/copy")]
    [InlineData(Role.Agent, "/hold")]
    [InlineData(Role.Agent, "/erasure")]
    public async Task Who_answers_customers_sees_what_is_held_and_can_do_nothing_with_it(Role role, string act)
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync([.. Roles.Grants(role)]);
        await stage.Service.AskAsync(Ana, "where are you?");
        var page = Page(stage);
        Assert.DoesNotContain($"{page}{act}", await stage.ReadAsync(page), StringComparison.Ordinal);
        using var refused = await stage.PostAsync(page, page + act, [new("sure", "yes"), new("reason", "request")]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("/console/people/00000000-0000-0000-0000-000000000000")]
    [InlineData("/console/people/5f7d1a52-3c1e-4b11-9a3c-0f4ad0c1a001")]
    public async Task Whoever_is_not_there_is_not_found(string path)
    {
        await using var stage = await ConsoleStage.OpenSteppedUpAsync(_officer);
        Assert.Contains("CON-1", await stage.ReadAsync(path, HttpStatusCode.NotFound), StringComparison.Ordinal);
        foreach (var act in new[] { "/copy", "/erasure" })
        {
            using var answer = await stage.PostAsync("/console/people", path + act, [new("sure", "yes"), new("reason", "request")]);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static string Page(ConsoleStage stage) => $"/console/people/{stage.Service.Conversation.Subject.Value}";

    private static Approval Waiting(ConsoleStage stage, SubjectId person) => Assert.Single(
        stage.Service.Database.Read(session => Approvals.Of(session, person, 0)));

    /// <summary>Whoever is signed in has a row, as somebody who came in by a link does.</summary>
    private static async Task NameAsync(ConsoleStage stage, string name)
    {
        var box = stage.Service.Parts.GetRequiredService<IdentityFacts>().Seal(stage.Who.Value, new StaffFacts(name));
        await stage.Service.Database.CommitAsync(transaction => StaffMembers.Add(transaction, stage.Who, box));
    }

    private static List<LedgerEntry> Acts(ConsoleStage stage) => [.. stage.Service.Database
        .Read(session => LedgerEntries.After(session, 0, 10_000))
        .Select(row => LedgerEntry.TryParse(row.Body.Span, out var entry) ? entry : throw new FormatException())
        .Where(entry => entry.Actor == $"staff:{stage.Who}")];
}
