using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>Writes what was measured: JSON, plots, and the tables of the page between its two marks.</summary>
internal sealed class PerformancePage(string folder, IReadOnlyList<Measurement> measurements)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private const string Results = "results.json";

    private readonly IReadOnlyList<Median> _medians = Median.Of(measurements);

    /// <summary>What an earlier run left in the folder; nothing when there was none.</summary>
    public static Measurement[] Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Results)))
            return [];
        using var results = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Results)));
        return results.RootElement.GetProperty("measurements").Deserialize<Measurement[]>(_json)!;
    }

    /// <param name="page">The Markdown page, whose text between the marks is replaced; null to leave it.</param>
    public async Task WriteAsync(string? page)
    {
        Directory.CreateDirectory(folder);
        await WriteAsync(Results, JsonSerializer.Serialize(new { Machine = Machine.Describe(), Medians = _medians, Measurements = measurements }, _json));
        await WriteAsync("echo.svg", Bars("Echoed end to end, 32 at a time", "messages a second, more is better", "echo", "perSecond"));
        await WriteAsync("cpu.svg", Bars("Processor time of one message", "microseconds, database included, less is better", "echo", "cpu us/message"));
        await WriteAsync("memory.svg", Bars("Memory at its peak under full load", "MiB resident, without a database, less is better", "echo", "peak MiB"));
        await WriteAsync("intake.svg", Bars("Acknowledged, 128 at a time", "messages a second, more is better", "intake", "perSecond"));
        if (Of(RoundsBenchmark.Growth).Any())
            await WriteAsync("growth.svg", GrowthChart.Draw(
                "Processor time of one message as the business grows", "microseconds, SQLite", "people",
                [.. Of(RoundsBenchmark.Growth).OrderBy(median => median.At).Select(median => (median.At, median["cpu us/message"]))]));
        if (page is not null)
            await PageSection.WriteAsync(page, "figures", Plots() + Tables());
    }

    /// <summary>The tables in Markdown.</summary>
    public string Tables()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}; median of {_medians.Max(median => median.Rounds)} rounds.").AppendLine();
        text.Append(Goals.Table(measurements));
        Table(text, "Echo end to end, 32 at a time", "echo",
            ["perSecond", "ack p50 ms", "ack p99 ms", "echo p50 ms", "echo p99 ms", "echo p999 ms", "cpu us/message", "peak MiB", "database MiB", "start-up ms"]);
        Table(text, "What the protections cost", "protection", ["perSecond", "echo p50 ms", "echo p99 ms", "cpu us/message"]);
        Table(text, "Acknowledged only, 128 at a time", "intake", ["perSecond", "ack p50 ms", "ack p99 ms", "cpu us/message", "drive cpu s"]);
        foreach (var (experiment, title) in new[] { ("ack-60", "At 60 messages a second"), ("ack-half", "At half of the maximum") })
            Table(text, title, experiment,
                ["rate", "ack p50 ms", "ack p99 ms", "disk p50 ms", "disk p99 ms", "echo p50 ms", "echo p99 ms", "echo p999 ms"]);
        Table(text, "As the business grows", "growth", ["perSecond", "cpu us/message", "echo p50 ms", "echo p99 ms", "peak MiB"]);
        return text.ToString();
    }

    private void Table(StringBuilder text, string title, string experiment, string[] columns)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"### {title}");
        text.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", columns.Select(column => column == "perSecond" ? "messages/s" : column))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "--:|"))}");
        foreach (var median in Of(experiment))
        {
            var name = median.At > 0 ? string.Create(CultureInfo.InvariantCulture, $"{median.At:n0} people") : median.Contestant;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", columns.Select(column => BarChart.Shown(median[column])))} |");
        }
        text.AppendLine();
    }

    /// <summary>The plots as the page shows them, which lies beside the folder.</summary>
    private string Plots() => string.Concat(
        new[] { ("echo", "Echoed end to end"), ("cpu", "Processor time of one message"), ("memory", "Memory at its peak"),
            ("intake", "Acknowledged"), ("growth", "Processor time as the business grows") }
            .Select(plot => $"![{plot.Item2}]({Path.GetFileName(folder)}/{plot.Item1}.svg)\n\n"));

    private string Bars(string title, string unit, string experiment, string value) => BarChart.Draw(
        title, unit,
        [.. Of(experiment).Select(median => (
            median.Contestant, median[value], median.Contestant.StartsWith("Hermetic", StringComparison.Ordinal)))]);

    private IEnumerable<Median> Of(string experiment) => _medians.Where(median => median.Experiment == experiment);

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(folder, name), content);
}
