namespace Hermetic.Simulator.Tests.Phone;

public sealed class PhoneEventsTests
{
    [Fact]
    public async Task A_page_learns_at_once_whether_the_service_answers()
    {
        await using var stage = await Stage.SetAsync(
            options => options with { Retries = RetrySchedule.Never });
        await using var first = await EventReader.OpenAsync(stage);
        Assert.True((await first.NextAsync("service")).GetProperty("reachable").GetBoolean());

        stage.Service.AnswerNext(500);
        await Assert.ThrowsAsync<Hermetic.Simulator.Webhooks.WebhookLostException>(
            () => stage.Simulator.SendTextAsync(Stage.Anna, "Hello"));

        Assert.False((await first.NextAsync("service")).GetProperty("reachable").GetBoolean());
        await using var second = await EventReader.OpenAsync(stage);
        Assert.Equal("HTTP 500", (await second.NextAsync("service")).At("trouble"));
    }

    [Fact]
    public async Task A_message_its_ticks_typing_and_the_reply_arrive_in_this_order()
    {
        await using var stage = await Stage.SetAsync();
        await using var events = await EventReader.OpenAsync(stage);
        await events.NextAsync("service");

        var wamid = await stage.Simulator.SendTextAsync(Stage.Bo, "Hello");
        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            status = "read",
            message_id = wamid,
            typing_indicator = new { type = "text" },
        });
        await stage.AcceptedAsync(new
        {
            messaging_product = "whatsapp",
            recipient = Stage.Bo.UserId,
            type = "text",
            text = new { body = "Good afternoon" },
        });

        foreach (var state in new[] { "sent", "delivered", "read" })
        {
            var own = await events.NextAsync("message");
            Assert.Equal(
                (wamid, state, "1"), (own.At("message.wamid"), own.At("message.state"), own.At("person")));
        }
        Assert.Equal("1", (await events.NextAsync("typing")).At("person"));
        Assert.Equal("Good afternoon", (await events.NextAsync("message")).At("message.text"));
    }

    [Fact]
    public async Task Two_pages_get_the_same_events()
    {
        await using var stage = await Stage.SetAsync();
        await using var first = await EventReader.OpenAsync(stage);
        await using var second = await EventReader.OpenAsync(stage);
        await first.NextAsync("service");
        await second.NextAsync("service");

        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");

        Assert.Equal(wamid, (await first.NextAsync("message")).At("message.wamid"));
        Assert.Equal(wamid, (await second.NextAsync("message")).At("message.wamid"));
    }
}
