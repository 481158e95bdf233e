using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Server.Verbs;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>With <c>Privacy:FourEyes</c> two people of the business erase somebody, or nobody does but the person.</summary>
public sealed class FourEyesTests
{
    private static readonly StaffPeer _first = new(HasLoggedIn: true, 1000);
    private static readonly StaffPeer _second = new(HasLoggedIn: true, 1001);
    private static readonly StaffPeer _somewhere = new(HasLoggedIn: false, 0);

    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task The_first_only_asks_and_the_second_carries_it_out()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;

        var asked = await AskAsync(service, person);
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        Assert.Equal(asked, await AskAsync(service, person, by: _second));
        var steps = await HoldTests.StepsAsync(told => Desk(service).ApproveAsync(_second, asked.Id, told));

        Assert.Equal(["fenced", "destroyed", "certified"], steps);
        Assert.Null(Find(service, person));
        var acts = new PersonLedger(service.Database, key: null, person).Acts().Select(act => (act.Action, act.Actor)).ToList();
        Assert.Contains(("subject.approval-asked.erase", $"staff:{_first.Id}"), acts);
        Assert.Contains(("subject.approve.erase", $"staff:{_second.Id}"), acts);
        Assert.Contains(("subject.erase-reason.objection", $"staff:{_second.Id}"), acts);
        Assert.Contains(("subject.erase", $"staff:{_second.Id}"), acts);
        Assert.False(await Desk(service).ApproveAsync(_second, asked.Id, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Who_asks_second_with_another_reason_is_told_that_it_is_put_down_nowhere()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;
        var asked = await AskAsync(service, person);
        var told = new List<DeskStep>();
        foreach (var reason in new[] { ErasureReason.Objection, ErasureReason.Withdrawal })
            Assert.True(await Desk(service).EraseAsync(_second, person, reason, step =>
            {
                told.Add(step);
                return Task.CompletedTask;
            }));

        Assert.Equal([new("waiting", asked), new DeskStep("waiting", asked, ErasureReason.Withdrawal)], told);
    }

    [Fact]
    public void The_verb_names_the_reason_that_waits_and_the_one_that_was_dropped()
    {
        const string Waiting =
            "\"step\":\"waiting\",\"waiting\":{\"approval\":\"a\",\"act\":\"erase\",\"reason\":\"objection\",\"by\":\"mira\",\"until\":\"u\"}";
        Assert.DoesNotContain("on record", Step("{" + Waiting + "}"), StringComparison.Ordinal);
        Assert.Contains(
            "for another reason (objection). Yours (withdrawal) is not on record",
            Step("{" + Waiting + ",\"dropped\":\"withdrawal\"}"), StringComparison.Ordinal);

        static string Step(string line) => SubjectReport.Step(JsonDocument.Parse(line).RootElement);
    }

    [Fact]
    public async Task Whoever_asked_or_may_have_asked_does_not_approve()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;
        var asked = await AskAsync(service, person);

        var same = await RefusedAsync(service, _first, asked);
        var unsure = await RefusedAsync(service, _somewhere, asked);

        Assert.StartsWith("You asked for it yourself", same.Message, StringComparison.Ordinal);
        Assert.StartsWith("It is not certain that you are somebody else", unsure.Message, StringComparison.Ordinal);
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        Assert.Equal(2, new PersonLedger(service.Database, key: null, person).Acts()
            .Count(act => act.Action == "subject.approve.erase.refused"));
        Assert.NotNull(service.Database.Read(session => Approvals.Of(session, person, asked.UntilHour - 1)).Single());
    }

    [Fact]
    public async Task After_a_day_it_has_to_be_asked_for_again()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;
        var asked = await AskAsync(service, person);

        _clock.Shift = TimeSpan.FromHours(25);

        Assert.False(await Desk(service).ApproveAsync(_second, asked.Id, _ => Task.CompletedTask));
        Assert.Equal(SubjectState.Live, Find(service, person)!.State);
        Assert.NotEqual(asked.Id, (await AskAsync(service, person)).Id);
    }

    [Fact]
    public async Task A_hold_that_comes_meanwhile_refuses_the_second_and_its_release_needs_two_where_somebody_waits()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;
        var asked = await AskAsync(service, person);
        await service.Parts.GetRequiredService<HoldDesk>().PlaceAsync(_first, person, "tax"u8.ToArray(), default);

        Assert.False(await Desk(service).ApproveAsync(_second, asked.Id, static _ => Task.CompletedTask));
        await Assert.ThrowsAsync<RefusedException>(() => AskAsync(service, person));
        await service.PressAsync(Ana, await service.AskAsync(Ana, "delete my data"), "Note my wish");
        DeskStep? waits = null;
        await Desk(service).ReleaseAsync(_first, person, step => Task.FromResult(waits = step));
        Assert.Equal(("waiting", ApprovalAct.Release), (waits!.Name, waits.Waiting!.Act));
        Assert.NotNull(service.Database.Read(session => LegalHolds.Of(session, person)));
        await RefusedAsync(service, _first, waits.Waiting);

        Assert.Equal(
            ["released", "wished", "fenced", "destroyed", "certified"],
            await HoldTests.StepsAsync(told => Desk(service).ApproveAsync(_second, waits.Waiting.Id, told)));
        Assert.Null(Find(service, person));
    }

    [Fact]
    public async Task The_persons_own_wish_needs_nobody_and_nor_does_a_release_for_which_nobody_waits()
    {
        await using var service = await OpenAsync();
        var person = service.Conversation.Subject;
        await service.Parts.GetRequiredService<HoldDesk>().PlaceAsync(_first, person, "tax"u8.ToArray(), default);
        Assert.Equal(["released"], await HoldTests.StepsAsync(told => Desk(service).ReleaseAsync(_first, person, told)));
        await AskAsync(service, person);

        var told = await service.PressAsync(Ana, await service.AskAsync(Ana, "delete my data"), "Erase everything");

        Assert.Contains("is erased", told.Text, StringComparison.Ordinal);
        Assert.Null(Find(service, person));
    }

    private async Task<RunningService> OpenAsync()
    {
        var service = await StartAsync(static options => options, _clock, ("Privacy:FourEyes", "true"));
        await service.AskAsync(Ana, "where are you?");
        return service;
    }

    private static ErasureDesk Desk(RunningService service) => service.Parts.GetRequiredService<ErasureDesk>();

    private static Subject? Find(RunningService service, SubjectId person) =>
        service.Database.Read(session => Subjects.Find(session, person));

    private static Task<RefusedException> RefusedAsync(RunningService service, StaffPeer who, Approval asked) =>
        Assert.ThrowsAsync<RefusedException>(() => Desk(service).ApproveAsync(who, asked.Id, _ => Task.CompletedTask));

    private static async Task<Approval> AskAsync(RunningService service, SubjectId person, StaffPeer? by = null)
    {
        DeskStep? waits = null;
        Assert.True(await Desk(service).EraseAsync(
            by ?? _first, person, ErasureReason.Objection, step => Task.FromResult(waits = step)));
        Assert.Equal("waiting", waits!.Name);
        return waits.Waiting!;
    }
}
