using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Webhooks;

public sealed class WebhookSenderTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(0)]
    public async Task Anything_but_200_brings_the_same_bytes_again(int answer)
    {
        await using var stage = await Stage.SetAsync();
        stage.Service.AnswerNext(answer, answer);

        await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");

        Assert.Equal(3, stage.Service.Received.Count);
        Assert.All(
            stage.Service.Received, webhook => Assert.Equal(stage.Service.Received[0].Body, webhook.Body));
        Assert.All(stage.Service.Received, webhook => Assert.True(webhook.SignatureHolds));
    }

    [Fact]
    public async Task A_retry_waits_for_its_pause_on_the_simulators_clock()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await Stage.SetAsync(options => options with
        {
            Clock = clock,
            Retries = new([TimeSpan.FromSeconds(30)]),
        });
        stage.Service.AnswerNext(503);

        await stage.TurnUntilAsync(clock, stage.Simulator.SendTextAsync(Stage.Anna, "Hello"));

        var answers = Assert.Single(stage.Simulator.Deliveries).Answers;
        Assert.Equal(2, answers.Count);
        Assert.True(answers[1].At - answers[0].At >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_accepted_webhook_comes_twice_when_the_share_of_duplicates_is_one()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            DeliveryTrouble = new() { DuplicateShare = 1 },
        });

        await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");

        Assert.Equal(2, stage.Service.Received.Count);
        Assert.Equal(stage.Service.Received[0].Body, stage.Service.Received[1].Body);
    }

    [Fact]
    public async Task Two_people_can_write_at_the_same_time()
    {
        await using var stage = await Stage.SetAsync();
        var both = new TaskCompletionSource();
        var arrived = 0;
        stage.Service.WhileAnswering = _ =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
                both.SetResult();
            return both.Task.WaitAsync(TimeSpan.FromSeconds(10));
        };

        await Task.WhenAll(
            stage.Simulator.SendTextAsync(
                Stage.Anna, "Hello"), stage.Simulator.SendTextAsync(Stage.Bo, "Hello"));

        Assert.Equal(2, stage.Service.Received.Count);
    }
}
