using System.Text.Json;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>
/// Everything that is measured from outside, interleaved: in each round every contestant once, one after the other, so
/// that what else the machine does hits all of them. Ratios are what counts; figures are of this machine.
/// </summary>
internal sealed class RoundsBenchmark(Scale scale, IReadOnlyCollection<string> wanted, Action<string> say)
{
    public const string Echo = "echo";
    public const string Protection = "protection";
    public const string Intake = "intake";
    public const string Acknowledgement = "ack";
    public const string Growth = "growth";
    public static readonly string[] All = [Echo, Protection, Intake, Acknowledgement, Growth];
    private const int Connections = 32;
    private const int IntakeConnections = 128;
    private const int UsualPeople = 1024;

    private readonly List<Measurement> _measurements = [];

    /// <summary>What was measured now, and before.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>Measures what is wanted; what was measured before of the rest is kept.</summary>
    public async Task RunAsync(IEnumerable<Measurement> before)
    {
        _measurements.AddRange(before.Where(one => !wanted.Contains(one.Experiment.Split('-')[0])));
        for (var round = 1; round <= scale.Rounds; round++)
            await ContestAsync(round);
        if (wanted.Contains(Growth))
            await GrowAsync();
    }

    /// <summary>The product beside its peers, beside itself without protections, and beside the disk.</summary>
    private async Task ContestAsync(int round)
    {
        Contestant[] ours = [Contestant.OnSqlite, Contestant.OnPostgres, .. Clusters()];
        await ForEachAsync(Echo, ours.Concat(Contestant.Peers), one => EchoAsync(Echo, one, round));
        await ForEachAsync(Protection, Contestant.Subtractions, one => EchoAsync(Protection, one, round));
        if (wanted.Contains(Protection))
            _measurements.AddRange([.. ours.SelectMany(whole => Of(Echo, whole, round)).Select(one => one with { Experiment = Protection })]);
        await ForEachAsync(Intake, ours.Append(Contestant.Hmac), one => IntakeAsync(one, round));
        await ForEachAsync(Acknowledgement, ours, one => AcknowledgementAsync(one, round));
    }

    private async Task ForEachAsync(string experiment, IEnumerable<Contestant> contestants, Func<Contestant, Task> measure)
    {
        foreach (var contestant in wanted.Contains(experiment) ? contestants : [])
            await measure(contestant);
    }

    /// <summary>
    /// As many people as asked for have written before; then any of them writes. Each business is filled once, rests on
    /// the disk, and is started anew for each round.
    /// </summary>
    private async Task GrowAsync()
    {
        var stages = new List<(int People, Stage Stage)>();
        try
        {
            foreach (var people in scale.People)
                stages.Add((people, await FilledAsync(Contestant.OnSqlite, people)));
            for (var round = 1; round <= scale.Rounds; round++)
            {
                foreach (var (people, stage) in stages)
                    await GrowthAsync(stage, people, round);
            }
        }
        finally
        {
            foreach (var (_, stage) in stages)
                await stage.DisposeAsync();
        }
    }

    private IEnumerable<Contestant> Clusters() => scale.Nodes > 1 ? [Contestant.Cluster(scale.Nodes)] : [];

    /// <summary>A closed loop until the echo: so many people wait for an answer at any time.</summary>
    private async Task EchoAsync(string experiment, Contestant contestant, int round)
    {
        await using var stage = await Stage.OpenAsync(contestant);
        var cpu = stage.CpuSeconds;
        var run = await DriveAsync(stage, untilEcho: true, UsualPeople, Connections);
        Add(experiment, contestant, 0, round, run, stage, cpu);
    }

    /// <summary>A closed loop until the acknowledgement. The product goes on to answer on the same cores meanwhile.</summary>
    private async Task IntakeAsync(Contestant contestant, int round)
    {
        await using var stage = await Stage.OpenAsync(contestant);
        var cpu = stage.CpuSeconds;
        var run = await DriveAsync(stage, untilEcho: false, UsualPeople, IntakeConnections);
        Add(Intake, contestant, 0, round, run, stage, cpu);
    }

    /// <summary>An open loop at 60/s and at half of what the contestant could do, beside the disk alone.</summary>
    private async Task AcknowledgementAsync(Contestant contestant, int round)
    {
        var most = Of(Echo, contestant).Average(one => one.Values["perSecond"]);
        foreach (var (experiment, rate) in new[] { ("ack-60", 60), ("ack-half", (int)(most / 2)) })
        {
            await using var stage = await Stage.OpenAsync(contestant);
            var before = await LoadRun.DiskAsync(stage.Folder);
            var cpu = stage.CpuSeconds;
            var run = await DriveAsync(stage, untilEcho: true, UsualPeople, 2 * Connections, "--rate", $"{Math.Max(1, rate)}");
            var after = await LoadRun.DiskAsync(stage.Folder);
            Add(experiment, contestant, 0, round, run, stage, cpu, new()
            {
                ["rate"] = rate,
                ["disk p50 ms"] = (before.P50 + after.P50) / 2,
                ["disk p99 ms"] = (before.P99 + after.P99) / 2,
            });
        }
    }

    private async Task<Stage> FilledAsync(Contestant contestant, int people)
    {
        say($"{people:n0} people write for the first time");
        var stage = await Stage.OpenAsync(contestant);
        _ = await LoadRun.DriveAsync(
            stage, untilEcho: true, "--people", $"{people}", "--connections", "4", "--messages", $"{people}",
            "--batches", "1", "--batch", $"{Math.Min(1000, people / 10)}", "--patience", "600");
        await stage.StopAsync();
        return stage;
    }

    private async Task GrowthAsync(Stage stage, int people, int round)
    {
        await stage.StartAsync();
        var cpu = stage.CpuSeconds;
        var run = await DriveAsync(stage, untilEcho: true, people, Connections);
        Add(Growth, stage.Contestant, people, round, run, stage, cpu);
        await stage.StopAsync();
    }

    private IEnumerable<Measurement> Of(string experiment, Contestant contestant, int? round = null) => _measurements.Where(
        one => one.Experiment == experiment && one.Contestant == contestant.Name && (round ?? one.Round) == one.Round);

    private Task<JsonElement> DriveAsync(Stage stage, bool untilEcho, int people, int connections, params string[] options) =>
        LoadRun.DriveAsync(
            stage, untilEcho,
            ["--people", $"{people}", "--connections", $"{connections}", "--seconds", $"{scale.WarmUp + scale.Seconds}",
                "--warm-up", $"{scale.WarmUp}", "--patience", "20", .. options]);

    private void Add(
        string experiment, Contestant contestant, double at, int round, JsonElement run, Stage stage, double cpuBefore,
        Dictionary<string, double>? more = null)
    {
        var values = new Dictionary<string, double>(more ?? [], StringComparer.Ordinal)
        {
            ["perSecond"] = run.GetProperty("perSecond").GetDouble(),
            ["givenUp"] = run.GetProperty("givenUp").GetDouble(),
            ["cpu us/message"] = (stage.CpuSeconds - cpuBefore) * 1e6 / Math.Max(1, run.GetProperty("messages").GetDouble()),
            ["peak MiB"] = stage.PeakMebibytes,
            ["database MiB"] = stage.DatabaseMebibytes,
            ["start-up ms"] = stage.StartUp.TotalMilliseconds,
            ["drive cpu s"] = run.GetProperty("ownCpuSeconds").GetDouble(),
        };
        foreach (var (name, property) in new[] { ("ack", "acknowledgement"), ("echo", "echo") })
            foreach (var quantile in new[] { "p50", "p99", "p999" })
                values[$"{name} {quantile} ms"] = run.GetProperty(property).GetProperty(quantile).GetDouble();
        _measurements.Add(new(experiment, contestant.Name, at, round, values));
        say($"round {round}, {experiment,-8} {(at > 0 ? $"{at:n0}" : ""),9} {contestant.Name,-28} {values["perSecond"],9:n0}/s  "
            + $"ack {values["ack p50 ms"]:n1}/{values["ack p99 ms"]:n1} ms  echo {values["echo p50 ms"]:n1}/{values["echo p99 ms"]:n1} ms  "
            + $"{values["cpu us/message"]:n0} us  {values["peak MiB"]:n0} MiB");
    }
}
