using NodaTime;

namespace Hermetic.Domain.Tests;

public sealed class ServiceWindowTests
{
    private static readonly Instant Said = Instant.FromUtc(2026, 11, 23, 12, 0);

    [Fact]
    public void It_is_open_for_twenty_four_hours_and_not_a_moment_longer()
    {
        var window = new ServiceWindow(Said);

        Assert.True(window.IsOpenAt(Said));
        Assert.True(window.IsOpenAt(Said + Duration.FromHours(24) - Duration.FromNanoseconds(1)));
        Assert.False(window.IsOpenAt(Said + Duration.FromHours(24)));
        Assert.Equal(Said + Duration.FromHours(24), window.ClosesAt);
    }

    [Fact]
    public void A_window_that_was_never_opened_is_closed() =>
        Assert.False(default(ServiceWindow).IsOpenAt(Said));

    [Fact]
    public void An_age_is_never_negative()
    {
        Assert.Equal(Duration.Zero, new ServiceWindow(Said).AgeAt(Said - Duration.FromHours(1)));
        Assert.Equal(Duration.FromHours(1), new ServiceWindow(Said).AgeAt(Said + Duration.FromHours(1)));
    }
}
