using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests;

public sealed class GraphFaultTests
{
    [Fact]
    public async Task A_refused_send_is_answered_with_the_status_and_code_of_the_fault_and_is_not_accepted()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.FailNext(new GraphFault.Refuse(HttpStatus: 403, Code: 131056));

        var error = await stage.RefusedAsync(Stage.Text("Reply"), HttpStatusCode.Forbidden);

        Assert.Equal("131056", error.At("code"));
        Assert.Empty(stage.Simulator.Sent);
    }

    [Fact]
    public async Task Faults_end_after_their_count()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.FailNext(new GraphFault.Refuse(500, 131000), count: 2);

        await stage.RefusedAsync(Stage.Text("one"), HttpStatusCode.InternalServerError);
        await stage.RefusedAsync(Stage.Text("two"), HttpStatusCode.InternalServerError);
        await stage.AcceptedAsync(Stage.Text("three"));

        Assert.Equal("three", Assert.Single(stage.Simulator.Sent).Text);
    }

    [Fact]
    public async Task A_fault_for_one_person_waits_for_them_and_every_refusal_is_on_record()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        await stage.AfterWritingAsync(Stage.Bo);
        stage.Simulator.FailNext(new GraphFault.Refuse(500, 131000), to: Stage.Anna);
        stage.Simulator.FailNext(new GraphFault.Refuse(400, 131026));

        var first = await stage.RefusedAsync(new
        {
            messaging_product = "whatsapp", recipient = Stage.Bo.UserId, type = "text", text = new { body = "to another" },
        });
        await stage.RefusedAsync(Stage.Text("to her"), HttpStatusCode.InternalServerError);
        await stage.AcceptedAsync(Stage.Text("once more"));

        Assert.Equal("131026", first.At("code"));
        Assert.Equal([131026, 131000], stage.Simulator.Refusals);
    }

    [Fact]
    public async Task Neither_an_invalid_send_nor_a_read_mark_uses_a_fault_up()
    {
        await using var stage = await Stage.SetAsync();
        var wamid = await stage.Simulator.SendTextAsync(Stage.Anna, "Hello");
        stage.Simulator.FailNext(new GraphFault.Refuse(500, 131000));

        await stage.RefusedAsync(Stage.Text(""));
        await stage.AcceptedAsync(
            new { messaging_product = "whatsapp", status = "read", message_id = wamid });

        await stage.RefusedAsync(Stage.Text("valid"), HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_connection_cut_before_accepting_leaves_nothing_behind()
    {
        await using var stage = await Stage.SetAsync(options => options with { Statuses = StatusPlan.Early });
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.FailNext(new GraphFault.CutBeforeAccepting());

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.SendAsync(Stage.Text("Reply")));

        Assert.Empty(stage.Simulator.Sent);
        Assert.Single(stage.Service.Received);
    }

    [Fact]
    public async Task A_connection_cut_after_accepting_is_told_apart_by_the_status_alone()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.Statuses = StatusPlan.Ladder;
        stage.Simulator.FailNext(new GraphFault.CutAfterAccepting());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => stage.SendAsync(Stage.Text("Reply", callback: "attempt-9")));

        var status = (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value;
        Assert.Equal("attempt-9", status.At("biz_opaque_callback_data"));
        Assert.Equal(Assert.Single(stage.Simulator.Sent).Wamid, status.At("id"));
    }

    [Fact]
    public async Task A_slow_answer_comes_when_its_pause_is_over_although_the_message_is_out()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var stage = await Stage.SetAsync(options => options with { Clock = clock });
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.FailNext(new GraphFault.Slow(TimeSpan.FromSeconds(30)));

        var sending = stage.SendAsync(Stage.Text("Reply"));
        await stage.Simulator.WaitForSentAsync(sent => sent.Text == "Reply", TimeSpan.FromSeconds(10));
        Assert.False(sending.IsCompleted);
        await stage.TurnUntilAsync(clock, sending);

        Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
        Assert.True(clock.GetUtcNow() >= DateTimeOffset.UnixEpoch.AddSeconds(30));
    }
}
