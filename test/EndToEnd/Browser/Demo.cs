using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Browser;

/// <summary>The <c>demo</c> verb as a newcomer starts it: one command, a page, an empty folder.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private static readonly string _program =
        Path.Combine(Repository.Root, "artifacts", "bin", "Hermetic.Server", "release", "Hermetic.Server.dll");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _rest;

    private Demo(Process process, string folder, Uri page, IReadOnlyList<string> announced)
    {
        (_process, _folder, Page, Announced) = (process, folder, page, announced);
        _rest = process.StandardOutput.ReadToEndAsync();
    }

    public Uri Page { get; }

    public string Data => Path.Combine(_folder, "demo");

    /// <summary>What it printed until it was ready.</summary>
    public IReadOnlyList<string> Announced { get; }

    /// <summary>The process of its service at this moment; null while there is none.</summary>
    public async Task<int?> FindServiceAsync()
    {
        var found = await Command.RunAsync("pgrep", ["-P", _process.Id.ToString(CultureInfo.InvariantCulture), "-f", "serve"]);
        return int.TryParse(found.Output.AsSpan().Trim(), CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    public static async Task<Demo> StartAsync(params string[] more)
    {
        Assert.SkipUnless(File.Exists(_program), "The service is not built: dotnet build src/Hermetic.Server -c Release");
        var folder = Directory.CreateTempSubdirectory("hermetic-demo-").FullName;
        var page = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var start = new ProcessStartInfo(
            "dotnet", [_program, "demo", "--port", $"{page.Port}", "--data", Path.Combine(folder, "demo"), .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(_patience);
        var announced = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            announced.Add(line);
            if (line.Contains("Stop with Ctrl+C", StringComparison.Ordinal))
                return new Demo(process, folder, page, announced);
        }
        throw new InvalidOperationException("The demo ended at its start.");
    }

    /// <summary>Starts one that is expected to end by itself.</summary>
    public static Task<Outcome> TryAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", [_program, "demo", .. arguments]);

    /// <summary>The conversations as <c>conversation list --json</c> shows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync() =>
        [.. JsonDocument.Parse(await RunAsync("list", "--json")).RootElement.EnumerateArray()];

    /// <summary>The id of the conversation with a person whom WhatsApp shows by this name.</summary>
    public async Task<string> FindAsync(string name) =>
        (await ListAsync()).Single(row => row.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    /// <summary>Runs <c>conversation …</c> in another terminal; it must succeed.</summary>
    public async Task<string> RunAsync(params string[] verb)
    {
        var outcome = await Command.RunAsync("dotnet", [_program, "conversation", .. verb, "--data", Data]);
        Assert.True(outcome.Exit == 0, outcome.Errors);
        return outcome.Output;
    }

    /// <summary>Asks it to end, as a terminal that closes does; whatever stays is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = Command.Signal(_process.Id, Command.Terminate);
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _rest;
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
