using System.Globalization;

namespace Hermetic.Benchmarks.Vault;

/// <summary><c>sealing</c>, <c>rotation</c>, <c>ledger [--entries N]</c>, <c>erasure [--messages N]</c>; each <c>[--page FILE]</c>.</summary>
internal static class VaultVerbs
{
    public static Task<int> SealingAsync(string[] options) => PrintAsync("sealing", options, SealingBenchmark.RunAsync);

    public static Task<int> RotationAsync(string[] options) => PrintAsync("rotation", options, RotationBenchmark.RunAsync);

    public static Task<int> ErasureAsync(string[] options) => PrintAsync("erasure", options, () => ErasureBenchmark.RunAsync(
        int.Parse(Option(options, "--messages") ?? "1000000", CultureInfo.InvariantCulture), Option(options, "--page"), Console.WriteLine));

    public static Task<int> LedgerAsync(string[] options) => PrintAsync("ledger", options, async () =>
    {
        var most = long.Parse(Option(options, "--entries") ?? "10000000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("hermetic-ledger-").FullName;
        try
        {
            using var benchmark = new LedgerBenchmark(folder, Console.WriteLine);
            return await benchmark.RunAsync(most);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    private static async Task<int> PrintAsync(string name, string[] options, Func<Task<string>> measure)
    {
        var text = await measure();
        Console.WriteLine(text);
        if (Option(options, "--page") is { } page)
            await PageSection.WriteAsync(page, name, text);
        return 0;
    }

    private static string? Option(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
}
