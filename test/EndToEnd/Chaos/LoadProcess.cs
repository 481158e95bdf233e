using System.Diagnostics;
using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>A verb of <c>test/Load</c> as a process of its own; it ends with the test, however that ends.</summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    private static readonly string s_program =
        Path.Combine(Repository.Root, "artifacts", "bin", "Load", "release", "Load.dll");
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task _reading;
    private volatile string _line = "";

    private LoadProcess(string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [s_program, .. arguments, "--until-stdin-closes", "true"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _reading = ReadAsync();
    }

    /// <summary>The last line it printed, which is a JSON object.</summary>
    public JsonElement Last => JsonDocument.Parse(_line is "" ? "{}" : _line).RootElement;

    public bool HasExited => _process.HasExited;

    public static LoadProcess Start(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(s_program), "The load is not built: dotnet build test/Load -c Release");
        return new(arguments);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static Task<Outcome> RunAsync(params string[] arguments) =>
        Command.RunAsync(new ProcessStartInfo("dotnet", [s_program, .. arguments]));

    /// <summary>SIGTERM: what was begun is finished. Returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            _ = Command.Signal(_process.Id, Command.Terminate);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        await _reading;
        return _process.ExitCode;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _line = line;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }
}
