using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>What one asked for waits for another, for a day, and is carried out once.</summary>
public abstract class ApprovalsContract(IEngine engine) : Contract(engine)
{
    private static readonly StaffId _first = StaffId.New();

    [Fact]
    public async Task Who_asks_again_finds_what_was_asked_for_first()
    {
        var who = (await WelcomeAsync()).Subject;
        var asked = await AskAsync(who, ErasureReason.Objection, _first);

        Assert.Equal(asked, await AskAsync(who, ErasureReason.Request, StaffId.New()));

        Assert.Equal((who, ErasureReason.Objection, _first, Hour + 24), (asked.Subject, asked.Reason, asked.By, asked.UntilHour));
        Assert.Equal(asked, Find(asked));
        Assert.Equal([asked], Database.Read(session => Approvals.Of(session, who, Hour)));
        Assert.Empty(Database.Read(session => Approvals.Of(session, SubjectId.New(), Hour)));
    }

    [Fact]
    public async Task After_a_day_nobody_approves_it_and_it_is_forgotten()
    {
        var who = (await WelcomeAsync()).Subject;
        var asked = await AskAsync(who, ErasureReason.Request, _first);
        Clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(Find(asked));
        Assert.Equal(0, await Database.CommitAsync(Approvals.Expire));

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(Find(asked));
        await Assert.ThrowsAsync<FencedException>(() => TakeAsync(asked));
        var anew = await AskAsync(who, ErasureReason.Withdrawal, StaffId.New());
        Assert.NotEqual(asked.Id, anew.Id);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Database.CommitAsync(Approvals.Expire));
    }

    [Fact]
    public async Task Of_two_who_approve_it_at_once_one_does()
    {
        var asked = await AskAsync((await WelcomeAsync()).Subject, ErasureReason.Request, _first);

        var outcomes = await EverywhereAsync(4, transaction => Approvals.Take(transaction, asked, Said(asked.Subject)));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(3, outcomes.Count(outcome => outcome is FencedException));
        Assert.Equal(0, Engine.Count("select count(*) from approval"));
    }

    [Fact]
    public async Task What_was_asked_for_before_a_hold_came_or_went_waits_no_longer()
    {
        var who = (await WelcomeAsync()).Subject;
        var before = await AskAsync(who, ErasureReason.Request, _first);
        await Database.CommitAsync(transaction => LegalHolds.Place(
            transaction, Proof<HoldSubject>(Target.Of(who)), RowIds.New(), _first, Seal<HoldContent>(RowIds.New(), who, "why"u8)));
        Assert.Null(Find(before));

        var during = await AskAsync(who, ErasureReason.Request, _first);
        await Database.CommitAsync(transaction => LegalHolds.Release(transaction, Proof<ReleaseSubject>(Target.Of(who))));
        Assert.Null(Find(during));
    }

    private Task<Approval> AskAsync(SubjectId who, ErasureReason reason, StaffId by) => Database.CommitAsync(transaction =>
        Approvals.Ask(transaction, who, ApprovalAct.Erase, reason, by, Said(who)));

    private Task TakeAsync(Approval asked) => Database.CommitAsync(transaction =>
        Approvals.Take(transaction, asked, Said(asked.Subject)));

    private static AccessRecord Said(SubjectId who) => new("contract", "service:contract", Target.Of(who), Allowed: true);

    private Approval? Find(Approval asked) => Database.Read(session => Approvals.Find(session, asked.Id, Hour));

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;
}
