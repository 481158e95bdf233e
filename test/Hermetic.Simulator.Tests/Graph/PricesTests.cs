using Hermetic.Simulator.Graph;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class PricesTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_first_service_messages_of_a_month_are_free_and_templates_never()
    {
        var prices = new Prices(Stage.Options(new("http://127.0.0.1:9/")) with
        {
            Clock = _clock,
            FreeServiceMessages = 2,
        });

        Assert.Equal("utility", prices.Of(SimulatedTemplate.HelloWorld).Category);
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => prices.Of(template: null).Billable));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(MessagePrice.FreeService, prices.Of(template: null));
    }
}
