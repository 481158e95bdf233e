using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Group commit: many writes, few commits, each write on its own.</summary>
public abstract class DatabaseContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public async Task Two_hundred_waiting_writes_reach_the_disk_in_two_commits_at_most()
    {
        var before = Engine.Commits;

        await TogetherAsync(Enumerable.Range(0, 200).Select(Stop));

        Assert.InRange(Engine.Commits - before, 1, 2);
        Assert.Equal(200, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task Writes_from_many_threads_are_all_stored()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => Database.CommitAsync(Stop(i)))));

        Assert.All(Enumerable.Range(0, 200), i => Assert.True(IsStopped(i)));
    }

    [Fact]
    public async Task A_write_returns_what_it_computed()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Database.CommitAsync(_ => i * i)));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => i * i), results);
    }

    [Fact]
    public async Task A_completed_write_is_seen_by_every_other_connection()
    {
        await Database.CommitAsync(Stop(1));

        Assert.Equal(1, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task A_completed_write_survives_a_crash_in_the_next_moment()
    {
        await Database.CommitAsync(Stop(1));

        using var crashed = Engine.Crashed();
        using var database = await crashed.OpenAsync(Clock);

        Assert.True(database.Read(session => Suppressions.Contains(session, TagOf(1))));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_write_leaves_nothing_of_it()
    {
        IEngine? crashed = null;
        await Database.CommitAsync(Stop(1));

        await Database.CommitAsync(transaction =>
        {
            Stop(2)(transaction);
            crashed = Engine.Crashed();
        });

        using var kept = crashed!;
        using var database = await kept.OpenAsync(Clock);
        Assert.True(database.Read(session => Suppressions.Contains(session, TagOf(1))));
        Assert.False(database.Read(session => Suppressions.Contains(session, TagOf(2))));
    }

    [Fact]
    public Task A_reader_sees_the_last_commit_and_not_what_is_being_written() =>
        Database.CommitAsync(transaction =>
        {
            Stop(1)(transaction);

            Assert.True(Suppressions.Contains(transaction, TagOf(1)));
            Assert.False(IsStopped(1));
        });

    [Fact]
    public async Task A_reader_that_failed_is_as_good_as_new()
    {
        await Database.CommitAsync(Stop(1));

        Assert.Throws<InvalidOperationException>(
            () => Database.Read<int>(_ => throw new InvalidOperationException()));

        Assert.True(IsStopped(1));
    }

    [Fact]
    public async Task Closing_stores_what_still_waits()
    {
        var waiting = Enumerable.Range(0, 100).Select(i => Database.CommitAsync(Stop(i))).ToList();

        await ReopenAsync();

        await Task.WhenAll(waiting);
        Assert.Equal(100, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task Who_said_stop_stays_on_the_list_until_they_start_again()
    {
        await TogetherAsync(Stop(1), Stop(1), Stop(2));
        await Database.CommitAsync(transaction => Suppressions.Remove(transaction, TagOf(1)));

        Assert.False(IsStopped(1));
        Assert.True(IsStopped(2));
    }
}
