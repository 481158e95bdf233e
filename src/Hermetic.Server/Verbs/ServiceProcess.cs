using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hermetic.Server.Verbs;

#pragma warning disable RS0030 // the demo starts the service as a process of its own, as an operator would
/// <summary>A child process that runs <c>serve</c>. It ends when this process does, however that happens.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private Task _log = Task.CompletedTask;

    private ServiceProcess(Process process) => _process = process;

    internal bool HasExited => _process.HasExited;

    internal int Id => _process.Id;

    /// <summary>kill -9: no handler runs, nothing is flushed. Returns when the process is gone.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Starts it and waits until it is ready, or has ended.</summary>
    internal static async Task<ServiceProcess> StartAsync(
        IReadOnlyDictionary<string, string> settings, Uri address, string log, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(log),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.GetFullPath(Environment.GetCommandLineArgs()[0]));
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--until-stdin-closes");
        // Nothing but what the demo says: no setting of an installation that this machine may have as well.
        foreach (var foreign in start.Environment.Keys.Where(key => key.StartsWith("HERMETIC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(foreign);
        foreach (var (key, value) in settings)
            start.Environment["HERMETIC_" + key] = value;
        var service = new ServiceProcess(Process.Start(start)!);
        service._log = LogAsync(service._process.StandardOutput.BaseStream, log);
        await service.WaitUntilReadyAsync(address, cancel);
        return service;
    }

    internal async Task WaitAsync(CancellationToken cancel)
    {
        try
        {
            await _process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Without a buffer: what was said last before a kill is what one wants to read.</summary>
    internal static async Task LogAsync(Stream output, string path)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await output.CopyToAsync(file);
    }

    private async Task WaitUntilReadyAsync(Uri address, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        while (!_process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(new Uri(address, "/readyz"), cancel);
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _log.Wait(TimeSpan.FromSeconds(2));
        _process.Dispose();
    }
}
#pragma warning restore RS0030

internal static class FreePort
{
    internal static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A loopback port that nobody listens on at this moment.</summary>
    internal static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
