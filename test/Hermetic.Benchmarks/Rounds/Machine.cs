using System.Runtime.InteropServices;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>What the figures are of.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, memory, runtime, and how busy the machine was.</summary>
    public static string Describe()
    {
        var model = First("/proc/cpuinfo", "model name")?.Split(':')[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = long.Parse(First("/proc/meminfo", "MemTotal")!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) >> 20;
        var busy = File.ReadAllText("/proc/loadavg").Split(' ')[2];
        return $"{model}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.FrameworkDescription}, load average {busy}";
    }

    private static string? First(string path, string name) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
}
