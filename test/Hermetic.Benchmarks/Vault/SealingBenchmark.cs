using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hermetic.Benchmarks.Rounds;
using Hermetic.Cryptography;

namespace Hermetic.Benchmarks.Vault;

/// <summary>
/// What sealing costs beside a plain copy, beside AES-256-GCM with one key that is kept, and beside the program <c>age</c>:
/// one thread, interleaved, the median of the rounds.
/// </summary>
internal static class SealingBenchmark
{
    private const int Rounds = 5;
    private const int AgeBytes = 64 << 20;
    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(400);

    private sealed class Piece : IContentKind
    {
        public static string Kind => "benchmark";

        public static int SchemaVersion => 1;
    }

    private sealed record Way(string Name, Action Once);

    public static async Task<string> RunAsync()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}; one thread, median of {Rounds} interleaved rounds.").AppendLine();
        text.AppendLine("| | bytes | operations/s | microseconds each | MB/s |").AppendLine("|---|--:|--:|--:|--:|");
        using var arena = new SecretArena(64 << 20);
        using var key = ContentKey.Generate(KeyId.ForSlot(1), Guid.NewGuid(), arena);
        foreach (var size in new[] { 200, 1024, 65_536 })
            Measure(text, size, Ways(key, size));
        await MeasureAgeAsync(text);
        return text.ToString();
    }

    private static Way[] Ways(ContentKey key, int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var context = new SealContext("inbox", "envelope", Guid.NewGuid(), 1, Guid.NewGuid());
        var sealedBox = key.Seal<Piece>(content, context);
        var (copy, cipher, tag, nonce) = (new byte[size], new byte[size], new byte[16], new byte[12]);
        var aes = new AesGcm(RandomNumberGenerator.GetBytes(32), 16);
        return
        [
            new("plain copy", () => content.CopyTo(copy, 0)),
            new("AES-256-GCM, one key kept, no key commitment", () =>
            {
                RandomNumberGenerator.Fill(nonce);
                aes.Encrypt(nonce, content, cipher, tag);
            }),
            new("HV1 seal", () => key.Seal<Piece>(content, context)),
            new("HV1 open", () => key.Open(sealedBox, context).Dispose()),
        ];
    }

    private static void Measure(StringBuilder text, int size, Way[] ways)
    {
        var rates = ways.ToDictionary(way => way.Name, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var way in ways)
            {
                var rate = Rate(way.Once);
                if (round > 0)      // the first is for the compiler
                    rates[way.Name].Add(rate);
            }
        }
        foreach (var way in ways)
            Line(text, way.Name, size, Median.Middle([.. rates[way.Name]]));
    }

    private static double Rate(Action once)
    {
        var begun = Stopwatch.GetTimestamp();
        var count = 0L;
        while (Stopwatch.GetElapsedTime(begun) < _slice)
        {
            for (var i = 0; i < 32; i++)
                once();
            count += 32;
        }
        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>A file through the program, and the same bytes in pieces of 64 KiB through HV1; start of the program included.</summary>
    private static async Task MeasureAgeAsync(StringBuilder text)
    {
        var folder = Directory.CreateTempSubdirectory("hermetic-age-").FullName;
        try
        {
            var (plain, boxed, identity) = (Path.Combine(folder, "plain"), Path.Combine(folder, "boxed"), Path.Combine(folder, "identity"));
            await File.WriteAllBytesAsync(plain, RandomNumberGenerator.GetBytes(AgeBytes));
            var recipient = (await RunAsync("age-keygen", "-o", identity)).Split(':')[^1].Trim();
            var (encrypt, decrypt) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                encrypt.Add(await SecondsAsync("age", "-r", recipient, "-o", boxed, plain));
                decrypt.Add(await SecondsAsync("age", "-d", "-i", identity, "-o", plain, boxed));
            }
            Line(text, "age encrypts a file", AgeBytes, 1 / Median.Middle([.. encrypt]));
            Line(text, "age decrypts it", AgeBytes, 1 / Median.Middle([.. decrypt]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SecondsAsync(string program, params string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        await RunAsync(program, arguments);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} does not start.");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}");
    }

    private static void Line(StringBuilder text, string name, int size, double rate) => text.AppendLine(
        CultureInfo.InvariantCulture,
        $"| {name} | {size:n0} | {BarChart.Shown(rate)} | {BarChart.Shown(1e6 / rate)} | {BarChart.Shown(rate * size / 1e6)} |");
}
