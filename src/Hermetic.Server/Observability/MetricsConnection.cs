using Hermetic.Server.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Observability;

/// <summary>Marks a connection to the listener of <c>/metrics</c>: nothing else is answered there, and it nowhere else.</summary>
internal sealed class MetricsConnection
{
    private static readonly MetricsConnection _mark = new();

    internal static void Listen(KestrelServerOptions kestrel, ObservabilitySettings settings)
    {
        if (settings.Listen is not { } address)
            return;
        kestrel.Listen(address.EndPoint, listen =>
        {
            // No client certificate is asked for, whatever webhooks need.
            if (address.Tls)
                new Handshake(kestrel.ApplicationServices.GetRequiredService<ServerCertificate>(), authority: null,
                    kestrel.ApplicationServices.GetRequiredService<TimeProvider>()).Use(listen);
            listen.Use(static next => connection =>
            {
                connection.Features.Set(_mark);
                return next(connection);
            });
        });
    }

    /// <summary>404 for every other pair of path and listener, before routing sees it.</summary>
    internal static Task RouteAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path == "/metrics" == http.Features.Get<MetricsConnection>() is not null)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
