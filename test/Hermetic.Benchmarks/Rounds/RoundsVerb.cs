using System.Globalization;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>
/// <c>rounds --out FOLDER [--page FILE] [--quick] [--nodes N] [--people MOST] [--only NAME,…]</c>, started by
/// <c>performance.sh</c>. What is not named is taken over from the results in the folder.
/// </summary>
internal static class RoundsVerb
{
    public static async Task<int> RunAsync(string[] options)
    {
        foreach (var program in new[] { Programs.Service, Programs.Without("neither"), Programs.Load, Path.Combine(Programs.Peers, "node_modules", "chat") })
            if (!Path.Exists(program))
                throw new InvalidOperationException($"{program} is missing; performance.sh makes it.");
        var nodes = Number(options, "--nodes", 1);
        var scale = options.Contains("--quick") ? Scale.Quick(nodes) : Scale.Full(nodes, Number(options, "--people", 100_000));
        var folder = Text(options, "--out") ?? throw new InvalidOperationException("--out is missing.");
        var wanted = Text(options, "--only")?.Split(',') ?? RoundsBenchmark.All;
        if (wanted.Except(RoundsBenchmark.All).Any())
            throw new InvalidOperationException($"--only takes {string.Join(", ", RoundsBenchmark.All)}.");
        var benchmark = new RoundsBenchmark(scale, wanted, Console.WriteLine);
        await benchmark.RunAsync(wanted.Length < RoundsBenchmark.All.Length ? PerformancePage.Read(folder) : []);
        var page = new PerformancePage(folder, benchmark.Measurements);
        await page.WriteAsync(Text(options, "--page"));
        Console.WriteLine();
        Console.WriteLine(page.Tables());
        return 0;
    }

    private static int Number(string[] options, string name, int unset) =>
        Text(options, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : unset;

    private static string? Text(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
}
