using System.Collections.Concurrent;
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
