using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Storage;

namespace Hermetic.Server.Cluster;

/// <summary>
/// Keeps one silo running in this process: the embedded one, or one of a cluster. It starts beside the intake, which never
/// waits for it; when it cannot start or cannot go on, another is tried, and the process lives.
/// </summary>
/// <remarks>A silo is started once in its life, so each has a container of its own, with the parts that grains need.</remarks>
internal sealed partial class ClusterNode(
    Settings settings, Database database, TurnRunner turns, Sending sending, SendLimits limits, ArrivalTimes times,
    TimeProvider clock, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>A conversation may be in the middle of a call to WhatsApp.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan _end = TimeSpan.FromSeconds(3);

    private readonly ILogger _log = logs.CreateLogger<ClusterNode>();
    private readonly PeerTls? _tls = settings.Cluster is { Certificate: { } files, Authority: var authority }
        ? new(files, authority, clock, logs.CreateLogger<PeerTls>())
        : null;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IGrainFactory? _grains;
    private string? _failure;

    /// <summary>The grains of this node and of all others; null while this one has no silo.</summary>
    internal IGrainFactory? Grains => _grains;

    /// <summary>Completes with the next change: a silo is there, or silos have come or gone.</summary>
    internal Task Changed => Volatile.Read(ref _changed).Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LiveAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                // Said once for each cause, not once for each try.
                if (Interlocked.Exchange(ref _failure, failure.GetType().Name) != failure.GetType().Name)
                    Failed(failure.GetType().Name);
                await Task.Delay(_pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>One life of a silo.</summary>
    private async Task LiveAsync(CancellationToken stopping)
    {
        using var failure = new SiloFailure(logs.CreateLogger<SiloFailure>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, failure.Ended);
        var table = settings.Cluster is null ? null : new SiloTable(database, clock);
        using var host = await BuildAsync(table, failure, ended.Token);
        try
        {
            await host.StartAsync(ended.Token).WaitAsync(ended.Token);
            _failure = null;
            _grains = host.Services.GetRequiredService<IGrainFactory>();
            await FollowAsync(host.Services.GetRequiredService<IClusterMembershipService>(), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Below.
        }
        finally
        {
            _grains = null;
            table?.Leave();
            using var patience = new CancellationTokenSource(stopping.IsCancellationRequested ? _farewell : _end, clock);
            await host.StopAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<IHost> BuildAsync(SiloTable? table, SiloFailure failure, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services
            .AddSingleton<ILoggerFactory>(new SiloLogs(logs)).AddSingleton<IHostLifetime, NoLifetime>().AddSingleton<IFatalErrorHandler>(failure)
            .AddSingleton(database).AddSingleton(turns).AddSingleton(sending).AddSingleton(times).AddSingleton(clock);
        if (settings.Cluster is not { } cluster || table is null)
        {
            builder.UseOrleans(EmbeddedSilo.Configure);
            return builder.Build();
        }
        var buried = await new DefunctSilos(database, clock).BuryAsync(cluster.Listen, cancel);
        if (buried > 0)
            Buried(buried);
        var generation = await database.CommitAsync(Membership.NextGeneration);
        var deployment = database.Read(Deployment.Find)!.Id;
        builder.UseOrleans(silo => ClusteredSilo.Configure(silo, cluster, table, generation, deployment, _tls));
        return builder.Build();
    }

    /// <summary>Follows who is there. WhatsApp's limit is the number's: each of N nodes keeps an Nth of it.</summary>
    private async Task FollowAsync(IClusterMembershipService membership, CancellationToken cancel)
    {
        var known = 0;
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(cancel))
        {
            var living = snapshot.Members.Values.Count(silo => silo.Status == SiloStatus.Active);
            limits.Share(Math.Max(1, living));
            if (living != known && settings.Cluster is not null)
                Living(living);
            known = living;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Signals are the service's to hear; the silo ends when the service does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [LoggerMessage(130, LogLevel.Error,
        "This node's silo did not start ({Failure}). Messages are taken and wait; it is tried again each second.")]
    private partial void Failed(string failure);

    [LoggerMessage(134, LogLevel.Information, "Nodes that were gone without a word, and are out of the cluster now: {Count}.")]
    private partial void Buried(int count);

    [LoggerMessage(135, LogLevel.Information, "Living nodes of the cluster: {Count}.")]
    private partial void Living(int count);
}
