using Hermetic.Server.Demo;

namespace Hermetic.Server.Tests.Demo;

public sealed class ForgeryTests
{
    [Fact]
    public async Task Two_forgeries_are_refused_and_a_replay_changes_nothing()
    {
        await using var stage = await DemoStage.StartAsync();
        var wamid = await stage.Service.Phones.SendTextAsync(RunningService.Ana, "hello");
        await stage.Service.AnswerAsync(RunningService.Ana, 0);

        var report = await new Forgery(stage.Site).RunAsync(wamid, default);

        Assert.Equal(
            [("unsigned", 401), ("other-secret", 401), ("replayed", 200)],
            report.Requests.Select(request => (request.Kind, request.Status)));
        Assert.Null(report.Requests[0].Signature);
        Assert.NotEqual(report.Requests[1].Signature, report.Requests[2].Signature);
        Assert.Equal((1, 1), (report.Before, report.After));
        await stage.Service.AskAsync(RunningService.Ana, "hello again");
        Assert.Equal(2, stage.Service.SentTo(RunningService.Ana).Count);
    }

    [Fact]
    public async Task Somebody_without_a_number_serves_as_a_model_too()
    {
        await using var stage = await DemoStage.StartAsync();
        var wamid = await stage.Service.Phones.SendTextAsync(RunningService.Ben, "hello");
        var report = await new Forgery(stage.Site).RunAsync(wamid, default);
        Assert.Equal([401, 401, 200], report.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task What_no_webhook_brought_is_no_model()
    {
        await using var stage = await DemoStage.StartAsync();
        var refused = await Assert.ThrowsAsync<TourException>(() => new Forgery(stage.Site).RunAsync("wamid.none", default));
        Assert.Equal("TOUR-2", refused.Code);
    }
}
