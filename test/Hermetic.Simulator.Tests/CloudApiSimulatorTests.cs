using System.Text;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Tests;

public sealed class CloudApiSimulatorTests
{
    [Fact]
    public async Task A_text_arrives_as_a_signed_webhook_before_the_call_returns()
    {
        await using var stage = await Stage.SetAsync();

        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Grüß Gott 🦊");

        var webhook = Assert.Single(stage.Service.Received);
        Assert.True(webhook.SignatureHolds);
        Assert.Equal("application/json", webhook.ContentType);
        Assert.Equal(wamid, webhook.Message!.Value.At("id"));
        Assert.Equal("Grüß Gott 🦊", webhook.Message!.Value.At("text.body"));
        Assert.Equal("491511234567", webhook.Message!.Value.At("from"));
    }

    [Fact]
    public async Task A_pressed_button_quotes_the_message_that_it_stood_under()
    {
        await using var stage = await Stage.SetAsync();

        await stage.Simulator.PressButtonAsync(
            Stage.Anna, "confirm:7", "Yes, book it", "wamid.of-the-question");

        var message = Assert.Single(stage.Service.Received).Message!.Value;
        Assert.Equal("interactive", message.At("type"));
        Assert.Equal("button_reply", message.At("interactive.type"));
        Assert.Equal("confirm:7", message.At("interactive.button_reply.id"));
        Assert.Equal("Yes, book it", message.At("interactive.button_reply.title"));
        Assert.Equal("wamid.of-the-question", message.At("context.id"));
    }

    [Fact]
    public async Task A_redelivery_repeats_the_bytes_and_the_signature()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "once");

        await stage.Simulator.RedeliverAsync(wamid);

        Assert.Equal(2, stage.Service.Received.Count);
        Assert.Equal(stage.Service.Received[0].Body, stage.Service.Received[1].Body);
        Assert.Equal(stage.Service.Received[0].Signature, stage.Service.Received[1].Signature);
    }

    [Fact]
    public async Task Redelivering_an_unknown_message_is_refused()
    {
        await using var stage = await Stage.SetAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => stage.Simulator.RedeliverAsync("wamid.unknown"));
    }

    [Fact]
    public async Task Any_body_can_be_signed_and_posted_once()
    {
        await using var stage = await Stage.SetAsync();
        stage.Service.AnswerNext(400);

        var answer = await stage.Simulator.PostAsync("not JSON"u8.ToArray());

        Assert.Equal(400, answer.HttpStatus);
        Assert.True(Assert.Single(stage.Service.Received).SignatureHolds);
    }

    [Fact]
    public async Task Someone_who_is_not_on_the_list_cannot_write()
    {
        await using var stage = await Stage.SetAsync();
        var stranger = new SimulatedPerson("Stranger", "4915999", "DE.1");

        await Assert.ThrowsAsync<ArgumentException>(() => stage.Simulator.SendTextAsync(stranger, "Hello"));
    }

    [Fact]
    public async Task Waiting_finds_a_message_that_was_sent_before_and_one_that_comes_later()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        await stage.AcceptedAsync(Stage.Text("first"));

        var first = await stage.Simulator.WaitForSentAsync(
            sent => sent.Text == "first", TimeSpan.FromSeconds(10));
        var waiting = stage.Simulator.WaitForSentAsync(
            sent => sent.Text == "second", TimeSpan.FromSeconds(10));
        Assert.False(waiting.IsCompleted);
        await stage.AcceptedAsync(Stage.Text("second"));

        Assert.Same(Stage.Anna, first.Person);
        Assert.Equal("second", (await waiting).Text);
    }

    [Fact]
    public async Task Waiting_for_what_never_comes_ends_with_a_timeout()
    {
        await using var stage = await Stage.SetAsync();

        await Assert.ThrowsAsync<TimeoutException>(
            () => stage.Simulator.WaitForSentAsync(_ => true, TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task Two_runs_with_the_same_seed_make_the_same_ids_and_another_seed_makes_others()
    {
        var runs = new List<string>();
        foreach (var seed in new[] { 7, 7, 8 })
        {
            await using var stage = await Stage.SetAsync(options => options with { Seed = seed });
            runs.Add(await stage.Simulator.SendTextAsync(Stage.Anna, "Hello"));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
    }

    [Fact]
    public async Task Every_webhook_is_kept_with_its_bytes_signature_and_answers()
    {
        await using var stage = await Stage.SetAsync();
        stage.Service.AnswerNext(503, 0);

        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "kept");

        var delivery = Assert.Single(stage.Simulator.Deliveries);
        Assert.Equal(wamid, delivery.Wamid);
        Assert.Equal(stage.Service.Received[0].Body, delivery.Body.ToArray());
        Assert.Equal(stage.Service.Received[0].Signature, delivery.Signature);
        Assert.Equal([503, null, 200], delivery.Answers.Select(answer => answer.HttpStatus));
    }

    [Fact]
    public async Task Stopping_ends_while_a_page_listens_and_a_webhook_waits_for_its_retry()
    {
        var stage = await Stage.SetAsync(options => options with { Retries = new([TimeSpan.FromDays(1)]) });
        stage.Service.AnswerNext(500);
        using var listening = await stage.Http.GetAsync(
            "simulator/events", HttpCompletionOption.ResponseHeadersRead);
        await stage.Http.PostAsync(
            "simulator/people/0/messages",
            new StringContent("""{"text":"Hi"}""", Encoding.UTF8, "application/json"));
        await stage.Service.NextAsync(alreadySeen: 0);

        await stage.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_webhook_that_is_never_accepted_fails_the_call_and_names_the_last_answer()
    {
        await using var stage = await Stage.SetAsync();
        stage.Service.AnswerNext(500, 500, 500, 503);

        var lost = await Assert.ThrowsAsync<WebhookLostException>(
            () => stage.Simulator.SendTextAsync(Stage.Anna, "lost"));

        Assert.Contains("503", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", stage.Service.Received[0].Signature, StringComparison.Ordinal);
    }
}
