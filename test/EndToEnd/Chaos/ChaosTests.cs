using System.Text.Json;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Chaos;

/// <summary>
/// Everything at once, under load: kills, a database that dies or stands still, a Graph API that refuses, is slow and
/// cuts what it accepted, webhooks that come twice, in another order and by the thousand, a full disk. 0 lost, 0
/// doubled, 0 disordered. <c>test/Load/chaos.sh</c> runs the same for hours.
/// </summary>
[Collection("Alone")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private readonly ChaosPlan _plan = ChaosPlan.FromEnvironment();

    [Fact]
    public Task What_was_acknowledged_arrives_once_and_in_order_through_kills_and_a_hostile_Graph_API() => RunAsync(postgres: null);

    [Fact]
    public async Task And_so_it_does_on_PostgreSQL_which_is_killed_and_frozen_in_between()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var postgres = PostgresServer.New();
        await RunAsync(postgres);
    }

    [Fact]
    public async Task And_so_it_does_on_a_disk_that_is_full_now_and_then()
    {
        await SmallDisk.SkipUnlessPossibleAsync();
        var random = new Random(_plan.Seed);
        await using var stage = await ChaosStage.OpenAsync(
            _plan with { People = 100 }, postgres: null, SmallDisk.Under);
        var fills = Math.Max(2, _plan.Kills / 20);
        for (var fill = 0; fill < fills; fill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3000)), TimeProvider.System);
            var ballast = SmallDisk.Fill(stage.Nodes.First);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3000)), TimeProvider.System);
            File.Delete(ballast);
        }
        Write(await stage.JudgeAsync(Counted("SQLite") with { Fills = fills }));
        Assert.Contains("DiskFullException", await File.ReadAllTextAsync(stage.Nodes.First.LogFile), StringComparison.Ordinal);
    }

    private async Task RunAsync(PostgresServer? postgres)
    {
        output.WriteLine($"seed {_plan.Seed} (HERMETIC_SEED repeats it)");
        await using var stage = await ChaosStage.OpenAsync(_plan, postgres);
        var faults = new Faults(stage, _plan, postgres);
        var counted = await faults.RunAsync(Counted(postgres is null ? "SQLite" : "PostgreSQL"));
        Write(await stage.JudgeAsync(counted));
        Assert.Equal(0, await stage.Nodes.First.StopAsync());
    }

    private static readonly JsonSerializerOptions _readable = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private ChaosReport Counted(string engine) =>
        new(engine, _plan.Nodes, _plan.Seed, 0, 0, 0, 0, 0, 0, 0, 0, default, default, default);

    private void Write(ChaosReport report) =>
        output.WriteLine(JsonSerializer.Serialize(report, _readable));
}
