using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hermetic.Benchmarks.Rounds;
using Hermetic.Domain;

namespace Hermetic.Benchmarks.Vault;

/// <summary>
/// What it costs to erase somebody with few and with many messages: the key part (the path of the tree with a new root, its
/// files and its commit), everything until nothing opens any more, and until that is certain. Then a thousand people.
/// </summary>
internal static class ErasureBenchmark
{
    private const int Rounds = 5;
    private const int Crowd = 1000;
    private const int MostOnPostgres = 10_000;
    private const int CrowdMessages = 10;

    /// <param name="most">Messages of the person with most of them.</param>
    /// <param name="page">Beside which the plot is drawn; null for none.</param>
    /// <param name="say">Told of each line.</param>
    public static async Task<string> RunAsync(int most, string? page, Action<string> say)
    {
        var points = new List<(double, double)>();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}.").AppendLine();
        text.AppendLine("| | messages | key part, ms | until nothing opens, s | with certificate, s |").AppendLine("|---|--:|--:|--:|--:|");
        foreach (var postgres in new[] { false, true })
        {
            await using var stage = await VaultStage.OpenAsync(postgres);
            var engine = postgres ? "PostgreSQL" : "SQLite";
            // To fill PostgreSQL with a million takes longer than all the rest.
            for (var messages = 10; messages <= (postgres ? Math.Min(most, MostOnPostgres) : most); messages *= messages == 10 ? 1000 : 100)
            {
                var (line, key) = await LineAsync(stage, engine, messages);
                Line(line);
                if (!postgres)
                    points.Add((messages, key));
            }
            Line(await CrowdAsync(stage, engine));
        }
        if (page is not null)
            await File.WriteAllTextAsync(
                Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, "performance", "erasure.svg"),
                GrowthChart.Draw("The key part of an erasure", "milliseconds, SQLite, median of 5", "messages", points));
        return text.ToString();

        void Line(string line)
        {
            text.AppendLine(line);
            say(line);
        }
    }

    private static async Task<(string Line, double Key)> LineAsync(VaultStage stage, string engine, int messages)
    {
        var person = await stage.IntroduceAsync(messages);
        var key = new List<double>();
        // Beside the person's rows, and of somebody who has none: what is left is the key.
        for (var round = 0; round < Rounds; round++)
            key.Add((await EraseAsync(stage, await stage.IntroduceAsync(0))).TotalMilliseconds);
        var begun = Stopwatch.GetTimestamp();
        var erased = await EraseAsync(stage, person);
        await stage.Erasure.UntilCertifiedAsync(person, CancellationToken.None);
        return (string.Create(CultureInfo.InvariantCulture,
            $"| {engine}, one person | {messages:n0} | {Median.Middle([.. key]):n0} | {erased.TotalSeconds:n1} | {Stopwatch.GetElapsedTime(begun).TotalSeconds:n1} |"),
            Median.Middle([.. key]));
    }

    private static async Task<TimeSpan> EraseAsync(VaultStage stage, SubjectId person)
    {
        await stage.FenceAsync(person);
        var begun = Stopwatch.GetTimestamp();
        await stage.Erasure.CompleteAsync(person, CancellationToken.None);
        return Stopwatch.GetElapsedTime(begun);
    }

    private static async Task<string> CrowdAsync(VaultStage stage, string engine)
    {
        var people = new List<SubjectId>();
        for (var i = 0; i < Crowd; i++)
            people.Add(await stage.IntroduceAsync(CrowdMessages));
        var begun = Stopwatch.GetTimestamp();
        foreach (var person in people)
            await stage.FenceAsync(person);
        await stage.Erasure.ResumeAsync(only: null, CancellationToken.None);
        var erased = Stopwatch.GetElapsedTime(begun);
        foreach (var person in people)
            await stage.Erasure.UntilCertifiedAsync(person, CancellationToken.None);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {engine}, {Crowd:n0} people | {CrowdMessages} each | | {erased.TotalSeconds:n1} | {Stopwatch.GetElapsedTime(begun).TotalSeconds:n1} |");
    }
}
