using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hermetic.Testing;

namespace Hermetic.RootProviders.Tests.Sftp;

/// <summary>Debian's <c>sshd</c> on loopback, with keys, port and folder of its own.</summary>
internal sealed class SftpServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-sshd-");
    private Process? _process;

    internal int Port { get; } = FreePort.Next();

    internal string Root => Path.Combine(_folder.FullName, "escrow");

    internal string ClientKey => Path.Combine(_folder.FullName, "client");

    /// <summary>As <c>ssh-keygen -l</c> prints it.</summary>
    internal string HostKey { get; private set; } = "";

    internal static bool IsThere => File.Exists(Program);

    internal static async Task<SftpServer> StartAsync()
    {
        var server = new SftpServer();
        Directory.CreateDirectory(server.Root);
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", server.At("host"));
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", server.ClientKey);
        File.Copy(server.ClientKey + ".pub", server.At("authorized"));
        server.HostKey = (await RunAsync("ssh-keygen", "-l", "-f", server.At("host.pub"))).Split(' ')[1]["SHA256:".Length..];
        await File.WriteAllTextAsync(server.At("config"), string.Create(CultureInfo.InvariantCulture, $"""
            Port {server.Port}
            ListenAddress 127.0.0.1
            HostKey {server.At("host")}
            AuthorizedKeysFile {server.At("authorized")}
            PasswordAuthentication no
            StrictModes no
            UsePAM no
            PidFile none
            Subsystem sftp internal-sftp

            """));
        await server.ListenAsync();
        return server;
    }

    internal async Task ListenAsync()
    {
        // Where it runs as root it wants the folder of its package's service.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        _process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", At("config")])
        {
            UseShellExecute = false, RedirectStandardError = true,
        })!;
        _ = _process.StandardError.ReadToEndAsync();
        for (var tries = 0; tries < 500; tries++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
        throw new InvalidOperationException("sshd did not listen.");
    }

    internal async Task StopAsync()
    {
        // With those who serve a connection each.
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await StopAsync();
        _folder.Delete(recursive: true);
    }

    internal string At(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
