using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Tests;

public sealed class RetryScheduleTests
{
    [Fact]
    public void The_first_retry_is_immediate_and_the_pauses_never_shrink()
    {
        var pauses = RetrySchedule.SevenDays(compression: 1).Pauses;

        Assert.Equal(TimeSpan.Zero, pauses[0]);
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[1]);
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void Without_compression_it_lasts_seven_days_less_at_most_one_pause()
    {
        var total = RetrySchedule.SevenDays(
            compression: 1).Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

        Assert.InRange(total, TimeSpan.FromDays(6.5), TimeSpan.FromDays(7));
    }

    [Fact]
    public void Compression_divides_every_pause()
    {
        var real = RetrySchedule.SevenDays(compression: 1).Pauses;
        var fast = RetrySchedule.SevenDays(compression: 1000).Pauses;

        Assert.Equal(real.Select(pause => pause / 1000), fast);
    }

    [Theory]
    [InlineData(false, 6.5, 7)]
    [InlineData(true, 0.02, 1 / 24.0)]
    public void Without_storage_at_Meta_the_hour_is_all_there_is(bool noStorage, double least, double most)
    {
        var options = Stage.Options(new Uri("http://127.0.0.1:9/")) with
        {
            NoStorage = noStorage, RetryCompression = 100, Retries = null!,
        };

        var total = options.Retries.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

        Assert.InRange(total * 100, TimeSpan.FromDays(least), TimeSpan.FromDays(most));
    }

    [Fact]
    public async Task Never_means_one_attempt()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Retries = RetrySchedule.Never });
        stage.Service.AnswerNext(500);

        await Assert.ThrowsAsync<WebhookLostException>(() => stage.Simulator.SendTextAsync(Stage.Anna, "Hi"));
        Assert.Single(stage.Service.Received);
    }
}
