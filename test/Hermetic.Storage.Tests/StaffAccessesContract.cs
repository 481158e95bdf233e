using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Readings by staff are counted with their ledger entry, by person and hour.</summary>
public abstract class StaffAccessesContract(IEngine engine) : Contract(engine)
{
    private static readonly Caller _staff = Caller.Staff(
        StaffId.New(), Permission.ReadConversations, Permission.ReplyInConversations);

    [Fact]
    public async Task Who_was_looked_at_is_told_how_often_and_when_last()
    {
        var (ana, ben) = (await WelcomeAsync(), await WelcomeAsync());
        await ReadAsync(ana);
        Clock.Advance(TimeSpan.FromHours(5));
        await ReadAsync(ana);

        Assert.Equal(new StaffAccessCount(2, Hour, Lists: 0), Of(ana));
        Assert.Equal(new StaffAccessCount(0, LastHour: null, Lists: 0), Of(ben));
    }

    [Fact]
    public async Task A_list_of_everybody_counts_for_everybody_who_was_there()
    {
        var ana = await WelcomeAsync();
        var first = Hour;
        await RecordAsync(_staff, Target.Deployment);
        Clock.Advance(TimeSpan.FromHours(1));
        await RecordAsync(_staff, Target.Deployment);

        Assert.Equal(2, Of(ana, sinceHour: first).Lists);
        Assert.Equal(1, Of(ana, sinceHour: first + 1).Lists);
    }

    [Fact]
    public async Task What_no_person_of_the_business_read_is_not_counted()
    {
        var ana = await WelcomeAsync();
        await RecordAsync(Caller.Person(ana.Subject), Target.Of(ana.Conversation, ana.Subject));
        await RecordAsync(
            Caller.Service("export", Permission.ReadConversations), Target.Of(ana.Conversation, ana.Subject));
        await Database.CommitAsync(transaction => LedgerEntries.Record(
            transaction, Authorizer.Demand<ReplyInConversation>(_staff, Target.Of(ana.Conversation, ana.Subject))));
        await Database.CommitAsync(transaction => LedgerEntries.Append(transaction, new AccessRecord(
            ReadConversation.Name, _staff.Actor, Target.Of(ana.Conversation, ana.Subject), Allowed: false)));

        Assert.Equal(0, Of(ana).Count);
    }

    [Fact]
    public async Task A_reading_that_is_not_committed_is_not_counted()
    {
        var ana = await WelcomeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.CommitAsync(transaction =>
        {
            LedgerEntries.Record(
                transaction, Authorizer.Demand<ReadConversation>(_staff, Target.Of(ana.Conversation, ana.Subject)));
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, Of(ana).Count);
    }

    [Fact]
    public async Task Readings_are_forgotten_after_their_days_and_the_ledger_is_not()
    {
        var ana = await WelcomeAsync();
        await ReadAsync(ana);
        var entries = Database.Read(LedgerEntries.Lag);

        Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(0, await ForgetAsync());
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync());

        Assert.Equal(0, Of(ana).Count);
        Assert.Equal(entries, Database.Read(LedgerEntries.Lag));
    }

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    private StaffAccessCount Of(Guest guest, long sinceHour = 0) =>
        Database.Read(session => StaffAccesses.Of(session, guest.Subject, sinceHour));

    private Task ReadAsync(Guest guest) => RecordAsync(_staff, Target.Of(guest.Conversation, guest.Subject));

    private Task RecordAsync(Caller caller, Target target) => Database.CommitAsync(transaction =>
        LedgerEntries.Record(transaction, Authorizer.Demand<ReadConversation>(caller, target)));

    private Task<int> ForgetAsync() =>
        ForgetAsync("staff_access", daysKept: 365);
}
