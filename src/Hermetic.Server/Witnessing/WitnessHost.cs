using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Witnessing;

/// <summary>The witness as a process of its own: one route, one folder, nothing of the service.</summary>
internal static class WitnessHost
{
    /// <exception cref="WitnessFolderException">There is no witness, or another process serves it.</exception>
    internal static WebApplication Build(WitnessFolder folder, ListenSettings listen, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddJsonConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Hermetic", LogLevel.Information);
        var keys = folder.OpenKeys();
        var hold = folder.Hold();
        builder.Services
            .AddSingleton(clock).AddSingleton(folder).AddSingleton(keys)
            .AddSingleton(_ => hold)
            .AddSingleton<Witness>();
        if (listen.Certificate is { } files)
            builder.Services.AddSingleton(new ServerCertificate(files)).AddHostedService<CertificateWatch>();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, listen, clock));

        var app = builder.Build();
        // Resolved here so that the container owns the lock and the application lets it go.
        app.Services.GetRequiredService<FileStream>();
        app.Lifetime.ApplicationStopped.Register(() => Forget(keys));
        app.UseBrokenRequests();
        app.MapWitness();
        return app;
    }

    /// <summary>What it answers; there is nothing else.</summary>
    private static void MapWitness(this WebApplication app) =>
        app.MapPost("/add-checkpoint", async (HttpRequest request, Witness witness, CancellationToken cancel) =>
        {
            // No longer than Kestrel lets it be.
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancel);
            var answer = witness.Add(body.ToArray());
            request.HttpContext.Response.StatusCode = answer.Status;
            request.HttpContext.Response.ContentType = answer.ContentType;
            await request.HttpContext.Response.Body.WriteAsync(answer.Body, cancel);
        });

    private static void Configure(KestrelServerOptions kestrel, ListenSettings listen, TimeProvider clock)
    {
        kestrel.AddServerHeader = false;
        // The witness counts the body itself; here the framing of chunks counts as well.
        kestrel.Limits.MaxRequestBodySize = 2 * AddCheckpoint.MaxLength;
        kestrel.Limits.MaxConcurrentConnections = 256;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        if (listen.Address is ListenAddress.Socket socket)
            kestrel.ListenUnixSocket(socket.Path);
        else if (listen.Address is ListenAddress.Network { Tls: true } secured)
            kestrel.Listen(secured.EndPoint, new Handshake(
                kestrel.ApplicationServices.GetRequiredService<ServerCertificate>(), authority: null, clock).Use);
        else if (listen.Address is ListenAddress.Network plain)
            kestrel.Listen(plain.EndPoint);
    }

    private static void Forget(IEnumerable<Cosigner> keys)
    {
        foreach (var key in keys)
            key.Dispose();
    }
}
