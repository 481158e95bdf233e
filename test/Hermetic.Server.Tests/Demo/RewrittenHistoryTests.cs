using Hermetic.Server.Demo;

namespace Hermetic.Server.Tests.Demo;

public sealed class RewrittenHistoryTests
{
    [Fact]
    public async Task One_changed_byte_is_caught_at_its_entry_and_the_log_itself_stays_good()
    {
        await using var stage = await DemoStage.StartAsync();
        for (var i = 0; i < 3; i++)
            await stage.Service.AskAsync(RunningService.Ana, "hello");

        for (var times = 0; times < 8; times++)
        {
            var report = await new RewrittenHistory(stage.Site).RunAsync(default);
            Assert.True(report.Good);
            Assert.Equal(report.Changed, report.Failed);
            Assert.Contains($"Entry {report.Changed} ", report.Sentence, StringComparison.Ordinal);
            Assert.NotEqual(report.Was, report.Became);
            Assert.Equal(report.Was.Split(' ')[0], report.Became.Split(' ')[0]);
        }
        Assert.False(Directory.Exists(stage.Site.Service.Data + "-tour"));
    }

    [Fact]
    public async Task A_log_without_entries_is_no_history()
    {
        await using var stage = await DemoStage.StartAsync();
        var refused = await Assert.ThrowsAsync<TourException>(() => new RewrittenHistory(stage.Site).RunAsync(default));
        Assert.Equal("TOUR-3", refused.Code);
    }
}
