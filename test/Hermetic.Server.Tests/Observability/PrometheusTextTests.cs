using System.Diagnostics.Metrics;
using System.Text;
using Hermetic.Server.Observability;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Hermetic.Server.Tests.Observability;

public sealed class PrometheusTextTests
{
    private readonly string _name = $"test-{Guid.NewGuid():N}";

    [Fact]
    public void Counters_gauges_and_histograms_are_written_as_Prometheus_reads_them()
    {
        var text = Scrape(node: null, meter =>
        {
            var sends = meter.CreateCounter<long>("shop.sends", "{send}", "Sends.\nAll of them.");
            sends.Add(2, new KeyValuePair<string, object?>("outcome.kind", "a\"b\\c\nd"));
            meter.CreateCounter<double>("shop.busy", "s").Add(1.5);
            meter.CreateObservableGauge("shop.memory", () => 7L, "By", "Memory.");
            var times = meter.CreateHistogram("shop.time", "s", "Time.", tags: null, new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.5, 1],
            });
            times.Record(0.25);
            times.Record(0.75);
            times.Record(3);
        });

        Assert.Equal("""
            # HELP shop_sends_total Sends.\nAll of them.
            # TYPE shop_sends_total counter
            shop_sends_total{outcome_kind="a\"b\\c\nd"} 2
            # HELP shop_busy_seconds_total 
            # TYPE shop_busy_seconds_total counter
            shop_busy_seconds_total 1.5
            # HELP shop_memory_bytes Memory.
            # TYPE shop_memory_bytes gauge
            shop_memory_bytes 7
            # HELP shop_time_seconds Time.
            # TYPE shop_time_seconds histogram
            shop_time_seconds_bucket{le="0.5"} 1
            shop_time_seconds_bucket{le="1"} 2
            shop_time_seconds_bucket{le="+Inf"} 3
            shop_time_seconds_sum 4
            shop_time_seconds_count 3

            """, text);
    }

    [Fact]
    public void A_node_s_name_is_on_every_series() =>
        Assert.Contains("\nshop_size{node=\"a\"} 1\n", Scrape("a", meter =>
            meter.CreateObservableGauge("shop.size", () => 1)), StringComparison.Ordinal);

    [Fact]
    public void Each_scrape_tells_all_since_the_start()
    {
        var text = new PrometheusText(node: null);
        using var meter = new Meter(_name);
        using var provider = Provide(text);
        var sends = meter.CreateCounter<long>("shop.sends");
        sends.Add(1);
        text.Scrape();
        sends.Add(1);

        Assert.EndsWith("shop_sends_total 2\n", Encoding.UTF8.GetString(text.Scrape()), StringComparison.Ordinal);
    }

    private string Scrape(string? node, Action<Meter> measure)
    {
        var text = new PrometheusText(node);
        using var meter = new Meter(_name);
        using var provider = Provide(text);
        measure(meter);
        return Encoding.UTF8.GetString(text.Scrape());
    }

    private MeterProvider Provide(PrometheusText text) => Sdk.CreateMeterProviderBuilder()
        .AddMeter(_name).AddReader(new BaseExportingMetricReader(text)).Build();
}
