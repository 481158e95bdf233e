using System.Diagnostics.Metrics;
using Hermetic.WhatsApp;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hermetic.Server.Observability;

/// <summary>
/// Gathers what is measured while the service runs, for <c>/metrics</c> and, where one is configured, for a collector.
/// Only meters and sources that are named here leave the process.
/// </summary>
internal sealed class Export(ObservabilitySettings settings, PrometheusText text, Gauges gauges) : IHostedService, IDisposable
{
    private const int Interval = 30_000;

    /// <summary>Of the runtime's own meter; none has a label with more than three values.</summary>
    private static readonly string[] _ofTheRuntime =
    [
        "dotnet.gc.collections", "dotnet.gc.pause.time", "dotnet.process.cpu.time", "dotnet.process.memory.working_set",
    ];

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody looks: then nothing is added up either.
        if (settings.Listen is null && settings.Collector is null)
            return Task.CompletedTask;
        _metrics = Metrics();
        _traces = settings.TraceRatio > 0 ? Traces(settings.Collector!) : null;
        Instruments.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static bool IsExported(string meter, string instrument) =>
        meter == Instruments.MeterName || (meter == "System.Runtime" && _ofTheRuntime.Contains(instrument));

    private MeterProvider Metrics()
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(Instruments.MeterName, "System.Runtime")
            .AddView(instrument => IsExported(instrument.Meter.Name, instrument.Name) && !IsOfAnotherService(instrument)
                ? null
                : MetricStreamConfiguration.Drop)
            .AddInstrumentation(gauges)
            .AddReader(new BaseExportingMetricReader(text));
        if (settings.Collector is { } collector)
            builder.AddReader(new PeriodicExportingMetricReader(
                new OtlpMetricExporter(To(collector, "v1/metrics")), Interval));
        return builder.Build();
    }

    private bool IsOfAnotherService(Instrument instrument) =>
        instrument is { IsObservable: true, Meter.Name: Instruments.MeterName } && instrument.Meter != gauges.Meter;

    /// <summary>The product's own spans only: those of the web server and the HTTP client hold addresses.</summary>
    private TracerProvider Traces(Uri collector) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Resource())
        .AddSource(Observability.Traces.SourceName)
        .SetSampler(new TraceIdRatioBasedSampler(settings.TraceRatio))
        .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(To(collector, "v1/traces"))))
        .Build();

    /// <summary>Neither the machine's name nor the environment's attributes: a node is called as it was configured.</summary>
    private ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("hermetic", serviceInstanceId: settings.Node, autoGenerateServiceInstanceId: false);

    private static OtlpExporterOptions To(Uri collector, string path) => new()
    {
        Endpoint = new(collector, path),
        Protocol = OtlpExportProtocol.HttpProtobuf,
        // What the environment says in OTEL_… is not configuration of this product.
        Headers = "",
        TimeoutMilliseconds = 10_000,
        // TLS 1.3, no redirects, no proxy.
        HttpClientFactory = static () => new HttpClient(CloudApiClient.CreateHandler()) { Timeout = TimeSpan.FromSeconds(10) },
    };

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }
}
