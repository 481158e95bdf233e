using System.Collections.Concurrent;
using System.Diagnostics;
using Hermetic.Server.Observability;

namespace Hermetic.Server.Tests.Observability;

public sealed class TracesTests
{
    [Fact]
    public void A_span_begins_a_trace_of_its_own_whoever_called()
    {
        var recorded = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = recorded.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var stranger = new Activity("request").SetParentId("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
        stranger.AddBaggage("from", "a stranger").Start();

        using (var span = Traces.Begin("of our own"))
        {
            Assert.NotNull(span);
            Assert.NotEqual(stranger.TraceId, span.TraceId);
            Assert.Null(span.ParentId);
            Assert.Empty(span.Baggage);
        }

        Assert.Contains(recorded, one => one.DisplayName == "of our own");
    }
}
