using System.Net;
using System.Net.Sockets;
using Hermetic.Server.Cluster;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.Testing;
using Hermetic.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Cluster;

/// <summary>
/// A service that listens for other nodes, and others that join it from the same process and on the same parts: their
/// silos know nothing of that.
/// </summary>
public sealed class ClusterNodeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-cluster-");
    private readonly PrivateAuthority _authority = new(TimeProvider.System.GetUtcNow());
    private readonly string _schema = $"c_{Guid.NewGuid():N}";

    public ClusterNodeTests()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        PostgresServer.Shared.Execute($"create schema {_schema}");
    }

    [Fact]
    public async Task Two_nodes_with_certificates_of_one_authority_find_each_other_and_share_the_numbers_limit()
    {
        await using var service = await StartAsync(WithTls());
        await using var second = Join(service, Tls(_authority, "second"));

        await LivingAsync(service, 2);
        var answer = await service.AskAsync(Ana, "where are you?");

        Assert.NotNull(answer.Text);
        Assert.Equal(2, service.Parts.GetRequiredService<SendLimits>().Nodes);
        Assert.NotNull(second.Node.Grains);
    }

    [Fact]
    public async Task A_node_with_a_strangers_certificate_stays_outside_and_the_service_goes_on()
    {
        using var strangers = new PrivateAuthority(TimeProvider.System.GetUtcNow(), "Stranger");
        await using var service = await StartAsync(WithTls());
        await LivingAsync(service, 1);
        await using var second = Join(service, Tls(strangers, "second"));

        await UntilAsync(() => States(service).Contains(SiloState.Joining), "the stranger's try");
        await service.AskAsync(Ana, "where are you?");

        Assert.Single(States(service), SiloState.Active);
        Assert.Null(second.Node.Grains);
    }

    [Fact]
    public async Task A_node_that_was_taken_for_dead_joins_again_and_the_process_lives()
    {
        await using var service = await StartAsync(Plain());
        await LivingAsync(service, 1);
        var before = Assert.Single(Rows(service));

        await service.Database.CommitAsync(transaction => Membership.Bury(transaction, Rows(service)));

        await UntilAsync(() => Living(service) is [var row] && !row.Address.Span.SequenceEqual(before.Address.Span), "a new silo");
        Assert.NotNull((await service.AskAsync(Ana, "where are you?")).Text);
    }

    [Fact]
    public async Task A_node_that_leaves_says_so_and_the_rest_have_the_whole_limit_again()
    {
        await using var service = await StartAsync(Plain());
        var second = Join(service, new(FreeEndPoint(), null, []));
        await LivingAsync(service, 2);

        await second.DisposeAsync();

        await LivingAsync(service, 1);
        await UntilAsync(() => service.Parts.GetRequiredService<SendLimits>().Nodes == 1, "the whole limit");
        Assert.NotNull((await service.AskAsync(Ana, "where are you?")).Text);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_node_whose_clock_is_wrong_by_minutes_joins_and_both_stay(int minutes)
    {
        await using var service = await StartAsync(Plain());
        await LivingAsync(service, 1);
        await using var second = Join(service, new(FreeEndPoint(), null, []), new Shifted(TimeSpan.FromMinutes(minutes)));

        await LivingAsync(service, 2);
        var joined = Rows(service);
        // Long enough for a few rounds of probes, signs of life and looks at the table.
        var last = Rows(service).Max(row => row.At);
        await UntilAsync(() => Rows(service).All(row => row.At > last + 4000), "signs of life of both");

        Assert.Equal(
            joined.Select(row => (Convert.ToHexString(row.Address.Span), row.State)).Order(),
            Rows(service).Select(row => (Convert.ToHexString(row.Address.Span), row.State)).Order());
    }

    [Fact]
    public async Task Messages_are_taken_before_there_is_a_silo_and_answered_when_there_is_one()
    {
        using var taken = new TcpListener(FreeEndPoint());
        taken.Start();
        await using var service = await StartAsync(("Cluster:Listen", taken.LocalEndpoint.ToString()!));
        using var http = new HttpClient { BaseAddress = service.Address };

        await service.Phones.SendTextAsync(Ana, "where are you?");
        await UntilAsync(() => service.Database.Read(Hermetic.Storage.Conversations.List) is [{ Arrived: 1 }], "the message");

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode);
        Assert.Empty(service.SentTo(Ana));
        taken.Stop();
        Assert.NotNull((await service.AnswerAsync(Ana, 0)).Text);
    }

    private Task<RunningService> StartAsync(params (string Key, string Value)[] settings)
    {
        var storage = Path.Combine(_folder.FullName, "storage");
        File.WriteAllText(storage, $"{PostgresServer.Shared.Address()};Search Path={_schema}\n");
        return RunningService.StartAsync([("Storage_File", storage), .. settings]);
    }

    private static (string, string)[] Plain() => [("Cluster:Listen", FreeEndPoint().ToString())];

    private (string, string)[] WithTls()
    {
        var settings = Tls(_authority, "first");
        return
        [
            ("Cluster:Listen", settings.Listen.ToString()), ("Cluster:Certificate", settings.Certificate!.Certificate),
            ("Cluster:Key", settings.Certificate.Key), ("Cluster:Authority", Path.Combine(_folder.FullName, "first-authority.pem")),
        ];
    }

    private ClusterSettings Tls(PrivateAuthority authority, string name)
    {
        var files = new Server.Tls.CertificateFiles(
            Path.Combine(_folder.FullName, $"{name}.pem"), Path.Combine(_folder.FullName, $"{name}-key.pem"), "Cluster");
        using var leaf = authority.Issue(
            new($"CN={name}"), [PrivateAuthority.ClientAuthentication, PrivateAuthority.ServerAuthentication]);
        authority.Write(leaf, files.Certificate, files.Key);
        File.WriteAllText(Path.Combine(_folder.FullName, $"{name}-authority.pem"), authority.RootPem);
        return new(FreeEndPoint(), files, [authority.Root]);
    }

    private static Joined Join(RunningService service, ClusterSettings cluster, TimeProvider? clock = null) =>
        new(service.Parts, cluster, clock ?? TimeProvider.System);

    private static IPEndPoint FreeEndPoint() => new(IPAddress.Loopback, FreePort.Next());

    private static IReadOnlyList<SiloRow> Rows(RunningService service) => service.Database.Read(Membership.Read).Rows;

    private static List<SiloState> States(RunningService service) => [.. Rows(service).Select(row => row.State)];

    private static List<SiloRow> Living(RunningService service) => [.. Rows(service).Where(row => row.State == SiloState.Active)];

    private static Task LivingAsync(RunningService service, int count) =>
        UntilAsync(() => Living(service).Count == count, $"{count} living nodes");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Another node on the parts of the service.</summary>
    private sealed class Joined : IAsyncDisposable
    {
        internal Joined(IServiceProvider parts, ClusterSettings cluster, TimeProvider clock)
        {
            var settings = parts.GetRequiredService<Settings>() with { Cluster = cluster };
            Node = new(
                parts, settings, parts.GetRequiredService<Database>(), new SendLimits(settings.WhatsApp, clock), clock,
                parts.GetRequiredService<ILoggerFactory>());
            _ = Node.StartAsync(default);
        }

        internal ClusterNode Node { get; }

        public async ValueTask DisposeAsync()
        {
            await Node.StopAsync(default);
            Node.Dispose();
        }
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
