using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Hermetic.Server.Cluster;

/// <summary>
/// A single silo inside this process, for placement only. It talks to nobody, so it opens no port: its listeners
/// accept nothing.
/// </summary>
internal static class EmbeddedSilo
{
    /// <summary>Idle conversations leave memory after that; the rows are the truth.</summary>
    internal static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(5);

    internal static void Configure(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(gatewayPort: 0);
        silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = CollectionAge);
        foreach (var listener in silo.Services.Where(IsListener).ToList())
        {
            silo.Services.Remove(listener);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory>(
                listener.ServiceKey, static (_, _) => new DeafListenerFactory());
        }
    }

    private static bool IsListener(ServiceDescriptor service) =>
        service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory);

    private sealed class DeafListenerFactory : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IConnectionListener>(new DeafListener(endpoint));
    }

    private sealed class DeafListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await _never.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _never.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }
}
