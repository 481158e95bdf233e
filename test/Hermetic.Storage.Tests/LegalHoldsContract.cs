using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>While a person is on hold nobody erases them and no sweep takes anything of theirs; of both at once one wins.</summary>
public abstract class LegalHoldsContract(IEngine engine) : ErasableContract(engine)
{
    private static readonly StaffId _staff = StaffId.New();

    private SubjectId Who => Leaving.Guest.Subject;

    [Fact]
    public async Task Whoever_is_on_hold_is_not_erased_and_nothing_of_the_try_is_stored()
    {
        Assert.True(await HoldAsync(Leaving));
        var before = Everything();

        await Assert.ThrowsAsync<OnHoldException>(() => BeginAsync(Leaving));

        Assert.Equal(before, Everything());
        await BeginAsync(Staying);
        await ReleaseAsync();
        await BeginAsync(Leaving);
        Assert.Equal(2, Database.Read(Subjects.Erasing).Count);
    }

    [Fact]
    public async Task A_hold_is_found_and_opens_and_the_next_one_does_not_take_its_place()
    {
        Assert.True(await HoldAsync(Leaving, "a court"));
        Assert.False(await HoldAsync(Leaving, "another court"));

        var hold = Assert.Single(Database.Read(LegalHolds.All));
        Assert.Equal((Who, Hour, _staff, null), (hold.Subject, hold.SinceHour, hold.By, hold.WishedHour));
        Assert.True(Holds(hold.Reason, hold.Id, Who, "a court"u8));
        Assert.Equal(hold.Id, Database.Read(session => LegalHolds.Of(session, Who))!.Id);
        Assert.Null(Database.Read(session => LegalHolds.Of(session, Staying.Guest.Subject)));
    }

    [Fact]
    public async Task Whoever_is_being_erased_is_not_put_on_hold_any_more()
    {
        await BeginAsync(Leaving);
        await Assert.ThrowsAsync<FencedException>(() => HoldAsync(Leaving));
        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);
        await Assert.ThrowsAsync<FencedException>(() => HoldAsync(Leaving));
        Assert.Empty(Database.Read(LegalHolds.All));
    }

    [Fact]
    public async Task Of_a_hold_and_an_erasure_at_once_one_wins_whichever_comes_first()
    {
        foreach (var holdsFirst in new[] { true, false })
        {
            var who = await WelcomeAsync();
            Action<Transaction>[] both = [transaction => Hold(transaction, who.Subject, ""u8), transaction => Begin(transaction, who.Subject)];

            var outcomes = await TogetherAsync(holdsFirst ? both : both.Reverse());

            Assert.Equal([true, false], outcomes.Select(one => one.IsCompletedSuccessfully));
            Assert.IsType(holdsFirst ? typeof(OnHoldException) : typeof(FencedException), outcomes[1].Exception!.InnerException);
            AssertOneWon(who.Subject, held: holdsFirst);
        }
    }

    [Fact]
    public async Task Of_many_holds_and_erasures_from_everywhere_at_once_one_kind_wins_for_each_person()
    {
        using var other = await OtherNodeAsync();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var who = (await WelcomeAsync()).Subject;

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
                (Holds: i % 2 == 0, Failure: await Record.ExceptionAsync(() => (i < 3 ? Database : other.Database).CommitAsync(
                    transaction =>
                    {
                        if (i % 2 == 0)
                            Hold(transaction, who, ""u8);
                        else
                            Begin(transaction, who);
                    }))))));

            var held = outcomes.Any(one => one is { Holds: true, Failure: null });
            Assert.Contains(outcomes, one => one.Holds == held && one.Failure is null);
            Assert.All(outcomes.Where(one => one.Holds != held), one => Assert.True(
                one.Failure is OnHoldException or FencedException, $"{one.Failure}"));
            AssertOneWon(who, held);
        }
    }

    [Fact]
    public async Task A_wish_is_noted_once_with_the_hold_and_is_refused_where_there_is_none()
    {
        var refused = new AccessRecord("contract.erase", "person:contract", Target.Of(Who), Allowed: false);
        await Assert.ThrowsAsync<FencedException>(() =>
            Database.CommitAsync(transaction => LegalHolds.Wish(transaction, refused)));
        await HoldAsync(Leaving);
        var entries = Database.Read(LedgerEntries.Lag);

        await Database.CommitAsync(transaction => LegalHolds.Wish(transaction, refused));
        var first = Hour;
        Clock.Advance(TimeSpan.FromDays(3));
        await Database.CommitAsync(transaction => LegalHolds.Wish(transaction, refused));

        Assert.Equal(first, Database.Read(session => LegalHolds.Of(session, Who))!.WishedHour);
        Assert.Equal(entries + 2, Database.Read(LedgerEntries.Lag));

        for (var i = 0; i < 2; i++)
            await Database.CommitAsync(transaction => LegalHolds.TakeBack(transaction, refused with { Allowed = true }));
        Assert.Null(Database.Read(session => LegalHolds.Of(session, Who))!.WishedHour);
        Assert.Equal(entries + 3, Database.Read(LedgerEntries.Lag));
    }

    [Fact]
    public async Task A_hold_ends_once_and_only_where_there_is_one()
    {
        await Assert.ThrowsAsync<FencedException>(ReleaseAsync);
        await HoldAsync(Leaving);
        var outcomes = await EverywhereAsync(
            4, transaction => LegalHolds.Release(transaction, Proof<ReleaseSubject>(Target.Of(Who))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(3, outcomes.Count(outcome => outcome is FencedException));
    }

    /// <summary>Everything of theirs is over by a year: what a sweep takes of the other it leaves of them.</summary>
    [Fact]
    public async Task No_sweep_takes_anything_of_whoever_is_on_hold_until_they_are_released()
    {
        await SettleAsync(Leaving);
        await SettleAsync(Staying);
        await HoldAsync(Leaving);
        Clock.Advance(TimeSpan.FromDays(500));
        var before = Rows(Leaving);

        await SweepAsync();

        Assert.Equal(before, Rows(Leaving));
        Assert.All(_swept, table => Assert.Equal(0, Rows(Staying)[table]));
        await ReleaseAsync();
        await SweepAsync();
        Assert.All(_swept, table => Assert.Equal(0, Rows(Leaving)[table]));
    }

    [Fact]
    public async Task An_appointment_that_was_read_before_the_hold_is_not_deleted_after_it()
    {
        var row = Database.Read(session => Appointments.Page(session, 0, 10)).Single(one => one.Subject == Who);
        await HoldAsync(Leaving);

        Assert.DoesNotContain(Database.Read(session => Appointments.Page(session, 0, 10)), one => one.Subject == Who);
        Assert.False(await ForgetAsync(row));
        await ReleaseAsync();
        Assert.True(await ForgetAsync(row));
    }

    [Fact]
    public async Task Whoever_is_idle_and_on_hold_is_not_found_idle()
    {
        var idle = SubjectId.New();
        await Database.CommitAsync(transaction => Subjects.Create(transaction, idle, slot: 77));
        Assert.True(Database.Read(session => IdleSubjects.Contains(session, idle)));

        await Database.CommitAsync(transaction => Hold(transaction, idle, ""u8));

        Assert.False(Database.Read(session => IdleSubjects.Contains(session, idle)));
        Assert.DoesNotContain(Database.Read(session => IdleSubjects.Page(session, after: null, 10)), one => one.Id == idle);
    }

    /// <summary>As when an older database takes its pages from an escrow: nothing is left that could be held.</summary>
    [Fact]
    public async Task A_hold_in_an_older_database_goes_with_whoever_was_erased_since()
    {
        await HoldAsync(Leaving);
        await Database.CommitAsync(transaction => Subjects.Fence(transaction, Who));

        await Database.CommitAsync((await PrepareAsync(Leaving)).Commit);

        Assert.Empty(Traces(Leaving));
        Assert.Empty(Database.Read(LegalHolds.All));
    }

    private static readonly string[] _swept = ["inbox", "media_chunk", "outbox", "parked", "reminder", "staff_access"];

    private Dictionary<string, long> Rows(Resident resident) =>
        Database.Read(session => PersonRows.Count(session, resident.Guest.Subject))
            .Where(rows => rows.Location.Table is not ("dedupe" or "sent_tag" or "export" or "export_chunk"))
            .ToDictionary(rows => rows.Location.Table, rows => rows.Count);

    /// <summary>Answered, so that it may go by age.</summary>
    private Task SettleAsync(Resident resident) => Database.CommitAsync(transaction =>
    {
        var lease = Conversations.Look(transaction, resident.Guest.Conversation)!.Lease;
        Inbox.Done(transaction, Conversations.Advance(transaction, lease));
        transaction.Execute("update reminder set state = 2 where subject = $1", resident.Guest.Subject);
    });

    private async Task SweepAsync()
    {
        foreach (var sweep in Sweeps.All.Where(one => _swept.Contains(one.Location.Table)))
            await ForgetAsync(sweep.Location.Table, daysKept: 365);
    }

    private Task<bool> ForgetAsync(KeptAppointmentRow row) => Database.CommitAsync(transaction =>
        Appointments.Forget(transaction, row.Appointment.Id, row.Appointment.Version));

    private void AssertOneWon(SubjectId who, bool held)
    {
        Assert.Equal(held, Database.Read(session => LegalHolds.Of(session, who)) is not null);
        Assert.Equal(
            held ? SubjectState.Live : SubjectState.Erasing, Database.Read(session => Subjects.Find(session, who))!.State);
        Assert.Equal(!held, Database.Read(session => ErasureSteps.Find(session, who)) is not null);
    }

    private Task<bool> HoldAsync(Resident resident, string reason = "") => Database.CommitAsync(transaction =>
        Hold(transaction, resident.Guest.Subject, System.Text.Encoding.UTF8.GetBytes(reason)));

    private bool Hold(Transaction transaction, SubjectId who, ReadOnlySpan<byte> reason)
    {
        var id = RowIds.New();
        return LegalHolds.Place(
            transaction, Proof<HoldSubject>(Target.Of(who)), id, _staff, Seal<HoldContent>(id, who, reason));
    }

    private static void Begin(Transaction transaction, SubjectId who) =>
        Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(who)), who);

    private Task ReleaseAsync() => Database.CommitAsync(transaction =>
        LegalHolds.Release(transaction, Proof<ReleaseSubject>(Target.Of(Who))));

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;
}
