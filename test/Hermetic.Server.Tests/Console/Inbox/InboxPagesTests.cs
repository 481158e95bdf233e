using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Ledger;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

public sealed partial class InboxPagesTests
{
    private static readonly Permission[] _agent = [.. Roles.Grants(Role.Agent)];

    [Fact]
    public async Task Who_waits_stands_in_the_inbox_emergencies_first_and_everybody_in_the_other_list()
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        Assert.Contains("Nobody waits for a person", await stage.ReadAsync("/console/inbox"), StringComparison.Ordinal);
        Assert.Contains("Nobody has written yet", await stage.ReadAsync("/console/inbox?show=all"), StringComparison.Ordinal);
        await stage.Service.AskAsync(Ana, "human");
        await stage.Service.AskAsync(Ben, "my son is unconscious");

        var inbox = await stage.ReadAsync("/console/inbox");
        Assert.True(
            inbox.IndexOf("Emergency: may be in danger", StringComparison.Ordinal)
            < inbox.IndexOf("Asked for a person", StringComparison.Ordinal));
        Assert.Contains("1 message", inbox, StringComparison.Ordinal);
        var all = await stage.ReadAsync("/console/inbox?show=all");
        Assert.True(all.IndexOf("Ben", StringComparison.Ordinal) < all.IndexOf("Ana", StringComparison.Ordinal));
        Assert.Equal(
            ["conversation.read", "conversation.read", "conversation.read", "conversation.read"],
            Acts(stage).Where(entry => entry.Actor == $"staff:{stage.Who}").Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_conversation_is_taken_over_answered_and_given_back_with_forms_alone()
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        await stage.Service.AskAsync(Ana, "where are you?");
        var page = $"/console/inbox/{stage.Service.Conversation.Id.Value}";
        var shown = await stage.ReadAsync(page);
        Assert.Contains("where are you?", shown, StringComparison.Ordinal);
        Assert.Contains("WhatsApp takes free words until", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", shown, StringComparison.Ordinal);

        Assert.Equal($"{page}#reply", await stage.DoAsync(page, "/handover"));
        Assert.Equal($"{page}#newest", await stage.DoAsync(page, "/replies", ("text", " Mira <b>here</b>.\r\nWhat is it? ")));
        await UntilAsync(() => stage.Service.SentTo(Ana)[^1].Text == "Mira <b>here</b>.\nWhat is it?", "the reply");
        shown = await stage.ReadAsync(page);
        Assert.Contains("Mira &lt;b&gt;here&lt;/b&gt;.", shown, StringComparison.Ordinal);
        Assert.Contains("The assistant is silent.", shown, StringComparison.Ordinal);
        await stage.DoAsync(page, "/release");

        Assert.Equal(ConversationState.Automated, stage.Service.Conversation.State);
        Assert.Equal(
            ["conversation.read", "conversation.takeover", "conversation.read", "conversation.reply", "conversation.read",
                "conversation.release"],
            Acts(stage).Where(entry => entry.Actor == $"staff:{stage.Who}").Select(entry => entry.Action).Where(IsOnce()));
    }

    // Each form comes with its page, which is one look more.
    private static Func<string, bool> IsOnce()
    {
        var last = "";
        return action =>
        {
            var isNew = action != last;
            last = action;
            return isNew;
        };
    }

    [Theory]
    [InlineData("   ", "There was nothing to send")]
    [InlineData(null, "4,097")]
    public async Task What_cannot_be_sent_stays_in_the_field(string? words, string problem)
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        await stage.Service.AskAsync(Ana, "human");
        var page = $"/console/inbox/{stage.Service.Conversation.Id.Value}";
        var sent = stage.Service.SentTo(Ana).Count;
        words ??= new string('x', 4097);

        using var refused = await stage.PostAsync(page, page + "/replies", [new("text", words)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var shown = await refused.Content.ReadAsStringAsync();
        Assert.Contains(problem, shown, StringComparison.Ordinal);
        Assert.Contains($">{words.Trim()}</textarea>", shown, StringComparison.Ordinal);
        Assert.Equal(sent, stage.Service.SentTo(Ana).Count);
    }

    [Fact]
    public async Task What_the_business_wrote_in_advance_goes_into_the_field()
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        await stage.Service.AskAsync(Ana, "human");
        var page = $"/console/inbox/{stage.Service.Conversation.Id.Value}";
        Assert.Contains("Running late", await stage.ReadAsync(page), StringComparison.Ordinal);
        Assert.Matches(">No problem, please come anyway[^<]+</textarea>", await stage.ReadAsync(page + "?reply=2"));
        Assert.Contains("></textarea>", await stage.ReadAsync(page + "?reply=99"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_purpose_is_asked_for_nothing_is_opened_before_it_is_told_and_it_is_on_record()
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent, null, ("Console:PurposeRequired", "true"));
        await stage.Service.AskAsync(Ana, "where are you?");
        var page = $"/console/inbox/{stage.Service.Conversation.Id.Value}";

        foreach (var asked in new[] { page, page + "?why=curiosity", page + "?why=none" })
        {
            var why = await stage.ReadAsync(asked);
            Assert.Contains("Why do you open this conversation?", why, StringComparison.Ordinal);
            Assert.DoesNotContain("where are you?", why, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Acts(stage), entry => entry.Actor == $"staff:{stage.Who}");

        var shown = await stage.ReadAsync(page + "?why=privacy-request");
        Assert.Contains("where are you?", shown, StringComparison.Ordinal);
        Assert.Contains($"{page}/handover?why=privacy-request", shown, StringComparison.Ordinal);
        Assert.Equal(
            [("conversation.purpose.privacy-request", $"conversation:{stage.Service.Conversation.Id.Value:N}"),
                ("conversation.read", $"conversation:{stage.Service.Conversation.Id.Value:N}")],
            Acts(stage).Where(entry => entry.Actor == $"staff:{stage.Who}").Select(entry => (entry.Action, entry.Object!)));
        Assert.Equal($"{page}?why=privacy-request#reply", await stage.DoAsync(page, "/handover?why=privacy-request"));
    }

    [Fact]
    public async Task A_long_conversation_is_shown_in_pieces_and_nothing_is_left_out()
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        await stage.Service.AskAsync(Ana, "human");
        for (var number = 1; number <= 70; number++)
            await stage.Service.Phones.SendTextAsync(Ana, $"line {number}.");
        await stage.Service.DrainedAsync(71);
        await stage.Service.ReplyAsync("Mira here.");
        var page = $"/console/inbox/{stage.Service.Conversation.Id.Value}";

        var newest = await stage.ReadAsync(page);
        var earlier = await stage.ReadAsync(WebUtility.HtmlDecode(Earlier().Match(newest).Groups["address"].Value));

        Assert.Equal(50, Said().Count(newest));
        Assert.Contains("Mira here.", newest, StringComparison.Ordinal);
        Assert.DoesNotMatch(Earlier(), earlier);
        var lines = Line().Matches(earlier + newest).Select(match => match.Value).ToList();
        Assert.Equal(Enumerable.Range(1, 70).Select(number => $"line {number}."), lines);
        Assert.Equal(stage.Service.OutboxRows().Count + 71, Said().Count(earlier) + 50);
    }

    [Fact]
    public async Task Somebody_who_may_not_read_or_write_is_told_so()
    {
        await using (var auditor = await ConsoleStage.OpenAsync([Permission.ReadLedger]))
        {
            Assert.Contains("CON-2", await auditor.ReadAsync("/console/inbox", HttpStatusCode.Forbidden), StringComparison.Ordinal);
            Assert.DoesNotContain("/console/inbox", await auditor.ReadAsync("/console"), StringComparison.Ordinal);
        }
        await using var officer = await ConsoleStage.OpenAsync([Permission.ReadConversations]);
        await officer.Service.AskAsync(Ana, "human");
        var page = $"/console/inbox/{officer.Service.Conversation.Id.Value}";
        var shown = await officer.ReadAsync(page);
        Assert.Contains("You may read this conversation", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("/release", shown, StringComparison.Ordinal);
        using var refused = await officer.PostAsync(page, page + "/replies", [new("text", "Hello")]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("/console/inbox/00000000-0000-0000-0000-000000000000")]
    [InlineData("/console/inbox/5f7d1a52-3c1e-4b11-9a3c-0f4ad0c1a001")]
    [InlineData("/console/inbox/nobody")]
    [InlineData("/console/inbox/5f7d1a52-3c1e-4b11-9a3c-0f4ad0c1a001/files/5f7d1a52-3c1e-4b11-9a3c-0f4ad0c1a001")]
    public async Task Whoever_is_not_there_is_not_found(string path)
    {
        await using var stage = await ConsoleStage.OpenAsync(_agent);
        Assert.Contains("CON-1", await stage.ReadAsync(path, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    private static IEnumerable<LedgerEntry> Acts(ConsoleStage stage) => stage.Service.Database
        .Read(session => LedgerEntries.After(session, 0, 10_000))
        .Select(row => LedgerEntry.TryParse(row.Body.Span, out var entry) ? entry : throw new FormatException());

    [GeneratedRegex("""href="(?<address>[^"]+received=[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Earlier();

    [GeneratedRegex("""<li class="said""", RegexOptions.None, 1000)]
    private static partial Regex Said();

    [GeneratedRegex(@"line \d+\.", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
