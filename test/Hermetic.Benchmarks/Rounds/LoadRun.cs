using System.Diagnostics;
using System.Text.Json;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>A verb of <c>test/Load</c> as a process of its own.</summary>
internal static class LoadRun
{
    /// <returns>The last line that it printed.</returns>
    public static async Task<JsonElement> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Programs.Load, .. arguments, "--until-stdin-closes", "true"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var last = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            last = line;
        await process.WaitForExitAsync();
        return last.Length > 0
            ? JsonDocument.Parse(last).RootElement
            : throw new InvalidOperationException($"Load {arguments[0]} said nothing and ended with {process.ExitCode}.");
    }

    /// <summary>Drives a stage, and is its Graph API; <paramref name="untilEcho"/> says when a message is over.</summary>
    public static Task<JsonElement> DriveAsync(Stage stage, bool untilEcho, params string[] options) => RunAsync(
        ["drive", "--targets", stage.Targets, "--secret", Stage.Secret, "--phone", Stage.PhoneNumberId,
            "--text", stage.Contestant.EchoesAll ? "plain" : "echo",
            "--graph-port", $"{Stage.GraphPort}", "--token", Stage.Token, "--until", untilEcho ? "echo" : "ack",
            .. options]);

    /// <summary>The disk's own time for 8 KiB and fdatasync, ms.</summary>
    public static async Task<(double P50, double P99)> DiskAsync(string folder)
    {
        var disk = await RunAsync("disk", "--folder", folder, "--count", "300");
        return (disk.GetProperty("p50").GetDouble(), disk.GetProperty("p99").GetDouble());
    }
}
