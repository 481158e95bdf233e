using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hermetic.EndToEnd.Service;

/// <summary>Runs programs as a person at a terminal would.</summary>
internal static class Command
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public const int Terminate = 15;

    /// <summary>Runs a program to its end; it is killed when it takes longer than a minute.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="typed">What it reads from standard input.</param>
    public static async Task<Outcome> RunAsync(ProcessStartInfo start, string typed = "")
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end.", late);
        }
        return new(process.ExitCode, await output, await errors);
    }

    public static Task<Outcome> RunAsync(string program, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments));

    /// <summary>Asks a process to end, as systemd does; Process.Kill knows SIGKILL only.</summary>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Signal(int process, int signal);
}
