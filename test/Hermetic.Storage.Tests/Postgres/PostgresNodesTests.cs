using System.Collections.Concurrent;

namespace Hermetic.Storage.Tests.Postgres;

/// <summary>Several nodes write to one database, and it is as if one did.</summary>
public sealed class PostgresNodesTests() : Contract(new PostgresEngine())
{
    private const string CutEveryConnection =
        """
        select pg_terminate_backend(l.pid) from pg_locks l
        where l.locktype = 'relation' and l.relation = to_regclass('writer_mark') and l.pid <> pg_backend_pid()
        """;

    private const string HoldTheTurn =
        """
        select count(*) from (select pg_advisory_xact_lock(hashtextextended(current_schema(), 5207659035952957765)), pg_sleep(6.5)) t
        """;

    private PostgresEngine Postgres => (PostgresEngine)Engine;

    [Fact]
    public async Task A_node_starts_although_another_ones_turn_takes_longer_than_a_lock_is_waited_for()
    {
        var holding = Task.Run(() => Postgres.Execute(HoldTheTurn));
        await Task.Delay(500, TestContext.Current.CancellationToken);

        using var other = await Database.OpenAsync(Postgres.Address, Clock);

        Assert.True(holding.IsCompleted);
        await holding;
    }

    [Fact]
    public async Task Numbers_that_several_nodes_give_to_one_conversation_have_neither_gaps_nor_doubles()
    {
        using var other = await Database.OpenAsync(Postgres.Address, Clock);
        var guest = await WelcomeAsync();

        var given = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Database : other).CommitAsync(transaction =>
                Receive(transaction, guest.Subject).Sequence))));

        Assert.Equal(Enumerable.Range(2, 200).Select(i => (long)i), given.Order());
    }

    /// <summary>In opposite order, so that without turns each would hold what the other one needs.</summary>
    [Fact]
    public async Task Nodes_that_touch_the_same_rows_in_another_order_do_not_hold_each_other_up()
    {
        using var other = await Database.OpenAsync(Postgres.Address, Clock);
        var people = new List<Guest>();
        for (var i = 0; i < 20; i++)
            people.Add(await WelcomeAsync());
        var runs = 0;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Database : other).CommitAsync(transaction =>
            {
                Interlocked.Increment(ref runs);
                foreach (var guest in i % 2 == 0 ? people : people.AsEnumerable().Reverse())
                    Receive(transaction, guest.Subject);
            }))));

        Assert.Equal(20 * 41, Engine.Count("select cast(sum(arrived) as bigint) from conversation"));
        Assert.Equal(40, runs);
    }

    /// <summary>Each has a mark of its own: another node's later commit says nothing about one whose answer was lost.</summary>
    [Fact]
    public async Task However_often_connections_break_each_node_knows_what_became_of_its_own()
    {
        using var other = await Database.OpenAsync(Postgres.Address, Clock);
        var outcomes = new ConcurrentDictionary<int, bool>();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
                outcomes[(writer * 1000) + i] = await TryAsync(writer % 2 == 0 ? Database : other, (writer * 1000) + i);
        })));
        while (!writing.IsCompleted)
        {
            Postgres.Execute(CutEveryConnection);
            await Task.WhenAny(writing, Task.Delay(20, TestContext.Current.CancellationToken));
        }
        await writing;

        Assert.Equal(240, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Value, IsStopped(outcome.Key)));
        Assert.Contains(true, outcomes.Values);
    }

    [Fact]
    public async Task Who_wants_to_work_alone_is_refused_while_a_node_works_and_nodes_are_refused_meanwhile()
    {
        var refused = await Assert.ThrowsAsync<StorageOpenException>(() => Database.OpenAloneAsync(Postgres.Address, Clock));
        Assert.Contains("Stop it first", refused.Message, StringComparison.Ordinal);

        Database.Dispose();
        using var alone = await Database.OpenAloneAsync(Postgres.Address, Clock);

        refused = await Assert.ThrowsAsync<StorageOpenException>(() => Database.OpenAsync(Postgres.Address, Clock));
        Assert.Contains("works alone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_stops_in_the_middle_of_its_turn_loses_it_and_does_its_work_again()
    {
        using var other = await Database.OpenAsync(Postgres.Address, Clock);
        using var goOn = new ManualResetEventSlim();
        var itsTurn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        var stopped = Database.CommitAsync(transaction =>
        {
            Stop(1)(transaction);
            itsTurn.TrySetResult();
            if (++runs == 1)
                goOn.Wait(TimeSpan.FromMinutes(1));
        });
        await itsTurn.Task;

        while (!await TryAsync(other, 2))
        {
        }
        goOn.Set();
        await stopped;

        Assert.Equal(2, runs);
        Assert.Equal(2, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task Marks_of_writers_that_are_long_gone_are_forgotten()
    {
        await Database.CommitAsync(Stop(1));
        Clock.Advance(TimeSpan.FromDays(4));

        using (await Database.OpenAsync(Postgres.Address, Clock))
            Assert.Equal(1, Engine.Count("select count(*) from writer_mark"));
    }

    private async Task<bool> TryAsync(Database database, int number)
    {
        try
        {
            await database.CommitAsync(Stop(number));
            return true;
        }
        catch (StorageFailedException failure)
        {
            Assert.IsNotType<OutcomeUnknownException>(failure);
            return false;
        }
    }
}
