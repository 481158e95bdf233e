using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.EndToEnd.Evidence;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// kill -9 at random moments under load, judged from outside: by what was acknowledged with 200 and by what the Graph
/// API received.
/// </summary>
[Collection("Alone")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int PerSecond = 60;
    private const int Rounds = 5;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Everything_acknowledged_is_answered_once_and_in_order_through_five_kills()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HERMETIC_SEED"), out var given)
            ? given
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed} (HERMETIC_SEED repeats it)");
        var random = new Random(seed);
        using var way = new Lossy(new Random(random.Next()));
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url);
        using var meta = new Meta(service);
        var statuses = new Statuses(meta);
        (graph.OnTheWay, graph.OnTheWayBack, graph.Accepted) = (way.ThereAsync, way.BackAsync, statuses.Report);
        var load = new Load(meta, People, PerSecond, new Random(random.Next()));

        using var end = new CancellationTokenSource();
        using var enough = new CancellationTokenSource();
        var reporting = statuses.RunAsync(end.Token);
        await service.StartAsync();
        var sending = load.RunAsync(enough.Token);
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
            kills += await RoundAsync(service, way, random);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await enough.CancelAsync();
        await sending;
        var parked = await SettleAsync(service, graph, load, statuses);
        await end.CancelAsync();
        await Task.WhenAny(reporting);

        output.WriteLine(
            $"{load.Acknowledged.Count} acknowledged, {graph.Messages.Count} received, {way.Lost} lost on the way, "
            + $"{parked.Values.Sum()} parked, {kills} kills");
        Judge(graph, load, parked);
        // What was lost on the way had been recorded as a try; no conversation has more than one try open at a kill.
        Assert.InRange(parked.Values.Sum(), way.Lost, int.MaxValue);
        Assert.All(parked.Values, count => Assert.InRange(count, 0, kills));
        await JudgeLedgerAsync(service, load);
    }

    /// <summary>Some time under load, a kill, now and then another in the middle of the next start.</summary>
    private static async Task<int> RoundAsync(Deployment service, Lossy way, Random random)
    {
        var kills = 1;
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 5000)), TimeProvider.System);
        await KillAsync(service, way);
        if (random.Next(3) == 0)
        {
            service.Launch();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1500)), TimeProvider.System);
            await KillAsync(service, way);
            kills++;
        }
        await service.StartAsync();
        return kills;
    }

    private static async Task KillAsync(Deployment service, Lossy way)
    {
        var dying = service.KillAsync();
        way.Cut();
        await dying;
    }

    /// <summary>Waits until nothing is unanswered and nothing moves; returns the parked messages per person.</summary>
    private static async Task<Dictionary<string, int>> SettleAsync(
        Deployment service, GraphApi graph, Load load, Statuses statuses)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            var before = graph.Messages.Count;
            var list = await service.RunAsync("conversation", "list", "--json");
            Assert.True(list.Exit == 0, list.Errors);
            var rows = JsonDocument.Parse(list.Output).RootElement.EnumerateArray().ToList();
            var unanswered = rows.Sum(row => row.GetProperty("unanswered").GetInt32());
            var parked = rows.ToDictionary(
                row => row.GetProperty("name").GetString()!, row => row.GetProperty("parked").GetInt32());
            var settled = unanswered == 0 && statuses.IsQuiet && graph.Messages.Count == before
                && graph.Messages.Count + parked.Values.Sum() >= load.Acknowledged.Count;
            if (settled || begun.Elapsed > _patience)
                return parked;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

    private static void Judge(GraphApi graph, Load load, Dictionary<string, int> parked)
    {
        var acknowledged = load.Acknowledged.ToLookup(message => message.Person, message => message.Number);
        for (var index = 0; index < People; index++)
        {
            var person = load.People[index];
            var expected = acknowledged[index].Order().Select(number => Load.TextOf(index, number)).ToList();
            var received = graph.To(person).Select(message => message.Text).ToList();
            Assert.True(expected.Count > 0, $"{person.Name} sent nothing.");
            Assert.Equal(received.Distinct(), received);                             // none twice
            Assert.Equal(received.Order(StringComparer.Ordinal), received);          // in order
            Assert.Subset(expected.ToHashSet(), received.ToHashSet());               // nothing invented
            var missing = expected.Except(received).ToList();
            Assert.True(
                missing.Count == parked.GetValueOrDefault(person.Name),
                $"{person.Name}: never received [{string.Join(", ", missing)}], parked {parked.GetValueOrDefault(person.Name)}.");
        }
    }

    /// <summary>The record went through the same kills: one entry for each acknowledged message, and it verifies.</summary>
    private static async Task JudgeLedgerAsync(Deployment service, Load load)
    {
        Assert.Equal(0, await service.StopAsync());
        var export = await LedgerExport.WriteAsync(service);
        Assert.Equal(load.Acknowledged.Count, export.Count("message.accept"));
        var verified = await service.RunAsync("ledger", "verify", export.Folder);
        Assert.True(verified.Exit == 0, verified.Errors);
    }
}
