using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests;

/// <summary>What is over goes, in pages; what is not stays; and each sweep shows on planted rows that this is so.</summary>
public abstract class SweepsContract(IEngine engine) : Contract(engine)
{
    /// <summary>Whose times are sealed, or that go otherwise than by a day.</summary>
    private static readonly Retention[] _others =
        [Retention.Appointments, Retention.Approvals, Retention.Certificates, Retention.Contacts, Retention.Copies, Retention.DayKeys];

    [Fact]
    public void Every_table_that_a_count_of_days_ends_is_swept() => Assert.Equal(
        DataLocations.All
            .Where(location => new RetentionSchedule().Days(location.Retention) > 0 && !_others.Contains(location.Retention))
            .Select(location => location.Table).Order(StringComparer.Ordinal),
        Sweeps.All.Select(sweep => sweep.Location.Table).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_sweep_proves_itself_and_leaves_nothing_behind()
    {
        await WelcomeAsync();
        var before = Rows();

        foreach (var sweep in Sweeps.All)
            Assert.True(
                await Database.CommitAsync(transaction => sweep.Proves(transaction, Today - 30)), sweep.Location.Table);

        Assert.Equal(before, Rows());
    }

    /// <summary>One that takes nothing, one that takes everything, and one that is a day late.</summary>
    [Fact]
    public async Task A_sweep_that_does_not_do_its_work_is_found_out()
    {
        foreach (var sweep in Sweeps.All)
        {
            Sweep[] broken =
            [
                Broken(sweep, (_, _, _, _) => 0),
                Broken(sweep, (transaction, after, _, _) =>
                {
                    sweep.Statements.Clear(transaction, after);
                    return 2;
                }),
                Broken(sweep, (transaction, after, last, oldest) => sweep.Statements.Delete(transaction, after, last, oldest - 1)),
                Broken(sweep, (transaction, after, last, oldest) => sweep.Statements.Delete(transaction, after, last, oldest + 1)),
            ];
            foreach (var one in broken)
                Assert.False(
                    await Database.CommitAsync(transaction => one.Proves(transaction, Today - 30)), sweep.Location.Table);
        }
    }

    [Fact]
    public async Task Thousands_of_rows_go_page_by_page_and_younger_ones_stay()
    {
        var sweep = Sweeps.All.Single(one => one.Location.Table == "dedupe");
        await FillAsync(0, 2 * Sweep.Page + 5);
        Clock.Advance(TimeSpan.FromDays(10));
        await FillAsync(5000, 7);

        var pages = new List<SweptPage>();
        do
        {
            var after = pages.Count == 0 ? 0 : pages[^1].Last;
            pages.Add(await Database.CommitAsync(transaction => sweep.Run(transaction, after, Today - 9)));
        }
        while (!pages[^1].IsEnd);

        Assert.Equal([Sweep.Page, Sweep.Page, 5, 0], pages.Select(page => page.Deleted));
        Assert.Equal(7, Engine.Count("select count(*) from dedupe"));
        Assert.Equal(0, Database.Read(session => sweep.Overdue(session, Today - 9)));
    }

    [Fact]
    public async Task What_may_not_go_yet_is_counted_and_does_not_hold_up_the_rest()
    {
        var waits = await WelcomeAsync();
        var done = await WelcomeAsync();
        await Database.CommitAsync(transaction =>
            Inbox.Done(transaction, Conversations.Advance(transaction, Claim(transaction, done.Conversation))));
        Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, await ForgetAsync("inbox", daysKept: 30));

        var sweep = Sweeps.All.Single(one => one.Location.Table == "inbox");
        Assert.Equal(1, Database.Read(session => sweep.Overdue(session, Today - 30)));
        Assert.Equal(1, Database.Read(session => PersonRows.Count(session, waits.Subject).Single(one => one.Location.Table == "inbox").Count));
    }

    [Fact]
    public async Task The_last_sweep_by_each_rule_is_remembered()
    {
        Assert.Equal(0, Database.Read(SweepRecords.LastHour));
        LastSweep first = new(Retention.Messages, 100, 7, IsProven: true), second = new(Retention.Messages, 101, 0, IsProven: false);
        await Database.CommitAsync(transaction => SweepRecords.Note(transaction, first));
        await Database.CommitAsync(transaction => SweepRecords.Note(transaction, second));
        await Database.CommitAsync(transaction => SweepRecords.Note(transaction, first with { Rule = Retention.Statuses }));

        Assert.Equal([second, first with { Rule = Retention.Statuses }], Database.Read(SweepRecords.All));
        Assert.Equal(101, Database.Read(SweepRecords.LastHour));
    }

    private static Sweep Broken(Sweep sweep, Func<Transaction, long, long, long, int> delete) => new(
        sweep.Location.Table, new()
        {
            IsOrdered = sweep.Statements.IsOrdered, Bounds = sweep.Statements.Bounds, Delete = delete,
            Plant = sweep.Statements.Plant, Left = sweep.Statements.Left, Clear = sweep.Statements.Clear,
            LastRow = sweep.Statements.LastRow, CountOld = sweep.Statements.CountOld,
        });

    private Task FillAsync(int first, int count) => Database.CommitAsync(transaction =>
    {
        for (var i = 0; i < count; i++)
            Inbox.Note(transaction, TagOf(first + i));
    });

    private List<long> Rows() =>
        [.. Engine.Columns.Select(column => column.Table).Distinct().Select(table => Engine.Count($"select count(*) from {table}"))];
}
