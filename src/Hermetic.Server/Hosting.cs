using Hermetic.Assistant;
using Hermetic.Assistant.Language;
using Hermetic.Cryptography;
using Hermetic.Server.Cluster;
using Hermetic.Server.Console;
using Hermetic.Server.Doctor;
using Hermetic.Server.Evidence;
using Hermetic.Server.Facts;
using Hermetic.Server.Flows;
using Hermetic.Server.Identity;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Server.Tls;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server;

/// <summary>The service, put together. What is listed here is what the product is.</summary>
public static partial class Hosting
{
    /// <summary>Opens data and keys, settles what a crash left behind, and returns an application ready to start.</summary>
    /// <param name="intake">False for a verb on a stopped service: the socket only, nothing is answered or sent.</param>
    /// <param name="first">What stands before everything else: a test that says who is signed in.</param>
    /// <exception cref="StorageOpenException">Another process holds the data, or its schema is newer.</exception>
    /// <exception cref="KeyDirectoryException">The keys cannot be used with the data.</exception>
    /// <exception cref="RootProviderException">What wraps the keys cannot be used now.</exception>
    public static async Task<WebApplication> BuildAsync(
        Settings settings, TimeProvider clock, bool intake, Action<WebApplication>? first = null)
    {
        var arena = new SecretArena(settings.SecretMemoryBytes);
        var (hold, database, vault) = await OpenAsync(settings, arena, clock);

        // No configuration but Settings, and nobody watches files beside the database for changes of it.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        // A verb's standard output is its answer; only the service writes log lines there.
        if (intake)
            builder.Logging.AddJsonConsole().SetMinimumLevel(LogLevel.Warning)
                .AddFilter("Hermetic", LogLevel.Information).AddFilter("Orleans", LogLevel.Error)
                // A wake-up that is lost is made good by the scan; these three would tell it with a stack trace.
                .AddFilter("Orleans.Messaging", LogLevel.Critical).AddFilter("Orleans.Grain", LogLevel.Critical)
                // What keeps a silo from its table or from the others is told by ClusterNode, once for each cause.
                .AddFilter("Orleans.Runtime", LogLevel.Critical)
                // Its keys are sealed by where they are kept, which it does not know: its warning would be wrong.
                .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
                // Whoever brings a forged token would write a stack trace into the log.
                .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
                .AddFilter("Polly", LogLevel.None);
        builder.Services
            .AddSingleton(settings).AddSingleton(settings.WhatsApp).AddSingleton(clock)
            .AddSingleton(_ => hold).AddSingleton(_ => database).AddSingleton(_ => vault).AddSingleton(_ => arena)
            .AddSecretPools()
            .AddTls(settings, intake)
            .AddWhatsApp(settings.WhatsApp)
            .AddAssistant(settings.Business, intake)
            .AddMessaging(intake)
            .AddObservability(settings, intake)
            .AddFlows(intake)
            .AddEvidence(settings.Ledger, intake)
            .AddSingleton<Erasure>().AddSingleton<ErasureCertificate>()
            .AddSingleton<StaffDesk>()
            .AddSingleton<OutboxDesk>()
            .AddSingleton<ParkedDesk>()
            .AddSingleton<SubjectDesk>()
            .AddSingleton<HoldDesk>()
            .AddSingleton<ErasureDesk>()
            .AddSingleton<RetentionSweep>()
            .AddSingleton<RetentionDesk>()
            .AddSingleton<SealedMessages>()
            .AddSingleton<EvidenceDesk>()
            .AddSingleton<Examination>()
            .AddSingleton<AccountDesk>()
            .AddIdentity(intake ? ConsoleOrigin.Of(settings.PublicUrl) : null)
            .AddConsole()
            // After everything that uses data protection: whoever adds it adds that a key is made at every start.
            .AddKeys(settings, vault.Ring.Deployment, intake);
        // Started last and stopped first: nothing waits for it, and it needs all the others.
        if (intake)
            builder.Services.AddHostedService(provider => provider.GetRequiredService<ClusterNode>());
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, intake));

        var app = builder.Build();
        // Resolved here so that the container owns them and lets the lock go last.
        app.Services.GetRequiredService<DataLock>();
        ReportSecretMemory(app.Logger, app.Services.GetRequiredService<SecretArena>().Tier, arena.Budget);
        foreach (var leaf in await vault.FindDamageAsync())
            ReportDamagedKeyPage(app.Logger, leaf);
        await app.Services.GetRequiredService<Erasure>().BeginAsync(CancellationToken.None);
        database.Committed = Instruments.Committed;
        first?.Invoke(app);
        app.UseBrokenRequests().UseConsoleGuard().Use(Doorkeeper.RecogniseAsync);
        app.UseAuthorization();
        app.MapStaffDesk();
        if (intake && settings.ClientCertificates.Mode == ClientCertificateMode.Off)
            ReportNoClientCertificates(app.Logger);
        if (intake)
            await app.Services.GetRequiredService<BusinessWatch>().BeginAsync();
        if (intake)
            app.MapMetrics().MapWebhook().MapHealth().MapLedger().MapExport().MapErasure();
        if (app.Services.GetService<ConsoleOrigin>() is not null)
            app.MapIdentity().MapIdentityPages().MapConsole();
        return app.RequireAllDeclared();
    }

    /// <summary>A start that is refused leaves the disk as it found it, without a journal of the database.</summary>
    private static async Task<(DataLock Hold, Database Database, Vault Vault)> OpenAsync(
        Settings settings, SecretArena arena, TimeProvider clock)
    {
        await FirstStart.RefuseKeysWithoutDataAsync(settings, arena);
        var hold = DataLock.Take(settings.Data);
        Database? database = null;
        try
        {
            ProxyConnection.MakeRoom(settings.Listen.Address);
            database = settings.Postgres is { } address
                ? await Database.OpenAsync(address, clock)
                : await Database.OpenAsync(settings.Data, clock);
            return (hold, database, await Vault.OpenAsync(
                settings.KeysDirectory, settings.Root, database, arena, clock, settings.Escrows));
        }
        catch
        {
            database?.Dispose();
            hold.Dispose();
            throw;
        }
    }

    private static IServiceCollection AddTls(this IServiceCollection services, Settings settings, bool intake)
    {
        if (!intake || (settings.Listen.Certificate ?? settings.Observability.Certificate) is not { } files)
            return services;
        return services
            .AddSingleton(new ServerCertificate(files))
            .AddSingleton(provider => new Handshake(
                provider.GetRequiredService<ServerCertificate>(),
                settings.ClientCertificates.Mode == ClientCertificateMode.Direct ? settings.ClientCertificates.Authority : null,
                provider.GetRequiredService<TimeProvider>()))
            .AddHostedService<CertificateWatch>();
    }

    private static IServiceCollection AddWhatsApp(this IServiceCollection services, WhatsAppSettings settings) =>
        services
            .AddSingleton(provider => new HttpClient(new GraphDurations(
                CloudApiClient.CreateHandler(), provider.GetRequiredService<TimeProvider>()))
            {
                Timeout = Timeout.InfiniteTimeSpan,
            })
            .AddSingleton(_ => new CloudApiOptions(settings.GraphBaseUrl, settings.GraphVersion, settings.AccessToken)
            {
                AppSecret = settings.AppSecret,
            })
            .AddSingleton(provider => new CloudApiClient(
                provider.GetRequiredService<HttpClient>(), provider.GetRequiredService<CloudApiOptions>()))
            .AddSingleton(provider => new MediaClient(
                provider.GetRequiredService<HttpClient>(), provider.GetRequiredService<CloudApiOptions>(),
                provider.GetRequiredService<SecretArena>()));

    private static IServiceCollection AddAssistant(this IServiceCollection services, BusinessSettings business, bool intake)
    {
        services.AddSingleton(new CurrentBusiness(business.Business)).AddSingleton<IBrain>(EmbeddedBrain.Shared);
        return !intake ? services : services
            .AddSingleton(business).AddSingleton<BusinessWatch>()
            .AddHostedService(provider => provider.GetRequiredService<BusinessWatch>());
    }

    private static IServiceCollection AddKeys(
        this IServiceCollection services, Settings settings, Guid deployment, bool intake)
    {
        ProtectionKeys.Add(services, deployment);
        services.AddSingleton(provider => new Retagging(
            provider.GetRequiredService<Vault>(), provider.GetRequiredService<Database>(),
            provider.GetRequiredService<SecretArena>(), settings.WhatsApp.PhoneNumberIdUtf8,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(settings.Rotation).AddSingleton<KeyRotation>().AddSingleton(provider => new KeysDesk(
            provider.GetRequiredService<Vault>(), provider.GetRequiredService<Database>(),
            provider.GetRequiredService<KeyRotation>(), settings, provider.GetRequiredService<TimeProvider>(), intake));
        return !intake ? services : services
            .AddSingleton<RotationWatch>().AddHostedService(provider => provider.GetRequiredService<RotationWatch>());
    }

    private static IServiceCollection AddFlows(this IServiceCollection services, bool intake)
    {
        services.AddSingleton<FlowKeyStore>();
        return intake ? services.AddSingleton<FlowEndpoint>() : services;
    }

    private static IServiceCollection AddEvidence(this IServiceCollection services, LedgerSettings settings, bool intake)
    {
        services.AddSingleton(settings).AddSingleton<PublishedCheckpoint>().AddSingleton<LedgerExport>()
            .AddSingleton<TileCache>().AddSingleton<LedgerDesk>();
        return !intake ? services : services
            .AddSingleton<Cosigning>()
            .AddHostedService<Sequencer>()
            .AddHostedService(provider => provider.GetRequiredService<Cosigning>());
    }

    [LoggerMessage(90, LogLevel.Information, "Opened content lives in {Tier} memory, at most {Budget} bytes.")]
    private static partial void ReportSecretMemory(ILogger log, SecretMemoryTier tier, long budget);

    [LoggerMessage(92, LogLevel.Error,
        "A key page on the way to leaf {Leaf} is damaged: what its people write is not acknowledged. Restore the database.")]
    private static partial void ReportDamagedKeyPage(ILogger log, int leaf);

    [LoggerMessage(91, LogLevel.Information,
        "Webhooks are told from forgeries by their signature alone: WhatsApp:ClientCertificates:Mode is off.")]
    private static partial void ReportNoClientCertificates(ILogger log);
}
