namespace Load.Tests.Drive;

/// <summary>Drive, Graph API and checker together, around a service of a few lines that keeps its promises or does not.</summary>
public sealed class DriveTests : IDisposable
{
    private const string Secret = "app secret";
    private const string Token = "token";
    private readonly string _folder = Directory.CreateTempSubdirectory("load-drive-").FullName;

    private string Sent => Path.Combine(_folder, "sent");

    private string Received => Path.Combine(_folder, "received");

    [Fact]
    public async Task A_service_that_keeps_its_promises_is_found_good_through_duplicates_batches_and_refusals()
    {
        var verdict = await RunAsync(
            new() { People = 40, Messages = 600, Duplicates = 0.3, Held = 0.05, Batches = 0.02, Batch = 50, Connections = 8 },
            graph => new(graph, Secret, Token) { RefusesOneOf = 20 });
        Assert.Empty(verdict.Problems);
        Assert.InRange(verdict.Acknowledged, 600, 1100);
        Assert.Equal(verdict.Acknowledged, verdict.Received);
    }

    [Fact]
    public async Task A_service_that_answers_a_redelivery_again_is_found()
    {
        var verdict = await RunAsync(
            new() { People = 20, Messages = 100, Duplicates = 0.5 }, graph => new(graph, Secret, Token) { Forgets = true });
        Assert.True(verdict.Doubled > 0);
        Assert.Equal((0, 0), (verdict.Lost, verdict.Disordered));
    }

    [Fact]
    public async Task A_service_that_acknowledges_and_forgets_is_found()
    {
        var verdict = await RunAsync(
            new() { People = 20, Messages = 100 }, graph => new(graph, Secret, Token) { LosesOneOf = 25 });
        Assert.InRange(verdict.Lost, 4, 5);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_nothing_counts_as_acknowledged()
    {
        var verdict = await RunAsync(
            new() { People = 5, Messages = 5, Connections = 1, Patience = TimeSpan.FromMilliseconds(200), Time = TimeSpan.FromMilliseconds(200) },
            graph => new(graph, "another secret", Token));
        Assert.Equal((0, 0), (verdict.Acknowledged, verdict.Received));
        Assert.False(verdict.IsGood);
    }

    [Fact]
    public async Task Until_the_echo_means_that_a_person_writes_on_when_the_answer_is_there()
    {
        await using var graph = await GraphServer.StartAsync(0, Token, Journal.Open(path: null), new Random(1));
        var echoes = new Echoes();
        graph.Accepted = message => echoes.Arrive(message.Text);
        await using var service = new EchoService(graph, Secret, Token);
        await service.StartAsync();
        using var sender = new WebhookSender(Secret, "1", "/", [service.Address]);
        var result = await new Load.Drive(
                sender, new() { People = 10, Messages = 200, UntilEcho = true, Connections = 4 }, Journal.Open(path: null),
                echoes, new Random(1))
            .RunAsync(CancellationToken.None);
        Assert.InRange(result.Echo.Count, 200, 204);
        Assert.Equal(result.Acknowledgement.Count, result.Echo.Count);
        Assert.True(result.PerSecond > 0);
    }

    private async Task<Verdict> RunAsync(DriveOptions options, Func<GraphServer, EchoService> make)
    {
        await using (var received = Journal.Open(Received))
        await using (var sent = Journal.Open(Sent))
        await using (var graph = await GraphServer.StartAsync(0, Token, received, new Random(1)))
        await using (var service = make(graph))
        {
            await service.StartAsync();
            using var sender = new WebhookSender(Secret, "1", "/", [service.Address]);
            await new Load.Drive(sender, options, sent, new(), new Random(1)).RunAsync(CancellationToken.None);
        }
        return Checker.Judge(
            [.. Journal.Read<SentLine>(Sent)], [.. Journal.Read<GraphLine>(Received)], ServiceLists.Empty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
