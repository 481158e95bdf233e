using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Server.Evidence;
using Hermetic.Server.Flows;
using Hermetic.Server.Identity;
using Hermetic.Server.Messaging;
using Hermetic.Server.Observability;
using Hermetic.Server.Privacy;
using Hermetic.Server.Tls;
using Hermetic.Storage;

namespace Hermetic.Server;

/// <summary>What the service answers over HTTP beside the staff socket.</summary>
internal static class Endpoints
{
    internal static WebApplication MapWebhook(this WebApplication app)
    {
        app.MapGet("/webhooks/whatsapp", (HttpRequest request, WebhookEndpoint endpoint) => endpoint.Verify(request))
            .OpenToAll("WhatsApp calls it: it is known by the verify token.");
        app.MapPost("/webhooks/whatsapp", (HttpRequest request, WebhookEndpoint endpoint) => endpoint.ReceiveAsync(request))
            .AddEndpointFilter(WebhookDuration.MeasureAsync).RequireWebhookCertificate()
            .OpenToAll("WhatsApp calls it: each body is signed.");
        app.MapPost("/webhooks/whatsapp/flows", (HttpRequest request, FlowEndpoint endpoint) => endpoint.ReceiveAsync(request))
            .RequireWebhookCertificate().OpenToAll("WhatsApp calls it: each body is signed.");
        return app;
    }

    /// <summary>Alive: the process answers. Ready: the store commits reads and secret memory is left.</summary>
    internal static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).OpenToAll("It says that the process answers, and nothing else.");
        app.MapGet("/readyz", (Database database, SecretArena arena) => IsReady(database, arena)
            ? Results.Text("ready")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable))
            .OpenToAll("It says whether to send requests here, and nothing else.");
        return app;
    }

    /// <summary>A store that does not answer is the most usual reason for not being ready.</summary>
    internal static bool IsReady(Database database, SecretArena arena)
    {
        try
        {
            return arena.InUse < arena.Budget && database.Read(Deployment.Find) is not null;
        }
        catch (Exception unavailable) when (unavailable is StorageStalledException or StorageFailedException)
        {
            return false;
        }
    }

    /// <summary>The numbers, on a listener of their own.</summary>
    internal static WebApplication MapMetrics(this WebApplication app)
    {
        app.Use(MetricsConnection.RouteAsync);
        app.MapGet("/metrics", (PrometheusText text) => Results.Bytes(text.Scrape(), PrometheusText.ContentType))
            .OpenToAll("Numbers about nobody, on a listener of their own.");
        return app;
    }

    /// <summary>The one-time download of a person's data: the page is the same whether there is one or not.</summary>
    internal static WebApplication MapExport(this WebApplication app)
    {
        app.MapGet("/export/{id}", (HttpContext http, ExportEndpoint endpoint) => endpoint.AskAsync(http))
            .OpenToAll("The page is the same for everybody.");
        app.MapPost("/export/{id}", (HttpContext http, string id, ExportEndpoint endpoint) =>
            endpoint.DownloadAsync(http, id))
            .OpenToAll("Whoever has the code of the copy gets it, once.");
        return app;
    }

    /// <summary>The certificate of an erasure, until shortly after it was fetched.</summary>
    internal static WebApplication MapErasure(this WebApplication app)
    {
        app.MapGet("/erasure/{token}", (HttpContext http, string token, CertificateEndpoint endpoint) =>
            endpoint.ShowAsync(http, token))
            .OpenToAll("Whoever has the link sees how far the erasure is.");
        app.MapPost("/erasure/{token}", (HttpContext http, string token, CertificateEndpoint endpoint) =>
            endpoint.FetchAsync(http, token))
            .OpenToAll("Whoever has the link gets the certificate, once.");
        return app;
    }

    /// <summary>The published checkpoint and the hash tiles are public; entry bundles are not served here.</summary>
    internal static WebApplication MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger/checkpoint", (HttpContext http, PublishedCheckpoint published) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return published.Newest() is { } newest
                ? Results.Bytes(newest.Note, "text/plain; charset=utf-8", entityTag: EntityTag(newest.Note))
                : Results.NotFound();
        }).OpenToAll("Checkpoints are public: whoever wants to watches the log.");
        app.MapGet("/ledger/tile/{**path}", async (HttpContext http, string path, TileCache tiles, CancellationToken cancel) =>
        {
            if (!TilePath.TryParse("tile/" + path, out var tile) || await tiles.ReadAsync(tile, cancel) is not { } bytes)
                return Results.NotFound();
            // C2SP tlog-tiles: a tile of a width has the same bytes for ever, a partial one too.
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(bytes, "application/octet-stream", entityTag: EntityTag(bytes));
        }).OpenToAll("Hashes only; entries are not served here.");
        return app;
    }

    private static EntityTagHeaderValue EntityTag(ReadOnlyMemory<byte> bytes) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..32]}\"");
}
