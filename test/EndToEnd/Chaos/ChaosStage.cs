using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>
/// Nodes, Graph API, drive and checker, each a process of its own. The checker knows what was acknowledged, what the
/// Graph API received, and what the service lists as parked.
/// </summary>
internal sealed class ChaosStage : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    // What is wrong with the Graph API all the time: 5 in 100 accepted and cut, and a little of everything else.
    private static readonly Dictionary<string, double> _faults = new(StringComparer.Ordinal)
    {
        ["cut"] = 0.05, ["pairLimit"] = 0.005, ["serverError"] = 0.01, ["nonsense"] = 0.001, ["slow"] = 0.01,
        ["slowMilliseconds"] = 1500, ["statusMissing"] = 0.01, ["statusTwice"] = 0.1, ["statusReordered"] = 0.1,
        ["statusLate"] = 0.1,
    };

    private readonly ChaosPlan _plan;
    private readonly string _folder = Directory.CreateTempSubdirectory("hermetic-chaos-").FullName;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly HttpClient _control;
    private readonly int _port;
    private LoadProcess? _graph, _drive;

    private ChaosStage(ChaosPlan plan, PostgresServer? postgres, Func<Uri, Deployment>? make)
    {
        _plan = plan;
        _port = FreePort.Next();
        var url = new Uri($"http://127.0.0.1:{_port}");
        _control = new() { BaseAddress = url };
        Nodes = new(postgres is null ? 1 : plan.Nodes, url, postgres, make?.Invoke(url));
    }

    public Nodes Nodes { get; }

    /// <summary>Messages that were answered with 200 so far.</summary>
    public long Acknowledged
    {
        get
        {
            Assert.False(_drive!.HasExited, "The drive has ended by itself.");
            return _drive.Last.TryGetProperty("acknowledged", out var count) ? count.GetInt64() : 0;
        }
    }

    private string Sent => Path.Combine(_folder, "sent");

    private string Received => Path.Combine(_folder, "received");

    /// <param name="make">Makes the first node, for a Graph API at an address; null for an ordinary one.</param>
    public static async Task<ChaosStage> OpenAsync(ChaosPlan plan, PostgresServer? postgres, Func<Uri, Deployment>? make = null)
    {
        var stage = new ChaosStage(plan, postgres, make);
        try
        {
            await stage.StartAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        string[] service =
        [
            "--secret", Nodes.First.AppSecret, "--phone", Deployment.PhoneNumberId, "--targets", Nodes.Targets,
            "--seed", $"{_plan.Seed}",
        ];
        _graph = LoadProcess.Start(
            ["graph", "--port", $"{_port}", "--token", Nodes.First.AccessToken, "--journal", Received, .. service]);
        await Nodes.StartAsync();
        await SetFaultsAsync();
        _drive = LoadProcess.Start(
            ["drive", "--people", $"{_plan.People}", "--rate", $"{_plan.Rate}", "--connections", "64", "--duplicates", "0.1",
                "--held", "0.05", "--batches", "0.002", "--journal", Sent, .. service]);
    }

    /// <summary>For some seconds the Graph API refuses everything in one way.</summary>
    public async Task StormAsync(string fault, TimeSpan time)
    {
        await SetFaultsAsync(fault);
        await Task.Delay(time, TimeProvider.System);
        await SetFaultsAsync();
    }

    /// <summary>Ends the load and waits until all is answered or parked; then the checker judges.</summary>
    public async Task<ChaosReport> JudgeAsync(ChaosReport counted)
    {
        await SetFaultsAsync();
        await _drive!.StopAsync();
        var (outbox, conversations) = (Path.Combine(_folder, "outbox"), Path.Combine(_folder, "conversations"));
        await SettleAsync(outbox, conversations);
        var graph = await CountsAsync();
        await _graph!.StopAsync();
        var checkedIt = await LoadProcess.RunAsync(
            "check", "--sent", Sent, "--graph", Received, "--outbox", outbox, "--conversations", conversations);
        Assert.True(checkedIt.Output.Length > 0, checkedIt.Errors);
        var report = counted with
        {
            Seconds = _clock.Elapsed.TotalSeconds,
            Graph = graph,
            Drive = _drive.Last,
            Verdict = JsonDocument.Parse(checkedIt.Output).RootElement,
        };
        if (_plan.Report is { } path)
            await File.AppendAllTextAsync(path, JsonSerializer.Serialize(report, JsonSerializerOptions.Web) + "\n");
        Assert.True(checkedIt.Exit == 0, checkedIt.Errors);
        return report;
    }

    private async Task SettleAsync(string outbox, string conversations)
    {
        var accepted = -1L;
        for (var begun = Stopwatch.StartNew(); ;)
        {
            var counts = await CountsAsync();
            var waiting = await ListAsync(outbox, "outbox") is { } rows
                ? rows.Count(row => row.GetProperty("delivery").GetString() != "parked")
                : int.MaxValue;
            var unanswered = await ListAsync(conversations, "conversation") is { } people
                ? people.Sum(row => row.GetProperty("unanswered").GetInt64())
                : int.MaxValue;
            var now = counts.GetProperty("accepted").GetInt64();
            var open = counts.GetProperty("openStatuses").GetInt64();
            // Out of patience the checker judges what there is, and says it better than this could.
            if ((waiting == 0 && unanswered == 0 && open == 0 && now == accepted) || begun.Elapsed > _patience)
                return;
            // As long as answers go out, whoever is behind catches up: a slow machine is no loss.
            if (now != accepted)
                begun.Restart();
            accepted = now;
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    /// <summary>Null when the service cannot answer just now.</summary>
    private async Task<List<JsonElement>?> ListAsync(string path, string verb)
    {
        var listed = await Nodes.First.RunAsync(verb, "list", "--json", "--data", Data(Nodes.First));
        if (listed.Exit != 0)
            return null;
        await File.WriteAllTextAsync(path, listed.Output);
        return [.. JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()];
    }

    // As the service sees it: its disk may be mounted for it alone.
    private static string Data(Deployment node) =>
        node.Under.Length == 0 ? node.Data : $"/proc/{node.ProcessId}/root{node.Data}";

    private async Task SetFaultsAsync(string? certain = null)
    {
        var faults = new Dictionary<string, double>(_faults, StringComparer.Ordinal);
        if (certain is not null)
            faults[certain] = 1;
        using var answer = await _control.PostAsJsonAsync(new Uri("/control", UriKind.Relative), faults);
        answer.EnsureSuccessStatusCode();
    }

    private Task<JsonElement> CountsAsync() => _control.GetFromJsonAsync<JsonElement>(new Uri("/control", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        if (_drive is not null)
            await _drive.DisposeAsync();
        if (_graph is not null)
            await _graph.DisposeAsync();
        await Nodes.DisposeAsync();
        _control.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
