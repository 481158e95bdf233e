using System.Text.Json;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>
/// Everything that is measured from outside, interleaved: in each round every contestant once, one after the other, so
/// that what else the machine does hits all of them. Ratios are what counts; figures are of this machine.
/// </summary>
internal sealed class RoundsBenchmark(Scale scale, Action<string> say)
{
    private const int Connections = 32;
    private const int IntakeConnections = 128;
    private const int UsualPeople = 1024;

    private readonly List<Measurement> _measurements = [];

    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        Contestant[] ours = [Contestant.OnSqlite, Contestant.OnPostgres, .. Clusters()];
        for (var round = 1; round <= scale.Rounds; round++)
        {
            foreach (var contestant in ours.Concat(Contestant.Peers))
                await EchoAsync("echo", contestant, round);
            foreach (var contestant in Contestant.Protections)
                await EchoAsync("protection", contestant, round);
            foreach (var contestant in ours.Append(Contestant.Hmac))
                await IntakeAsync(contestant, round);
            foreach (var contestant in ours)
                await AcknowledgementAsync(contestant, round);
            foreach (var people in scale.People)
                await GrowthAsync(Contestant.OnSqlite, people, round);
        }
        return _measurements;
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

    /// <summary>
    /// A closed loop until the acknowledgement. The product goes on to answer on the same cores meanwhile; nobody is
    /// at the Graph API, so that what is not sent costs no more than a refused connection.
    /// </summary>
    private async Task IntakeAsync(Contestant contestant, int round)
    {
        await using var stage = await Stage.OpenAsync(contestant);
        var cpu = stage.CpuSeconds;
        var run = await DriveAsync(stage, untilEcho: false, 10_000, IntakeConnections);
        Add("intake", contestant, 0, round, run, stage, cpu);
    }

    /// <summary>An open loop at 60/s and at half of what the contestant could do, beside the disk alone.</summary>
    private async Task AcknowledgementAsync(Contestant contestant, int round)
    {
        var most = _measurements.Where(one => one.Experiment == "echo" && one.Contestant == contestant.Name)
            .Average(one => one.Values["perSecond"]);
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

    /// <summary>As many people as asked for have written before; then any of them writes.</summary>
    private async Task GrowthAsync(Contestant contestant, int people, int round)
    {
        await using var stage = await Stage.OpenAsync(contestant);
        _ = await LoadRun.DriveAsync(
            stage, untilEcho: true, "--people", $"{people}", "--connections", "4", "--messages", $"{people}",
            "--batches", "1", "--batch", $"{Math.Min(1000, people / 10)}", "--patience", "600");
        var cpu = stage.CpuSeconds;
        var run = await DriveAsync(stage, untilEcho: true, people, Connections);
        Add("growth", contestant, people, round, run, stage, cpu);
    }

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
