using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Service;

/// <summary>
/// One deployment: a folder and a port of its own, and the service on them as a separate process that can be
/// started, stopped and killed. Everything it ever printed is kept in <see cref="LogFile"/>.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    public const string PhoneNumberId = "104996122399160";

    private static readonly string s_program =
        Path.Combine(Repository.Root, "artifacts", "bin", "Hermetic.Server", "release", "Hermetic.Server.dll");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private Process? _process;
    private Task _log = Task.CompletedTask;

    /// <param name="postgres">Where everything is stored; null for SQLite in the data folder.</param>
    public Deployment(Uri? graph = null, PostgresServer? postgres = null)
    {
        Assert.SkipUnless(File.Exists(s_program), "The service is not built: dotnet build src/Hermetic.Server -c Release");
        Folder = Directory.CreateTempSubdirectory("hermetic-e2e-").FullName;
        Url = new($"http://127.0.0.1:{FreePort.Next()}");
        Metrics = new($"http://127.0.0.1:{FreePort.Next()}/metrics");
        _http = new() { BaseAddress = Url };
        Settings = new(StringComparer.Ordinal)
        {
            ["Data"] = Data,
            ["Keys__Directory"] = Keys,
            ["Urls"] = Url.ToString().TrimEnd('/'),
            ["Metrics__Urls"] = Metrics.GetLeftPart(UriPartial.Authority),
            ["WhatsApp__AppSecret"] = AppSecret,
            ["WhatsApp__VerifyToken"] = VerifyToken,
            ["WhatsApp__AccessToken"] = AccessToken,
            ["WhatsApp__PhoneNumberId"] = PhoneNumberId,
            ["WhatsApp__GraphBaseUrl"] = (graph ?? new("http://127.0.0.1:9")).ToString().TrimEnd('/'),
            ["WhatsApp__GraphVersion"] = "v25.0",
            ["WhatsApp__MessagesPerSecond"] = "0",
            ["WhatsApp__PairLimit"] = "false",
            ["WhatsApp__UnknownOutcomeSeconds"] = "2",
            ["Monitoring__ProbeSenders"] = "491500000000-491500001200",
        };
        Postgres = postgres;
        if (postgres is null)
            return;
        Settings["Storage_File"] = Path.Combine(Folder, "storage");
        File.WriteAllText(Settings["Storage_File"], postgres.Address() + "\n");
    }

    /// <summary>One more node of a deployment: its own folder and port, the same keys, secrets and database.</summary>
    public static Deployment Beside(Deployment first)
    {
        var node = new Deployment(postgres: first.Postgres)
        {
            AppSecret = first.AppSecret, VerifyToken = first.VerifyToken, AccessToken = first.AccessToken,
        };
        foreach (var (key, value) in first.Settings.Where(setting => setting.Key is not ("Data" or "Urls" or "Metrics__Urls")))
            node.Settings[key] = value;
        node.Settings["Cluster__Listen"] = $"127.0.0.1:{FreePort.Next()}";
        return node;
    }

    public string Folder { get; }

    public PostgresServer? Postgres { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Keys => Path.Combine(Folder, "keys");

    public string LogFile => Path.Combine(Folder, "service.log");

    public string Socket => Path.Combine(Data, "hermetic.sock");

    public Uri Url { get; }

    /// <summary>Where it shows its numbers.</summary>
    public Uri Metrics { get; }

    public string AppSecret { get; private init; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string VerifyToken { get; private init; } = "verify" + RandomNumberGenerator.GetHexString(26, lowercase: true);

    public string AccessToken { get; private init; } = "EAAG" + RandomNumberGenerator.GetHexString(40);

    /// <summary>Configuration as the environment gives it, without the prefix; change it before the start.</summary>
    public Dictionary<string, string> Settings { get; }

    /// <summary>A program and its arguments that run the service's command line, which is put behind them.</summary>
    public string[] Under { get; init; } = [];

    public int ProcessId => _process!.Id;

    public bool HasExited => _process is not { HasExited: false };

    /// <summary>Starts the service; it need not be ready yet.</summary>
    public void Launch()
    {
        _process = Process.Start(Prepare(["serve"], Under))!;
        _process.StandardInput.Close();
        _log = Task.WhenAll(_log, KeepAsync(_process.StandardOutput), KeepAsync(_process.StandardError));
    }

    /// <summary>Starts the service and waits until it says that it is ready.</summary>
    public async Task StartAsync()
    {
        Launch();
        var begun = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (HasExited)
            {
                await _log;
                Assert.Fail("The service ended at its start:\n" + await File.ReadAllTextAsync(LogFile));
            }
            Assert.True(begun.Elapsed < _patience, "The service did not become ready.");
            await Task.Delay(50);
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, Command.Signal(_process!.Id, Command.Terminate));
        using var patience = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(patience.Token);
        await _log;
        return _process.ExitCode;
    }

    /// <summary>Runs another verb with this deployment's configuration.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => RunUnderAsync([], arguments);

    /// <summary>The same, and types something.</summary>
    public Task<Outcome> TellAsync(string typed, params string[] arguments) =>
        Command.RunAsync(Prepare(arguments, []), typed);

    /// <summary>The same, as what another program runs.</summary>
    public Task<Outcome> RunUnderAsync(string[] under, params string[] arguments) =>
        Command.RunAsync(Prepare(arguments, under));

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/readyz", UriKind.Relative));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ProcessStartInfo Prepare(string[] arguments, string[] under)
    {
        string[] line = [.. under, "dotnet", s_program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (key, value) in Settings)
            start.Environment["HERMETIC_" + key] = value;
        return start;
    }

    private async Task KeepAsync(StreamReader printed)
    {
        // Unbuffered: a test reads what a running service has said so far.
        await using var file = new FileStream(
            LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await printed.BaseStream.CopyToAsync(file);
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        await _log;
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
