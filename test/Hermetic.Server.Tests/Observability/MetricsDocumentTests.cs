using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hermetic.Server.Observability;
using Hermetic.Testing;

namespace Hermetic.Server.Tests.Observability;

/// <summary>
/// docs/operate/metrics.md lists what there is, and the dashboard and the alert rules ask for nothing else.
/// <c>UPDATE_GOLDEN=1</c> writes the table anew.
/// </summary>
public sealed partial class MetricsDocumentTests : IAsyncLifetime
{
    private const string Head = "| metric | type | labels | |\n|---|---|---|---|\n";

    private static readonly string _document = Path.Combine(Repository.Root, "docs", "operate", "metrics.md");
    private static readonly string _alerts = Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml");
    private static readonly string _dashboard = Path.Combine(Repository.Root, "deploy", "grafana", "hermetic.json");

    private readonly Measured _measured = Measured.All();
    private RunningService? _service;

    /// <summary>One for each name: several services run in this process.</summary>
    private IReadOnlyList<Instrument> Exported =>
    [
        .. _measured.Instruments
            .Where(one => Export.IsExported(one.Meter.Name, one.Name) && one.Meter.Version is null or "")
            .DistinctBy(one => one.Name).OrderBy(PrometheusName.Of, StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_metric_stands_in_the_document_as_it_is()
    {
        var text = File.ReadAllText(_document);
        var from = text.IndexOf(Head, StringComparison.Ordinal);
        Assert.True(from >= 0, "The table was not found.");
        var to = text.IndexOf("\n\n", from, StringComparison.Ordinal) + 1;
        var table = Head + string.Concat(Exported.Select(Row));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(_document, text[..from] + table + text[to..]);
        else
            Assert.Equal(table, text[from..to]);
    }

    /// <summary>What has no declared values would have as many as somebody likes to send.</summary>
    [Fact]
    public async Task A_measurement_has_the_declared_labels_and_values_and_no_others()
    {
        await _service!.AskAsync(RunningService.Ana, "Hello");
        _measured.Observe();

        var exported = Exported.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var undeclared = _measured.Values.Where(one => exported.Contains(one.Instrument)).Distinct().Where(one =>
            !LabelsOf(one.Instrument).Any(label => label.Name == one.Label && label.Values.Contains(one.Value)));
        Assert.Empty(undeclared);
        Assert.Contains(_measured.Values, one => one is ("hermetic.sends", "outcome", "accepted"));
        Assert.All(Instruments.Labels.Values, labels => Assert.InRange(
            labels.Aggregate(1, (series, label) => series * label.Values.Count), 1, 60));
    }

    [Fact]
    public void The_alert_rules_and_the_dashboard_ask_for_what_there_is()
    {
        foreach (var file in new[] { _alerts, _dashboard })
        {
            var text = File.ReadAllText(file).Replace("\\\"", "\"", StringComparison.Ordinal);
            Assert.Empty(Unknown(text));
        }
    }

    [Theory]
    [InlineData("hermetic_sent_total > 0")]
    [InlineData("rate(hermetic_webhook_duration_seconds[5m])")]
    [InlineData("hermetic_sends_total{outcome=\"lost\"}")]
    [InlineData("hermetic_sends_total{result=\"parked\"}")]
    [InlineData("hermetic_webhook_duration_seconds_count{code=~\"401|999\"}")]
    [InlineData("sum by (outcom) (hermetic_sends_total)")]
    public void A_wrong_name_is_found(string expression) => Assert.NotEmpty(Unknown(expression));

    [Fact]
    public void Every_alert_says_what_to_do()
    {
        var rules = File.ReadAllText(_alerts);
        var headings = File.ReadAllLines(_document).Where(line => line.StartsWith('#')).Select(Anchor).ToList();

        var runbooks = Runbook().Matches(rules).Select(match => match.Groups["anchor"].Value).ToList();

        Assert.Equal(Alert().Count(rules), runbooks.Count);
        Assert.Empty(runbooks.Except(headings));
        foreach (var asked in new[] { "NotReady", "AckSlow", "SendsParked", "LedgerBehind", "SendsUnknown", "TokenRefused", "MemoryNear", "StorageStalled" })
            Assert.Contains($"alert: Hermetic{asked}\n", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_is_JSON_and_each_panel_asks_for_something()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(_dashboard));

        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.GetProperty("type").GetString() != "row").ToList();

        Assert.InRange(panels.Count, 20, 40);
        Assert.All(panels, panel => Assert.Contains(
            panel.GetProperty("targets").EnumerateArray(),
            target => target.GetProperty("expr").GetString()!.Contains('_', StringComparison.Ordinal)));
    }

    private static string Row(Instrument one) =>
        $"| `{PrometheusName.Of(one)}` | {PrometheusName.Type(one)} | {Labels(one)} | {one.Description} |\n";

    private static string Labels(Instrument one) => string.Join("; ", LabelsOf(one.Name).Select(label =>
        $"`{PrometheusName.Plain(label.Name)}`: {string.Join(", ", label.Values)}"));

    private static Label[] LabelsOf(string name) => Instruments.Labels.GetValueOrDefault(name) ?? [];

    /// <summary>Metrics that nothing exports, labels that they do not have, values that these never take.</summary>
    private List<string> Unknown(string text)
    {
        var known = Exported.SelectMany(one => Series(one).Select(name => (name, one)))
            .ToDictionary(pair => pair.name, pair => pair.one, StringComparer.Ordinal);
        var unknown = Name().Matches(text).Select(match => match.Value).Where(name => !known.ContainsKey(name)).ToList();
        foreach (Match match in Selector().Matches(text))
        {
            if (!known.TryGetValue(match.Groups["name"].Value, out var instrument))
                continue;
            unknown.AddRange(Condition().Matches(match.Groups["conditions"].Value)
                .Where(condition => !Holds(instrument, condition)).Select(condition => condition.Value));
        }
        var labels = Exported.SelectMany(one => LabelsOf(one.Name)).Select(label => PrometheusName.Plain(label.Name))
            .Concat(["le", "instance", "step"]).ToHashSet(StringComparer.Ordinal);
        unknown.AddRange(By().Matches(text).SelectMany(match => match.Groups["labels"].Value.Split(", "))
            .Where(label => !labels.Contains(label)));
        return unknown;
    }

    private static IEnumerable<string> Series(Instrument one) =>
        PrometheusName.Type(one) == "histogram"
            ? new[] { "_bucket", "_sum", "_count" }.Select(suffix => PrometheusName.Of(one) + suffix)
            : [PrometheusName.Of(one)];

    private static bool Holds(Instrument instrument, Match condition)
    {
        var (label, value) = (condition.Groups["label"].Value, condition.Groups["value"].Value);
        return label == "instance" || LabelsOf(instrument.Name).Any(one =>
            PrometheusName.Plain(one.Name) == label && value.Split('|').All(one.Values.Contains));
    }

    private static string Anchor(string heading) =>
        heading.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-');

    [GeneratedRegex(@"\b(?:hermetic|dotnet)_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<name>(?:hermetic|dotnet)_[a-z_]+)\{(?<conditions>[^}]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex("(?<label>[a-z_]+)=~?\"(?<value>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(?:by|without) \((?<labels>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex By();

    [GeneratedRegex(@"runbook: docs/operate/metrics\.md#(?<anchor>[a-z-]+)", RegexOptions.None, 1000)]
    private static partial Regex Runbook();

    [GeneratedRegex("- alert: ", RegexOptions.None, 1000)]
    private static partial Regex Alert();

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service!.DisposeAsync();
        _measured.Dispose();
    }
}
