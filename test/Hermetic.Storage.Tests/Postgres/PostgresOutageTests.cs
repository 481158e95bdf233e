using System.Collections.Concurrent;
using Hermetic.Domain;
using Hermetic.Testing.Postgres;

namespace Hermetic.Storage.Tests.Postgres;

/// <summary>The server goes away and comes back: nobody is told what is not so.</summary>
public sealed class PostgresOutageTests : Contract
{
    private const string CutEveryConnection =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hermetic'";

    private readonly PostgresServer _server;

    public PostgresOutageTests() : this(PostgresEngine.OfItsOwn())
    {
    }

    private PostgresOutageTests(PostgresEngine engine) : base(engine) => _server = engine.Server;

    [Fact]
    public async Task After_a_restart_of_the_server_writes_and_reads_go_on_without_an_error()
    {
        await Database.CommitAsync(Stop(1));
        Assert.True(IsStopped(1));

        _server.Kill();
        _server.Start();

        Assert.True(IsStopped(1));
        await Database.CommitAsync(Stop(2));
        Assert.True(IsStopped(2));
    }

    [Fact]
    public async Task A_write_that_comes_while_the_server_is_down_waits_for_it()
    {
        _server.Kill();
        var waiting = Database.CommitAsync(Stop(1));

        _server.Start();

        await waiting;
        Assert.True(IsStopped(1));
    }

    [Fact]
    public async Task However_often_connections_break_what_was_reported_is_what_is_stored()
    {
        var outcomes = new ConcurrentDictionary<int, bool>();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                outcomes[(writer * 1000) + i] = await TryAsync((writer * 1000) + i);
        })));
        while (!writing.IsCompleted)
        {
            _server.Execute(CutEveryConnection);
            await Task.WhenAny(writing, Task.Delay(20, TestContext.Current.CancellationToken));
        }
        await writing;

        Assert.Equal(320, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Value, IsStopped(outcome.Key)));
        Assert.Contains(true, outcomes.Values);
    }

    /// <summary>
    /// A server that crashed gives the number of the unfinished transaction out again: whoever asked by that number
    /// would be told that it was committed.
    /// </summary>
    [Fact]
    public async Task A_crash_in_the_middle_of_a_commit_is_never_taken_for_a_success_of_somebody_elses()
    {
        var runs = 0;

        await Database.CommitAsync(transaction =>
        {
            Stop(1)(transaction);
            if (++runs > 1)
                return;
            _server.Kill();
            _server.Start();
            _server.Execute("create table elsewhere (number bigint)");
        });

        Assert.Equal(2, runs);
        Assert.True(IsStopped(1));
        Assert.Equal(1, Engine.Count("select count(*) from suppression"));
    }

    [Fact]
    public async Task A_commit_that_happened_and_whose_answer_was_lost_is_a_success_and_runs_once()
    {
        var runs = 0;
        var writing = await WaitingForAStandbyAsync(transaction =>
        {
            runs++;
            Stop(1)(transaction);
        });

        _server.Execute("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");

        await writing;
        Assert.Equal(1, runs);
        Assert.True(IsStopped(1));
    }

    [Fact]
    public async Task A_commit_for_whose_standby_the_server_did_not_wait_is_not_called_a_success()
    {
        var writing = await WaitingForAStandbyAsync(Stop(1));

        _server.Execute("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => writing);
    }

    [Fact]
    public async Task What_is_recorded_with_a_proof_is_recorded_once_when_the_commit_runs_again()
    {
        var proof = Proof<ReadConversation>(Target.Deployment);
        var runs = 0;

        await Database.CommitAsync(transaction =>
        {
            LedgerEntries.Record(transaction, proof);
            if (++runs == 1)
                _server.Execute(CutEveryConnection);
            Stop(1)(transaction);
        });

        Assert.Equal((2, 1), (runs, Database.Read(LedgerEntries.Lag)));
    }

    [Fact]
    public async Task A_frozen_server_stalls_writes_for_as_long_as_they_are_patient_and_nothing_is_lost()
    {
        _server.Freeze();
        try
        {
            await Assert.ThrowsAsync<StorageStalledException>(() => Database.CommitAsync(
                transaction =>
                {
                    Stop(1)(transaction);
                    return true;
                },
                TimeSpan.FromMilliseconds(200)));
        }
        finally
        {
            _server.Thaw();
        }

        await Database.CommitAsync(Stop(2));
        Assert.True(IsStopped(1));
    }

    /// <summary>A write that is durable here and waits for a standby that there is not.</summary>
    private async Task<Task> WaitingForAStandbyAsync(Action<Transaction> work)
    {
        _server.Execute("alter system set synchronous_standby_names = 'nobody'");
        _server.Execute("select pg_reload_conf()");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        var writing = Database.CommitAsync(work);
        while (_server.Execute("select count(*) from pg_stat_activity where wait_event = 'SyncRep'") == "0")
            await Task.Delay(20, TestContext.Current.CancellationToken);
        return writing;
    }

    private async Task<bool> TryAsync(int number)
    {
        try
        {
            await Database.CommitAsync(Stop(number));
            return true;
        }
        catch (StorageFailedException failure)
        {
            Assert.IsNotType<OutcomeUnknownException>(failure);
            return false;
        }
    }
}
