using System.Globalization;
using Hermetic.Server.Observability;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Tests.Observability;

/// <summary>
/// What one service counts, read as a monitor reads it. Other services of this process add to the same numbers, so that
/// only growth can be said.
/// </summary>
public sealed class InstrumentsTests
{
    [Fact]
    public async Task A_conversation_is_counted_at_every_step()
    {
        await using var service = await RunningService.StartAsync();
        var before = await Scraped.FromAsync(service);

        await service.AskAsync(RunningService.Ana, "Hello");
        await service.DrainedAsync(1);
        await RunningService.UntilAsync(() => service.OutboxStates() is [>= Storage.OutboxState.Sent], "the recorded answer");

        var after = await Scraped.FromAsync(service);
        foreach (var series in new[]
        {
            "hermetic_webhook_duration_seconds_count{code=\"200\"}",
            "hermetic_answer_duration_seconds_count",
            "hermetic_turns_total{outcome=\"done\"}",
            "hermetic_sends_total{outcome=\"accepted\"}",
            "hermetic_graph_duration_seconds_count{code=\"200\",route=\"messages\"}",
            "hermetic_envelopes_total{operation=\"seal\"}",
            "hermetic_envelopes_total{operation=\"open\"}",
            "hermetic_keys_total{operation=\"opened\"}",
            "hermetic_keys_total{operation=\"cached\"}",
            "hermetic_storage_commit_duration_seconds_count",
            "hermetic_storage_commit_size_count",
        })
            Assert.True(after[series] > before[series], series);
    }

    [Fact]
    public async Task The_state_of_things_is_read_when_somebody_asks()
    {
        await using var service = await RunningService.StartAsync(("Metrics:Node", "one"), ("Memory:SecretBytes", "16777216"));
        await service.AskAsync(RunningService.Ana, "Hello");
        await service.DrainedAsync(1);
        await RunningService.UntilAsync(
            () => service.Database.Read(Storage.LedgerEntries.Lag) == 0, "numbered entries");

        var scraped = await Scraped.FromAsync(service);

        Assert.InRange(scraped["hermetic_ledger_size{node=\"one\"}"], 1, 1000);
        Assert.Equal(1, scraped["hermetic_ready{node=\"one\"}"]);
        Assert.Equal(16777216, scraped["hermetic_memory_secret_budget_bytes{node=\"one\"}"]);
        Assert.InRange(scraped["hermetic_memory_secret_used_bytes{node=\"one\"}"], 1, 16777216);
        Assert.InRange(scraped["hermetic_storage_waiting{node=\"one\"}"], 0, 4096);
        Assert.InRange(
            scraped["hermetic_start_time_seconds{node=\"one\"}"], 1,
            TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_forged_webhook_is_counted_by_its_answer_and_nothing_else_of_it_is()
    {
        await using var service = await RunningService.StartAsync();
        var before = await Scraped.FromAsync(service);
        using var http = new HttpClient();
        using var content = new StringContent("{}");
        content.Headers.Add("X-Hub-Signature-256", "sha256=" + new string('0', 64));
        using var answer = await http.PostAsync(new Uri(service.Address, "/webhooks/whatsapp"), content);

        const string series = "hermetic_webhook_duration_seconds_count{code=\"401\"}";
        Assert.True((await Scraped.FromAsync(service))[series] > before[series]);
    }

    [Theory]
    [InlineData(131026, "refused", "unreachable")]
    [InlineData(190, "refused", "account")]
    [InlineData(123456789, "refused", "unlisted")]
    public void A_refusal_is_counted_by_the_kind_of_its_error(int code, string outcome, string reason)
    {
        using var seen = Measured.All();

        Instruments.Tried(new SendOutcome.Rejected(code, 400, default));

        Assert.Contains(("hermetic.sends", "outcome", outcome), seen.Values);
        Assert.Contains(("hermetic.sends.refused", "reason", reason), seen.Values);
    }

    [Fact]
    public void What_nobody_knows_is_counted_as_that()
    {
        using var seen = Measured.Of("hermetic.sends");

        Instruments.Tried(new SendOutcome.Unknown(null));
        Instruments.Tried(new SendOutcome.NotSent());

        Assert.Contains("outcome=unknown", seen.Tags);
        Assert.Contains("outcome=not_sent", seen.Tags);
    }

    /// <summary>An increase from nothing to 1 is no increase to Prometheus.</summary>
    [Fact]
    public async Task What_an_alert_waits_for_is_there_before_it_happens()
    {
        await using var service = await RunningService.StartAsync();

        var scraped = await Scraped.FromAsync(service);

        Assert.Contains("hermetic_sends_total{outcome=\"parked\"}", scraped.Series);
        Assert.Contains("hermetic_sends_refused_total{reason=\"account\"}", scraped.Series);
        Assert.Contains("hermetic_turns_total{outcome=\"set_aside\"}", scraped.Series);
    }
}

/// <summary>One look at the numbers.</summary>
internal sealed class Scraped
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    internal string Text { get; private init; } = "";

    internal IReadOnlyCollection<string> Series => _values.Keys;

    /// <summary>0 when there is no such series yet.</summary>
    internal double this[string series] => _values.GetValueOrDefault(series);

    internal static async Task<Scraped> FromAsync(RunningService service)
    {
        using var http = new HttpClient();
        var scraped = new Scraped { Text = await http.GetStringAsync(service.Metrics) };
        foreach (var line in scraped.Text.Split('\n').Where(line => line is [not '#', ..]))
        {
            var space = line.LastIndexOf(' ');
            var value = line[(space + 1)..].Replace("+Inf", "Infinity", StringComparison.Ordinal);
            scraped._values[line[..space]] = double.Parse(value, CultureInfo.InvariantCulture);
        }
        return scraped;
    }
}
