using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Server.Staff;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Tls;

/// <summary>
/// What Kestrel listens on, and what a stranger may keep: connections, memory and time are bounded before anybody has
/// shown who they are.
/// </summary>
internal static class Listeners
{
    /// <summary>What one connection may hold of the secret memory before the endpoint has taken it over.</summary>
    internal const int MostUnread = 64 * 1024;

    private const int Block = 4096;
    private const int SlowestBody = 64 * 1024;
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    internal static void Configure(KestrelServerOptions kestrel, Settings settings, bool intake)
    {
        Bound(kestrel.Limits, settings.SecretMemoryBytes);
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            // The oldest and smallest of the protocols: all that Meta, proxies and probes need.
            listen.Protocols = HttpProtocols.Http1;
            listen.UseSegmentSending();
        });
        kestrel.ListenUnixSocket(DataLock.SocketPath(settings.Data), StaffConnection.Mark);
        if (!intake)
            return;
        MetricsConnection.Listen(kestrel, settings.Observability);
        if (settings.Listen.Address is ListenAddress.Socket socket)
            kestrel.ListenUnixSocket(socket.Path, ProxyConnection.Mark);
        else if (settings.Listen.Address is ListenAddress.Network { Tls: true } secured)
            kestrel.Listen(secured.EndPoint, kestrel.ApplicationServices.GetRequiredService<Handshake>().Use);
        else if (settings.Listen.Address is ListenAddress.Network plain)
            kestrel.Listen(plain.EndPoint);
    }

    private static void Bound(KestrelServerLimits limits, long secretMemory)
    {
        limits.MaxRequestBufferSize = MostUnread;
        // The endpoint counts the body itself; here the framing of chunks counts as well.
        limits.MaxRequestBodySize = 2 * SignedBody.MaxLength;
        // Each may hold a block of an unfinished header, and the intake still has its last quarter.
        limits.MaxConcurrentConnections = secretMemory / 4 * 3 / Block;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        // 3 MB in less than a minute; a small body within the grace.
        limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, _grace);
        limits.MinResponseDataRate = new MinDataRate(SlowestBody / 16, _grace);
    }
}
