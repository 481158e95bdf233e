using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Staff;

/// <summary>Marks a connection that came in over the owner's 0600 socket, and over no other socket or address.</summary>
internal sealed class StaffConnection
{
    private static readonly StaffConnection _mark = new();

    internal static void Mark(ListenOptions listen) => listen.Use(static next => connection =>
    {
        connection.Features.Set(_mark);
        return next(connection);
    });

    internal static bool Is(HttpContext http) => http.Features.Get<StaffConnection>() is not null;
}
