using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>One fault after the other, at random moments, until there were enough of them and enough messages.</summary>
internal sealed class Faults(ChaosStage stage, ChaosPlan plan, PostgresServer? postgres)
{
    private const int KillsBetweenStorms = 4;
    private const int KillsBetweenDatabaseKills = 3;
    private const int KillsBetweenFreezes = 25;

    private readonly Random _random = new(plan.Seed);

    /// <returns>What was given, with the faults counted.</returns>
    public async Task<ChaosReport> RunAsync(ChaosReport report)
    {
        while (report.Kills < plan.Kills || stage.Acknowledged < plan.Messages)
        {
            await PauseAsync(500, 4000);
            if (report.Kills < plan.Kills || _random.Next(4) == 0)
                report = await KillNodeAsync(report);
            if (report.Kills % KillsBetweenStorms == 1)
            {
                // Shorter than the retries of 131000, which end after six.
                await stage.StormAsync(_random.Next(2) == 0 ? "numberLimit" : "serverError", TimeSpan.FromSeconds(2));
                report = report with { Storms = report.Storms + 1 };
            }
            if (postgres is not null)
                report = await HurtDatabaseAsync(postgres, report);
            report = report with { EndedByItself = report.EndedByItself + await stage.Nodes.ReviveAsync() };
        }
        return report;
    }

    /// <summary>kill -9 of any node, now and then once more during its start.</summary>
    private async Task<ChaosReport> KillNodeAsync(ChaosReport report)
    {
        var node = stage.Nodes.All[_random.Next(stage.Nodes.All.Count)];
        await node.KillAsync();
        report = report with { Kills = report.Kills + 1 };
        if (_random.Next(4) == 0)
        {
            node.Launch();
            await PauseAsync(100, 1500);
            await node.KillAsync();
            report = report with { Kills = report.Kills + 1, KillsAtStart = report.KillsAtStart + 1 };
        }
        await node.StartAsync();
        return report;
    }

    private async Task<ChaosReport> HurtDatabaseAsync(PostgresServer server, ChaosReport report)
    {
        if (report.Kills % KillsBetweenDatabaseKills == 2)
        {
            await PauseAsync(200, 1500);
            server.Kill();
            await PauseAsync(0, 2000);
            server.Start();
            report = report with { DatabaseKills = report.DatabaseKills + 1 };
        }
        if (report.Freezes * KillsBetweenFreezes < report.Kills)
        {
            server.Freeze();
            await Task.Delay(plan.Freeze, TimeProvider.System);
            server.Thaw();
            report = report with { Freezes = report.Freezes + 1 };
        }
        return report;
    }

    private Task PauseAsync(int least, int most) =>
        Task.Delay(TimeSpan.FromMilliseconds(_random.Next(least, most)), TimeProvider.System);
}
