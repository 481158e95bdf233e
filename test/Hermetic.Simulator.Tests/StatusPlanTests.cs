using System.Text.Json;

namespace Hermetic.Simulator.Tests;

public sealed class StatusPlanTests
{
    /// <summary>The statuses of one send, in the order of their arrival.</summary>
    private static async Task<IReadOnlyList<JsonElement>> StatusesAsync(Stage stage, StatusPlan plan)
    {
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.Statuses = plan;
        await stage.AcceptedAsync(Stage.Text("Reply", callback: "attempt-1"));
        for (var i = 1; i <= plan.Steps.Count; i++)
            await stage.Service.NextAsync(alreadySeen: i);
        return [.. stage.Service.Received.Skip(1).Select(webhook => webhook.Status!.Value)];
    }

    [Fact]
    public async Task The_ladder_is_sent_delivered_read_with_the_callback_data_of_the_send()
    {
        await using var stage = await Stage.SetAsync();

        var statuses = await StatusesAsync(stage, StatusPlan.Ladder);

        Assert.Equal(["sent", "delivered", "read"], statuses.Select(status => status.At("status")));
        var sent = Assert.Single(stage.Simulator.Sent);
        Assert.All(statuses, status =>
        {
            Assert.Equal(sent.Wamid, status.At("id"));
            Assert.Equal("attempt-1", status.At("biz_opaque_callback_data"));
            Assert.Equal("491511234567", status.At("recipient_id"));
        });
    }

    [Fact]
    public async Task Every_status_is_signed()
    {
        await using var stage = await Stage.SetAsync();

        await StatusesAsync(stage, StatusPlan.Ladder);

        Assert.All(stage.Service.Received, webhook => Assert.True(webhook.SignatureHolds));
    }

    [Fact]
    public async Task Delivered_can_be_missing()
    {
        await using var stage = await Stage.SetAsync();

        var statuses = await StatusesAsync(stage, StatusPlan.WithoutDelivered);

        Assert.Equal(["sent", "read"], statuses.Select(status => status.At("status")));
    }

    [Fact]
    public async Task Early_statuses_arrive_while_the_sender_still_waits_for_its_answer()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.Statuses = StatusPlan.Early;
        Task<HttpResponseMessage>? sending = null;
        var answeredTooSoon = false;
        stage.Service.WhileAnswering = _ =>
        {
            answeredTooSoon |= sending!.IsCompleted;
            return Task.CompletedTask;
        };

        sending = stage.SendAsync(Stage.Text("Reply"));
        (await sending).EnsureSuccessStatusCode();

        Assert.False(answeredTooSoon);
        Assert.Equal(3, stage.Service.Received.Count(webhook => webhook.Status is not null));
    }

    [Fact]
    public async Task A_failed_send_names_its_code_and_has_no_contacts()
    {
        await using var stage = await Stage.SetAsync();

        var failed = Assert.Single(await StatusesAsync(stage, StatusPlan.Failed(131026)));

        Assert.Equal("failed", failed.At("status"));
        Assert.Equal("131026", failed.At("errors.0.code"));
        Assert.Equal("Message undeliverable", failed.At("errors.0.title"));
        Assert.False(stage.Service.Received[^1].Value.TryGetProperty("contacts", out _));
    }

    [Fact]
    public void A_delay_comes_before_the_first_step_only()
    {
        var delayed = StatusPlan.Delayed(TimeSpan.FromHours(1));

        Assert.Equal(StatusPlan.Ladder.Steps[0].After + TimeSpan.FromHours(1), delayed.Steps[0].After);
        Assert.Equal(StatusPlan.Ladder.Steps.Skip(1), delayed.Steps.Skip(1));
    }

    [Fact]
    public async Task A_status_that_the_service_never_takes_does_not_hold_up_the_next()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Retries = RetrySchedule.Never });
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.Statuses = StatusPlan.Ladder;
        stage.Service.AnswerNext(500);

        await stage.AcceptedAsync(Stage.Text("Reply"));

        Assert.Equal("sent", (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value.At("status"));
        Assert.Equal("delivered", (await stage.Service.NextAsync(alreadySeen: 2)).Status!.Value.At("status"));
    }
}
