using Hermetic.Server.Observability;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Hermetic.Server.Tests.Observability;

/// <summary>Alone: who listens in another test would allocate on this one's thread.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(AloneCollection))]
public sealed class MeasuresTests
{
    [Fact]
    public void Measuring_allocates_nothing_while_somebody_exports()
    {
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Instruments.MeterName).AddReader(new BaseExportingMetricReader(new PrometheusText(node: null))).Build();
        Measure(10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(10_000);

        // Nothing for each; the runtime compiles the hot ones anew meanwhile.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    private static void Measure(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Instruments.Sends.Add(SendResult.Accepted);
            Instruments.Keys.Add(KeyOperation.Cached);
            Instruments.Webhooks.Record(TimeSpan.FromMilliseconds(i), 200);
            Instruments.Called(GraphRoute.Messages, 200, TimeSpan.FromMilliseconds(i));
            Instruments.Committed(i % 512, TimeSpan.FromMilliseconds(i));
            using var span = Traces.Begin("nobody records");
        }
    }
}
