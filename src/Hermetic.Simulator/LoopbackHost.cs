using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hermetic.Simulator;

/// <summary>
/// A bare web host: no configuration from outside, no logging, no signal handlers, loopback only.
/// </summary>
internal static class LoopbackHost
{
    public static WebApplication Build(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !address.IsLoopback || address.Scheme != "http")
            throw new ArgumentException(
                "The simulator listens on loopback with plain http only.", nameof(url));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        // Pages and their files; never what the API answers, nor the stream of events.
        builder.Services.AddResponseCompression(static compression =>
            compression.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"]);
        // The default lifetime would take SIGINT away from the program that starts the simulator.
        builder.Services.AddSingleton<IHostLifetime, Unattended>();
        var host = builder.Build();
        host.Use(RefuseOtherHosts);
        host.Use(RefuseOtherPages);
        host.UseResponseCompression();
        host.UseRouting();
        return host;
    }

    /// <summary>A name that merely resolves to loopback (DNS rebinding) gets no answer.</summary>
    private static Task RefuseOtherHosts(HttpContext http, RequestDelegate next)
    {
        var name = http.Request.Host.Host;
        if (name == "localhost"
            || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Another page of the same browser may ask without being asked first (CORS); it changes nothing here. Fetch
    /// Metadata says whose page it is; what belongs to the phones looks at the Origin as well, which older browsers,
    /// and what stands between, send alone.
    /// </summary>
    private static Task RefuseOtherPages(HttpContext http, RequestDelegate next)
    {
        var isOthers = http.Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]
            || (http.Request.Path.StartsWithSegments("/simulator", StringComparison.OrdinalIgnoreCase)
                && Origins.IsForeign(http.Request));
        if (HttpMethods.IsGet(http.Request.Method) || !isOthers)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private sealed class Unattended : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
