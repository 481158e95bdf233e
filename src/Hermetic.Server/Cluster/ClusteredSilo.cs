using Hermetic.Storage;
using Orleans.Configuration;

namespace Hermetic.Server.Cluster;

/// <summary>
/// One of several silos: they meet in the database's table, and talk to each other at <c>Cluster:Listen</c>, with mutual
/// TLS where that is set up. There is no port for clients: only nodes talk here, and of conversations they tell each other
/// ids.
/// </summary>
internal static class ClusteredSilo
{
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <param name="generation">Of this life of the silo, from the database.</param>
    internal static void Configure(
        ISiloBuilder silo, ClusterSettings settings, SiloTable table, int generation, Guid deployment, PeerTls? tls)
    {
        silo.Services
            .AddSingleton<IMembershipTable>(table)
            .AddSingleton<ILocalSiloDetails>(new LocalSilo(settings, generation, deployment));
        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = deployment.ToString("N"));
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.Listen.Address;
            options.SiloPort = settings.Listen.Port;
            options.SiloListeningEndpoint = settings.Listen;
            options.GatewayPort = 0;
        });
        silo.Configure<ClusterMembershipOptions>(Hasten);
        silo.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(2));
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = EmbeddedSilo.CollectionAge);
        if (tls is not null)
            silo.Configure<SiloConnectionOptions>(options =>
            {
                options.ConfigureSiloInboundConnection(tls.Accept);
                options.ConfigureSiloOutboundConnection(tls.Call);
            });
    }

    /// <summary>
    /// A killed node is found within two seconds. Calling a living one dead costs it a second or two and nothing else:
    /// rows are the truth and leases fence them, so there is no reason to be slow.
    /// </summary>
    private static void Hasten(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        options.IAmAliveTablePublishTimeout = Beat;
        options.NumMissedTableIAmAliveLimit = 2;
        options.MaxJoinAttemptTime = TimeSpan.FromSeconds(30);
        // Generations are counted here, not taken from a clock: none is old by its number.
        options.SiloGenerationRetirementAge = null;
    }

    private sealed record LocalSilo(ClusterSettings Settings, int Generation, Guid Deployment) : ILocalSiloDetails
    {
        public string Name => SiloAddress.ToParsableString();

        public string ClusterId => Deployment.ToString("N");

        public string DnsHostName => Settings.Listen.Address.ToString();

        public SiloAddress SiloAddress { get; } = SiloAddress.New(Settings.Listen, Generation);

        /// <summary>None: there are no clients.</summary>
        public SiloAddress GatewayAddress => null!;
    }
}
