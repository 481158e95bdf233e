using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Webhooks;

public sealed class WebhookQueueTests
{
    private static string[] Texts(ReceivedWebhook webhook)
    {
        using var body = JsonDocument.Parse(webhook.Body);
        return [.. body.RootElement.GetProperty("entry")[0].GetProperty("changes").EnumerateArray()
            .SelectMany(change => change.GetProperty("value").GetProperty("messages").EnumerateArray())
            .Select(message => message.At("text.body")!)];
    }

    private static async Task<Stage> SetAsync(FakeTimeProvider clock, DeliveryTrouble trouble, int seed = 0) =>
        await Stage.SetAsync(options => options with { Clock = clock, DeliveryTrouble = trouble, Seed = seed });

    [Fact]
    public async Task Updates_of_one_span_share_a_body_and_all_of_them_wait_for_its_answer()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await SetAsync(clock, new() { BatchFor = TimeSpan.FromSeconds(1) });
        var sending = Enumerable.Range(0, 5)
            .Select(i => stage.Simulator.SendTextAsync(i % 2 == 0 ? Stage.Anna : Stage.Bo, $"{i}")).ToList();

        Assert.Empty(stage.Service.Received);
        await stage.TurnUntilAsync(clock, Task.WhenAll(sending));

        Assert.Equal(["0", "1", "2", "3", "4"], Texts(Assert.Single(stage.Service.Received)));
    }

    [Fact]
    public async Task A_body_is_full_at_a_thousand_and_the_rest_comes_later()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await SetAsync(clock, new() { BatchFor = TimeSpan.FromSeconds(1) });

        var sending = Enumerable.Range(0, 1001)
            .Select(i => stage.Simulator.SendTextAsync(Stage.Anna, $"{i}")).ToList();
        await stage.Service.NextAsync(alreadySeen: 0);
        await stage.TurnUntilAsync(clock, Task.WhenAll(sending));

        Assert.Equal([1000, 1], stage.Service.Received.Select(webhook => Texts(webhook).Length));
    }

    [Fact]
    public async Task A_shuffled_body_has_everything_in_another_order_and_the_same_one_for_the_same_seed()
    {
        var orders = new List<string[]>();
        foreach (var seed in new[] { 7, 7, 8 })
        {
            var clock = new FakeTimeProvider();
            await using var stage = await SetAsync(
                clock, new() { BatchFor = TimeSpan.FromSeconds(1), Shuffle = true }, seed);
            var sending = Enumerable.Range(0, 20)
                .Select(i => stage.Simulator.SendTextAsync(Stage.Anna, $"{i}")).ToList();
            await stage.TurnUntilAsync(clock, Task.WhenAll(sending));
            orders.Add(Texts(Assert.Single(stage.Service.Received)));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), orders[0].OrderBy(int.Parse));
        Assert.NotEqual(Enumerable.Range(0, 20).Select(i => $"{i}"), orders[0]);
        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
    }

    [Fact]
    public async Task A_held_update_is_overtaken()
    {
        var clock = new FakeTimeProvider();
        await using var stage = await SetAsync(clock, new() { HeldShare = 1, HeldFor = TimeSpan.FromSeconds(5) });
        var held = stage.Simulator.SendTextAsync(Stage.Anna, "first");
        stage.Simulator.DeliveryTrouble = DeliveryTrouble.None;

        await stage.Simulator.SendTextAsync(Stage.Anna, "second");
        await stage.TurnUntilAsync(clock, held);

        Assert.Equal(["second", "first"], stage.Service.Received.SelectMany(Texts));
    }

    [Fact]
    public async Task A_cut_connection_counts_as_no_answer_and_the_bytes_come_again()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            DeliveryTrouble = new() { CutBeforeShare = 0.5 },
            Seed = 3,
        });

        for (var i = 0; i < 10; i++)
            await stage.Simulator.SendTextAsync(Stage.Anna, $"{i}");

        Assert.Equal(10, stage.Service.Received.Select(webhook => webhook.Signature).Distinct().Count());
        Assert.All(stage.Service.Received, webhook => Assert.True(webhook.SignatureHolds));
        Assert.Contains(
            stage.Simulator.Deliveries, delivery => delivery.Answers[0].HttpStatus is null);
        Assert.All(stage.Simulator.Deliveries, delivery => Assert.Equal(200, delivery.Answers[^1].HttpStatus));
    }

    [Fact]
    public async Task A_connection_cut_after_the_body_brings_a_duplicate()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            DeliveryTrouble = new() { CutAfterShare = 0.5 },
            Seed = 3,
        });

        for (var i = 0; i < 10; i++)
            await stage.Simulator.SendTextAsync(Stage.Anna, $"{i}");

        Assert.True(stage.Service.Received.Count > 10, $"{stage.Service.Received.Count}");
    }

    [Fact]
    public async Task A_number_without_storage_reports_what_was_lost()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            NoStorage = true,
            Retries = RetrySchedule.Never,
        });
        stage.Service.AnswerNext(503);

        await Assert.ThrowsAsync<Simulator.Webhooks.WebhookLostException>(
            () => stage.Simulator.SendTextAsync(Stage.Anna, "lost"));

        Assert.Equal("131035", stage.Service.Received[1].Value.At("errors.0.code"));
        Assert.DoesNotContain("lost", stage.Service.Received[1].Ascii, StringComparison.Ordinal);
    }
}
