using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// kill -9 at random moments under load, judged from outside: by what was acknowledged with 200 and by what the Graph
/// API received.
/// </summary>
[Collection("Alone")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int Rounds = 5;

    [Fact]
    public Task Everything_acknowledged_is_answered_once_and_in_order_through_five_kills() => JudgeAsync(postgres: null);

    [Fact]
    public async Task And_so_it_is_on_PostgreSQL_which_is_killed_in_between_too()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var postgres = PostgresServer.New();
        await JudgeAsync(postgres);
    }

    private async Task JudgeAsync(PostgresServer? postgres)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HERMETIC_SEED"), out var given)
            ? given
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed} (HERMETIC_SEED repeats it)");
        await using var stage = await Stage.OpenAsync(new Random(seed), People, postgres);
        for (var round = 0; round < Rounds; round++)
        {
            await stage.KillAsync();
            if (postgres is not null)
                await stage.KillDatabaseAsync(postgres);
        }
        var conversations = await stage.SettleAsync();
        var parked = conversations.Values.Sum(row => row.Parked);
        output.WriteLine(
            $"{stage.Load.Acknowledged.Count} acknowledged, {stage.Graph.Messages.Count} received, "
            + $"{stage.Way.Lost} lost on the way, {parked} parked, {stage.Kills} kills");

        Judgement.OfAnswers(stage, conversations);
        // What was lost on the way had been recorded as a try; a conversation has at most one try open at a kill.
        Assert.InRange(parked, stage.Way.Lost, int.MaxValue);
        Assert.All(conversations.Values, row => Assert.InRange(row.Parked, 0, stage.Kills));
        await JudgeStatusesAsync(stage, conversations);
        await Judgement.OfLedgerAsync(stage);
    }

    /// <summary>Every status got through in the end: what was received counts as read, the rest as parked.</summary>
    private static async Task JudgeStatusesAsync(Stage stage, Dictionary<string, (string Id, int Parked)> conversations)
    {
        var (name, (id, parked)) = conversations.MaxBy(row => row.Value.Parked);
        var shown = await stage.Service.RunAsync("conversation", "show", id, "--json");
        Assert.True(shown.Exit == 0, shown.Errors);
        var states = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray()
            .Where(message => message.GetProperty("from").GetString() == "assistant")
            .CountBy(message => message.GetProperty("delivery").GetString()!.Split(':')[0]).ToDictionary();
        var received = stage.Graph.Messages.Count(message => message.To == stage.Load.Find(name).Phone);
        Assert.Equal((received, parked), (states.GetValueOrDefault("read"), states.GetValueOrDefault("parked")));
        Assert.Equal(received + parked, states.Values.Sum());
    }
}
