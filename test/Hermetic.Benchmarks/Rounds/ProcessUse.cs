using System.Globalization;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>What processes have used, read from <c>/proc</c>.</summary>
internal static class ProcessUse
{
    private const double TicksPerSecond = 100;

    /// <summary>Processor time so far, children that ended included.</summary>
    public static double CpuSeconds(IEnumerable<int> processes) => processes.Sum(process =>
    {
        // The name in parentheses may contain blanks; behind it come the state and 10 fields before utime.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    });

    /// <summary>The most that was ever resident.</summary>
    public static double PeakMebibytes(IEnumerable<int> processes) =>
        processes.Sum(process => Kilobytes($"/proc/{process}/status", "VmHWM:")) / 1024.0;

    /// <summary>What is resident now, where pages that several processes share are counted once.</summary>
    public static double SharedOnceMebibytes(IEnumerable<int> processes) =>
        processes.Sum(process => Kilobytes($"/proc/{process}/smaps_rollup", "Pss:")) / 1024.0;

    /// <summary>A process and its children.</summary>
    public static IReadOnlyList<int> Family(int parent) =>
    [
        parent,
        .. File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
    ];

    private static long Kilobytes(string path, string name) => long.Parse(
        File.ReadLines(path).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
            .Replace("kB", "", StringComparison.Ordinal).Trim(),
        CultureInfo.InvariantCulture);
}
