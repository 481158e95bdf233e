using System.Text;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>While the law wants somebody's data kept, nobody erases them; who wished for it is erased when that ends.</summary>
public sealed class HoldTests
{
    private static readonly StaffPeer _officer = new(HasLoggedIn: true, 1000);
    private static readonly StaffPeer _colleague = new(HasLoggedIn: true, 1001);

    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task The_chat_tells_why_nothing_is_erased_notes_the_wish_and_goes_on_answering()
    {
        await using var service = await HeldAsync("a dispute about a hair colour");
        var person = service.Conversation.Subject;

        var question = await service.AskAsync(Ana, "delete my data");
        var told = await service.PressAsync(Ana, question, "Note my wish");

        Assert.StartsWith("The law obliges Salon Morgenrot to keep your data for now", question.Text, StringComparison.Ordinal);
        Assert.StartsWith("Your wish to have your data erased is noted. Nothing is erased yet", told.Text, StringComparison.Ordinal);
        Assert.Contains("complain to a data protection authority", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hair colour", question.Text + told.Text, StringComparison.Ordinal);
        Assert.Contains("Kastanienallee", (await service.AskAsync(Ana, "where are you?")).Text, StringComparison.Ordinal);
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        Assert.NotNull(service.Database.Read(session => LegalHolds.Of(session, person))!.WishedHour);
        Assert.Contains(("subject.erase.refused", "person"), Acts(service, person));
        Assert.Empty(service.Database.Read(ErasureSteps.Open));
    }

    [Fact]
    public async Task A_hold_that_comes_between_question_and_button_holds()
    {
        await using var service = await StartAsync();
        await service.AskAsync(Ana, "where are you?");
        var question = await service.AskAsync(Ana, "delete my data");
        Assert.StartsWith("This erases everything", question.Text, StringComparison.Ordinal);
        await HoldAsync(service, "tax");

        var told = await service.PressAsync(Ana, question, "Erase everything");

        Assert.StartsWith("Your wish to have your data erased is noted.", told.Text, StringComparison.Ordinal);
        Assert.NotNull(service.Conversation.Person);
    }

    [Fact]
    public async Task Whoever_waits_for_it_is_erased_with_the_release()
    {
        await using var service = await HeldAsync("tax");
        var person = service.Conversation.Subject;
        await service.PressAsync(Ana, await service.AskAsync(Ana, "delete my data"), "Note my wish");

        var steps = await StepsAsync(told => Desk(service).ReleaseAsync(_officer, person, told));

        Assert.Equal(["released", "wished", "fenced", "destroyed", "certified"], steps);
        Assert.Null(Find(service, person));
        Assert.Empty(service.Database.Read(LegalHolds.All));
        var acts = Acts(service, person);
        Assert.Contains(("subject.release", "staff"), acts);
        Assert.Contains(("subject.erase-reason.request", "service"), acts);
        Assert.Contains(("subject.erasure-certified", "service"), acts);
    }

    [Theory]
    [InlineData("Keep my data")]
    [InlineData("no")]
    [InlineData("never mind")]
    public async Task Whoever_thinks_better_of_it_stays_although_they_had_wished_for_it(string said)
    {
        await using var service = await HeldAsync("tax");
        var person = service.Conversation.Subject;
        await service.PressAsync(Ana, await service.AskAsync(Ana, "delete my data"), "Note my wish");

        var again = await service.AskAsync(Ana, "delete my data");
        var told = said == "Keep my data" ? await service.PressAsync(Ana, again, said) : await service.AskAsync(Ana, said);

        Assert.Equal("All right, nothing is erased, and no wish of yours to be erased is noted.", told.Text);
        Assert.Null(service.Database.Read(session => LegalHolds.Of(session, person))!.WishedHour);
        Assert.Contains(("subject.erase-withdrawn", "person"), Acts(service, person));
        Assert.Equal(["released"], await StepsAsync(told => Desk(service).ReleaseAsync(_officer, person, told)));
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
    }

    [Fact]
    public async Task Whoever_does_not_wait_for_it_stays()
    {
        await using var service = await HeldAsync("tax");
        var person = service.Conversation.Subject;
        await service.AskAsync(Ana, "delete my data");

        Assert.Equal(["released"], await StepsAsync(told => Desk(service).ReleaseAsync(_officer, person, told)));

        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        Assert.False(await Desk(service).ReleaseAsync(_officer, person, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Staff_are_refused_with_a_sentence_and_that_is_on_record()
    {
        await using var service = await HeldAsync("a dispute about a hair colour");
        var person = service.Conversation.Subject;

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Desk(service).EraseAsync(_officer, person, ErasureReason.Request, _ => Task.CompletedTask));

        Assert.StartsWith("They are on hold: the law obliges the business", refused.Message, StringComparison.Ordinal);
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        var acts = Acts(service, person);
        Assert.Contains(("subject.hold", "staff"), acts);
        Assert.Contains(("subject.erase.refused", "staff"), acts);
        Assert.DoesNotContain(("subject.erase", "staff"), acts);
        await Assert.ThrowsAsync<RefusedException>(() => HoldAsync(service, "another"));
    }

    [Fact]
    public async Task The_reason_is_in_the_list_of_holds_and_in_the_persons_copy_and_nowhere_else()
    {
        await using var service = await HeldAsync("a dispute about a hair colour");
        var person = service.Conversation.Subject;

        var hold = Assert.Single((await WrittenAsync(json => service.Parts.GetRequiredService<HoldDesk>()
            .ListAsync(_colleague.Caller, json, default))).EnumerateArray());
        var shown = await WrittenAsync(async json => Assert.True(
            await service.Parts.GetRequiredService<SubjectDesk>().ShowAsync(_colleague.Caller, person, json, default)));

        Assert.Equal("a dispute about a hair colour", hold.GetProperty("reason").GetString());
        Assert.Equal(("login 1000", person.Value), (hold.GetProperty("by").GetString(), hold.GetProperty("person").GetGuid()));
        Assert.Equal(hold.GetProperty("since").GetString(), shown.GetProperty("hold").GetProperty("since").GetString());
        Assert.DoesNotContain("hair colour", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(("subject.show", "staff"), Acts(service, person));
        using var copy = new System.IO.Compression.ZipArchive(await CopyAsync(service, person));
        foreach (var name in new[] { "data.json", "data.html" })
        {
            using var text = new StreamReader(copy.GetEntry(name)!.Open());
            Assert.Contains("a dispute about a hair colour", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_of_theirs_goes_by_age_until_the_release()
    {
        await using var service = await StartAsync(static options => options, _clock);
        var question = await service.AskAsync(Ana, $"haircut on {Testing.OpenDay.Wednesday} at 3pm");
        await service.PressAsync(Ana, question, "Confirm");
        await service.AskAsync(Ben, "where are you?");
        await UntilAsync(() => service.Database.Read(Conversations.List).All(row => service.OutboxRows(row)
            .All(message => message.State is not (OutboxState.Queued or OutboxState.Sending))), "every message to be sent");
        var person = service.Database.Read(Conversations.List).Single(row => row.Arrived == 2).Subject;
        await service.Parts.GetRequiredService<HoldDesk>().PlaceAsync(_officer, person, "tax"u8.ToArray(), default);
        var before = Kept(service, person);

        _clock.Shift = TimeSpan.FromDays(800);
        await SweepAsync(service);

        Assert.Equal(before, Kept(service, person));
        Assert.Equal(person, service.Conversation.Subject);
        Assert.All(service.Database.Read(Storage.Locations.SweepRecords.All), last => Assert.True(last.IsProven, last.Rule.ToString()));
        await Desk(service).ReleaseAsync(_officer, person, _ => Task.CompletedTask);
        await SweepAsync(service);
        Assert.Null(Find(service, person));
    }

    /// <summary>The button and the hold race; whoever loses is told so, and the other has happened.</summary>
    [Fact]
    public async Task Of_a_button_and_a_hold_at_once_one_wins()
    {
        await using var service = await StartAsync();
        for (var round = 0; round < 4; round++)
        {
            await service.AskAsync(Ana, "where are you?");
            var person = service.Conversation.Subject;
            var question = await service.AskAsync(Ana, "delete my data");
            var pressing = service.PressAsync(Ana, question, "Erase everything");
            var holding = Record.ExceptionAsync(() => HoldAsync(service, person, "tax"));

            var (told, lost) = (await pressing, await holding);

            var held = service.Database.Read(session => LegalHolds.Of(session, person)) is not null;
            Assert.Equal(held, told.Text.StartsWith("Your wish", StringComparison.Ordinal));
            Assert.Equal(held, Find(service, person) is not null);
            if (held)
                await Desk(service).ReleaseAsync(_officer, person, _ => Task.CompletedTask);
            else
                Assert.True(lost is null or RefusedException, $"{lost}");
        }
    }

    private async Task<RunningService> HeldAsync(string reason)
    {
        var service = await StartAsync(static options => options, _clock);
        await service.AskAsync(Ana, "where are you?");
        await HoldAsync(service, reason);
        return service;
    }

    private static Task<bool> HoldAsync(RunningService service, string reason) =>
        HoldAsync(service, service.Conversation.Subject, reason);

    private static Task<bool> HoldAsync(RunningService service, SubjectId person, string reason) =>
        service.Parts.GetRequiredService<HoldDesk>().PlaceAsync(_officer, person, Encoding.UTF8.GetBytes(reason), default);

    private static ErasureDesk Desk(RunningService service) => service.Parts.GetRequiredService<ErasureDesk>();

    private static Subject? Find(RunningService service, SubjectId person) =>
        service.Database.Read(session => Subjects.Find(session, person));

    private static Task<ClockLeap> SweepAsync(RunningService service) =>
        service.Parts.GetRequiredService<RetentionSweep>().RunAsync(isConfirmed: true, default);

    private static List<(string, string)> Acts(RunningService service, SubjectId person) =>
        [.. new PersonLedger(service.Database, key: null, person).Acts().Select(act => (act.Action, act.Actor.Split(':')[0]))];

    /// <summary>What names nobody goes by its own rule.</summary>
    private static Dictionary<string, long> Kept(RunningService service, SubjectId person) =>
        service.Database.Read(session => Storage.Locations.PersonRows.Count(session, person))
            .Where(rows => rows.Location.Table is not ("dedupe" or "sent_tag"))
            .ToDictionary(rows => rows.Location.Table, rows => rows.Count);

    internal static async Task<List<string>> StepsAsync(Func<Func<DeskStep, Task>, Task<bool>> act)
    {
        var steps = new List<string>();
        Assert.True(await act(step =>
        {
            steps.Add(step.Name);
            return Task.CompletedTask;
        }));
        return steps;
    }

    private static async Task<MemoryStream> CopyAsync(RunningService service, SubjectId person)
    {
        var content = new MemoryStream();
        Assert.True(await service.Parts.GetRequiredService<SubjectDesk>().CopyAsync(
            _officer.Caller, person, piece => content.WriteAsync(piece), default));
        return content;
    }

    private static async Task<JsonElement> WrittenAsync(Func<Utf8JsonWriter, Task> write)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await write(json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
