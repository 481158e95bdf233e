using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.EndToEnd.Erasure;
using Hermetic.EndToEnd.Wire;
using Hermetic.Testing.Postgres;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// kill -9 inside a rotation under load: after it was asked for, while rows go over to the new version, after the trim was
/// asked for. The moments are those that the service itself shows.
/// </summary>
[Collection("Alone")]
public sealed class RotationKillTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int PerSecond = 10;

    /// <summary>Three commits of the re-sealing, each a second after the other: time to be killed in between.</summary>
    private const int Notices = 600;

    [Fact]
    public Task A_rotation_that_is_killed_at_every_step_ends_and_loses_nothing() => JudgeAsync(postgres: null);

    [Fact]
    public async Task And_so_it_does_on_PostgreSQL()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var postgres = PostgresServer.New();
        await JudgeAsync(postgres);
    }

    private async Task JudgeAsync(PostgresServer? postgres)
    {
        await using var stage = await Stage.OpenAsync(
            new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), People, postgres, PerSecond);
        using var status = new KeyStatus(stage.Service);
        await FillAsync(stage);

        await RotateSystemKeyAsync(stage, status);
        await RotateBlindIndexAsync(stage, status);
        await UntilEverybodyHasMovedAsync(stage, postgres);
        // Delivered and answered before both rotations.
        await stage.DeliverAsync(stage.Load.First!);
        var conversations = await stage.SettleAsync();
        output.WriteLine($"{stage.Load.Acknowledged.Count} acknowledged, {stage.Kills} kills");

        Judgement.OfAnswers(stage, conversations);
        await JudgeRowsAsync(stage, conversations);
        await Judgement.OfLedgerAsync(stage);
        JudgeDatabase(stage, postgres);
    }

    /// <summary>What lies under the system key.</summary>
    private static Task FillAsync(Stage stage) =>
        Parallel.ForAsync(0, Notices, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            await stage.DeliverAsync(WebhookBody.Field("security", value =>
            {
                value["event"] = "PIN_CHANGED";
                value["requester"] = $"requester {number}";
            })));

    private static async Task RotateSystemKeyAsync(Stage stage, KeyStatus status)
    {
        var asked = stage.Service.RunAsync("keys", "rotate", "system");
        await stage.KillAfterAsync(status.UntilAsync("system", 2, _ => true));
        // Its answer was lost, or it was given just in time.
        await asked;

        await stage.KillAfterAsync(status.UntilAsync("system", 1, old => old is { Moved: > 0, Rows: > 0 }));
        await status.UntilAsync("system", 1, old => old.Rows == 0);
        Assert.Equal("active", (await status.FindAsync("system", 2))!.Value.State);

        asked = stage.Service.RunAsync("keys", "trim");
        await stage.KillAfterAsync(status.UntilAsync("system", 1, old => old.State == "destroyed"));
        await asked;
        Assert.Equal("destroyed", (await status.FindAsync("system", 1))!.Value.State);
    }

    private static async Task RotateBlindIndexAsync(Stage stage, KeyStatus status)
    {
        var asked = stage.Service.RunAsync("keys", "rotate", "blind-index");
        await stage.KillAfterAsync(status.UntilAsync("blind-index", 2, _ => true));
        await asked;

        await stage.KillAfterAsync(status.UntilAsync("blind-index", 1, old => old.Moved > 0));
        var trimmed = await stage.Service.RunAsync("keys", "trim");
        Assert.Equal(1, trimmed.Exit);
        Assert.Contains("Version 1 of blind-index stays", trimmed.Errors, StringComparison.Ordinal);
        Assert.Equal("active", (await status.FindAsync("blind-index", 2))!.Value.State);
    }

    private static async Task UntilEverybodyHasMovedAsync(Stage stage, PostgresServer? postgres)
    {
        using var data = Open(stage, postgres);
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (data.Count("select count(*) from bucket where bucket < 65536") > 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "Buckets of the version before are there still, after a minute.");
            await Task.Delay(100);
        }
    }

    /// <summary>Every notice and every conversation opens, and each person is one.</summary>
    private static async Task JudgeRowsAsync(Stage stage, Dictionary<string, (string Id, int Parked)> conversations)
    {
        Assert.Equal(stage.Load.People.Select(person => person.Name).Order(), conversations.Keys.Order());
        foreach (var (name, (id, _)) in conversations)
        {
            var shown = await stage.Service.RunAsync("conversation", "show", id, "--json");
            Assert.True(shown.Exit == 0, shown.Errors);
            var index = Array.FindIndex(stage.Load.People, person => person.Name == name);
            var said = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray()
                .Where(message => message.GetProperty("from").GetString() != "assistant")
                .Select(message => message.GetProperty("text").GetString());
            Assert.Equal(
                stage.Load.Acknowledged.Where(message => message.Person == index).Select(message => message.Number).Order()
                    .Select(number => "#echo " + Load.TextOf(index, number)),
                said);
        }
        var told = await stage.Service.RunAsync("whatsapp", "events", "--json");
        Assert.Equal(Notices, JsonDocument.Parse(told.Output).RootElement.GetArrayLength());
    }

    /// <summary>Nothing names the version that is gone, and of the one that is needed still only marks that wait for their day.</summary>
    private static void JudgeDatabase(Stage stage, PostgresServer? postgres)
    {
        using var data = Open(stage, postgres);
        var first = postgres is null ? "x'00000001'" : "'\\x00000001'";
        foreach (var table in new[] { "account_event", "flow_key", "data_protection_key" })
            Assert.Equal(0, data.Count($"select count(*) from {table} where substr(envelope, 15, 4) = {first}"));
        Assert.Equal(Notices, data.Count("select count(*) from account_event"));
        Assert.Equal(0, data.Count("select count(*) from conversation where length(number) = 16"));
        Assert.Equal(0, data.Count("select count(*) from inbox where length(tag) = 16"));
        Assert.Equal(0, data.Count("select count(*) from identifier where bucket < 65536"));
        Assert.Equal(0, data.Count("select count(*) from bucket where bucket < 65536"));
        Assert.Equal(People, data.Count("select count(*) from subject"));
    }

    private static DataCopy Open(Stage stage, PostgresServer? postgres) =>
        postgres is null ? new DataCopy(stage.Service.Data) : new DataCopy(postgres);
}
