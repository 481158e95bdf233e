using System.Diagnostics;
using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Crash;

/// <summary>A service under load, with a Graph API that answers late, loses what a kill cuts off, and reports statuses.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int UsualPerSecond = 60;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Random _random;
    private readonly Meta _meta;
    private readonly Statuses _statuses;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _end = new();
    private Task _reporting = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    private Stage(Random random, GraphApi graph, int people, int perSecond, PostgresServer? postgres)
    {
        (_random, Graph, Service, Way) = (random, graph, new(graph.Url, postgres), new(new Random(random.Next())));
        _meta = new(Service);
        _statuses = new(_meta);
        Load = new(_meta, people, perSecond, new Random(random.Next()));
        (graph.OnTheWay, graph.OnTheWayBack, graph.Accepted) = (Way.ThereAsync, Way.BackAsync, _statuses.Report);
    }

    public GraphApi Graph { get; }

    public Deployment Service { get; }

    public Lossy Way { get; }

    public Load Load { get; }

    public int Kills { get; private set; }

    public static async Task<Stage> OpenAsync(
        Random random, int people, PostgresServer? postgres = null, int perSecond = UsualPerSecond)
    {
        var stage = new Stage(random, await GraphApi.StartAsync(), people, perSecond, postgres);
        stage._reporting = stage._statuses.RunAsync(stage._end.Token);
        await stage.Service.StartAsync();
        stage._sending = stage.Load.RunAsync(stage._enough.Token);
        return stage;
    }

    /// <summary>
    /// Some time under load, then a kill: at any moment, or just after an acknowledgement or an arrival at the Graph
    /// API, where a promise has been made that the disk must already know. Now and then another one during the start.
    /// </summary>
    public async Task KillAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(500, 5000)), TimeProvider.System);
        await (_random.Next(3) switch
        {
            0 => Load.Acknowledgement.NextAsync(),
            1 => Way.Arrival.NextAsync(),
            _ => Task.CompletedTask,
        });
        await CutAsync();
        if (_random.Next(3) == 0)
        {
            Service.Launch();
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 1500)), TimeProvider.System);
            await CutAsync();
        }
        await Service.StartAsync();
    }

    /// <summary>Under load until a moment has come; then a kill, and the next start.</summary>
    public async Task KillAfterAsync(Task moment)
    {
        await moment;
        await CutAsync();
        await Service.StartAsync();
    }

    /// <summary>What Meta tells beside the load; returns when it was acknowledged.</summary>
    public Task DeliverAsync(byte[] body) => _meta.DeliverAsync(body);

    /// <summary>kill -9 of the database server and all that work in it, under load; the service lives on.</summary>
    public async Task KillDatabaseAsync(PostgresServer postgres)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(500, 3000)), TimeProvider.System);
        await Load.Acknowledgement.NextAsync();
        postgres.Kill();
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 2000)), TimeProvider.System);
        postgres.Start();
    }

    /// <summary>
    /// Ends the load and waits until nothing is unanswered and nothing moves. Returns the conversations by the name of
    /// their person: id and number of parked messages, as staff see them.
    /// </summary>
    public async Task<Dictionary<string, (string Id, int Parked)>> SettleAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _enough.CancelAsync();
        await _sending;
        for (var begun = Stopwatch.StartNew(); ;)
        {
            var before = Graph.Messages.Count;
            var list = await Service.RunAsync("conversation", "list", "--json");
            Assert.True(list.Exit == 0, list.Errors);
            var rows = JsonDocument.Parse(list.Output).RootElement.EnumerateArray().ToList();
            var settled = rows.Sum(row => row.GetProperty("unanswered").GetInt32()) == 0 && _statuses.IsQuiet
                && Graph.Messages.Count == before
                && before + rows.Sum(row => row.GetProperty("parked").GetInt32()) >= Load.Acknowledged.Count;
            if (settled || begun.Elapsed > _patience)
                return rows.ToDictionary(
                    row => row.GetProperty("name").GetString()!,
                    row => (row.GetProperty("id").GetString()!, row.GetProperty("parked").GetInt32()));
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    private async Task CutAsync()
    {
        Kills++;
        var dying = Service.KillAsync();
        Way.Cut();
        await dying;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _end.CancelAsync();
        await Task.WhenAny(_reporting);
        await Service.DisposeAsync();
        await Graph.DisposeAsync();
        _meta.Dispose();
        Way.Dispose();
        _enough.Dispose();
        _end.Dispose();
    }
}
