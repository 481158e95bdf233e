using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Staff;

/// <summary>Marks a connection that came in over the owner's 0600 socket, and over no other socket or address.</summary>
internal sealed class StaffConnection
{
    private readonly StaffPeer _peer;

    private StaffConnection(StaffPeer peer) => _peer = peer;

    internal static void Mark(ListenOptions listen) => listen.Use(static next => connection =>
    {
        connection.Features.Set(new StaffConnection(
            StaffPeer.Of(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket)));
        return next(connection);
    });

    internal static bool Is(HttpContext http) => http.Features.Get<StaffConnection>() is not null;

    /// <summary>Who is at the other end.</summary>
    /// <exception cref="InvalidOperationException">It did not come over the socket.</exception>
    internal static StaffPeer PeerOf(HttpContext http) => http.Features.GetRequiredFeature<StaffConnection>()._peer;
}
