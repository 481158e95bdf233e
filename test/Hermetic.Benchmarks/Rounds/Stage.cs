using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hermetic.Testing.Postgres;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>
/// A contestant that runs, on ports that are always the same and on a folder of its own, which is gone afterwards. The
/// temporary folder (<c>TMPDIR</c>) decides which disk is measured.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Secret = "only on this machine";
    public const string Token = "EAAGonlyonthismachine";
    public const string PhoneNumberId = "104996122399160";
    public const int GraphPort = 21_400;
    private const int FirstPort = 21_401;
    private const int FirstMetricsPort = 21_451;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly List<Process> _nodes = [];
    private readonly PostgresServer? _postgres;

    private Stage(Contestant contestant)
    {
        Contestant = contestant;
        Folder = Directory.CreateTempSubdirectory("hermetic-benchmark-").FullName;
        _postgres = contestant.Postgres ? PostgresServer.New() : null;
    }

    public static string Graph { get; } = $"http://127.0.0.1:{GraphPort}";

    public Contestant Contestant { get; }

    public string Folder { get; }

    /// <summary>From the start of the first process to its first answer.</summary>
    public TimeSpan StartUp { get; private set; }

    public string Targets => string.Join(',', Enumerable.Range(0, _nodes.Count).Select(node => $"http://127.0.0.1:{Port(node)}"));

    private IEnumerable<int> NodeIds => _nodes.Select(node => node.Id);

    private IReadOnlyList<int> DatabaseIds => _postgres is null ? [] : ProcessUse.Family(int.Parse(
        File.ReadLines(Path.Combine(_postgres.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    /// <summary>Of the contestant and of its database.</summary>
    public double CpuSeconds => ProcessUse.CpuSeconds(NodeIds) + ProcessUse.CpuSeconds(DatabaseIds);

    /// <summary>The most that was resident, without a database.</summary>
    public double PeakMebibytes => ProcessUse.PeakMebibytes(NodeIds);

    public double DatabaseMebibytes => ProcessUse.SharedOnceMebibytes(DatabaseIds);

    public static int Port(int node) => FirstPort + node;

    public static int MetricsPort(int node) => FirstMetricsPort + node;

    /// <exception cref="InvalidOperationException">Somebody has a port, or the contestant does not start.</exception>
    public static async Task<Stage> OpenAsync(Contestant contestant)
    {
        var stage = new Stage(contestant);
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

    /// <summary>Starts every node on what is in the folder.</summary>
    /// <exception cref="InvalidOperationException">Somebody has a port, or the contestant does not start.</exception>
    public async Task StartAsync()
    {
        RefuseTakenPorts(Contestant.Nodes);
        for (var node = 0; node < Contestant.Nodes; node++)
            await StartAsync(node);
    }

    /// <summary>Ends every node; what they stored stays.</summary>
    public async Task StopAsync()
    {
        foreach (var node in _nodes)
        {
            if (!node.HasExited)
                node.Kill();
            await node.WaitForExitAsync();
            node.Dispose();
        }
        _nodes.Clear();
    }

    /// <summary>What is on a port already would be measured instead, and nobody would notice.</summary>
    private static void RefuseTakenPorts(int nodes)
    {
        foreach (var port in Enumerable.Range(GraphPort, nodes + 1))
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException taken)
            {
                throw new InvalidOperationException($"Port {port} is taken: end what listens there, then measure.", taken);
            }
        }
    }

    private async Task StartAsync(int node)
    {
        var log = Path.Combine(Folder, $"log-{node}");
        // The shell keeps what is printed out of the way, and makes place for the program.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >\"$LOG\" 2>&1", "sh", .. Contestant.Command])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        start.Environment["LOG"] = log;
        foreach (var (name, value) in Contestant.Environment(this, node, _postgres))
            start.Environment[name] = value;
        var begun = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        _nodes.Add(process);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port(node)}") };
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited || begun.Elapsed > _patience)
                throw new InvalidOperationException($"{Contestant.Name} did not start: {await File.ReadAllTextAsync(log)}");
            await Task.Delay(10);
        }
        if (node == 0)
            StartUp = begun.Elapsed;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _postgres?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
