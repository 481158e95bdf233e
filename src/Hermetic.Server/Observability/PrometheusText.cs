using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Hermetic.Server.Observability;

/// <summary>
/// What <c>/metrics</c> answers: Prometheus' text format, version 0.0.4. The package for it is a beta; this is the
/// whole of what is needed, over the same numbers that OTLP exports.
/// </summary>
/// <param name="node">The label <c>node</c> of every series; null for none.</param>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusText(string? node) : BaseExporter<Metric>, IPullMetricExporter
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _one = new();
    private readonly StringBuilder _text = new();

    /// <summary>Given by the reader that this exporter belongs to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Everything as it is now; one at a time.</summary>
    internal byte[] Scrape()
    {
        lock (_one)
        {
            _text.Clear();
            Collect?.Invoke(Timeout.Infinite);
            return Encoding.UTF8.GetBytes(_text.ToString());
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
            Write(metric);
        return ExportResult.Success;
    }

    private void Write(Metric metric)
    {
        var (type, grows) = metric.MetricType switch
        {
            MetricType.Histogram => ("histogram", false),
            MetricType.LongSum or MetricType.DoubleSum => ("counter", true),
            _ => ("gauge", false),
        };
        var name = PrometheusName.Of(metric.Name, metric.Unit, grows);
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(metric.Description)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
                WriteHistogram(name, in point);
            else
                WriteSample(name, in point, bound: null, Value(metric.MetricType, in point));
        }
    }

    /// <summary>Buckets are cumulative here and counted each for itself there.</summary>
    private void WriteHistogram(string name, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            WriteSample(name + "_bucket", in point, Number(bucket.ExplicitBound), Number(count));
        }
        WriteSample(name + "_sum", in point, bound: null, Number(point.GetHistogramSum()));
        WriteSample(name + "_count", in point, bound: null, Number(point.GetHistogramCount()));
    }

    private void WriteSample(string name, in MetricPoint point, string? bound, string value)
    {
        var first = _text.Append(name).Length;
        if (node is not null)
            WriteLabel(first, "node", node);
        foreach (var (label, its) in point.Tags)
            WriteLabel(first, PrometheusName.Plain(label), Convert.ToString(its, CultureInfo.InvariantCulture) ?? "");
        if (bound is not null)
            WriteLabel(first, "le", bound);
        _text.Append(_text.Length > first ? "} " : " ").Append(value).Append('\n');
    }

    private void WriteLabel(int first, string name, string value) =>
        _text.Append(_text.Length == first ? '{' : ',').Append(name).Append("=\"")
            .Append(Escape(value).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');

    private static string Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static string Number(double value) => double.IsPositiveInfinity(value)
        ? "+Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
