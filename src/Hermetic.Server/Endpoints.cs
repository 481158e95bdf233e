using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Server.Flows;
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
        app.MapGet("/webhooks/whatsapp", (HttpRequest request, WebhookEndpoint endpoint) => endpoint.Verify(request));
        app.MapPost("/webhooks/whatsapp", (HttpRequest request, WebhookEndpoint endpoint) => endpoint.ReceiveAsync(request))
            .AddEndpointFilter(WebhookDuration.MeasureAsync).RequireWebhookCertificate();
        app.MapPost("/webhooks/whatsapp/flows", (HttpRequest request, FlowEndpoint endpoint) => endpoint.ReceiveAsync(request))
            .RequireWebhookCertificate();
        return app;
    }

    /// <summary>Alive: the process answers. Ready: the store commits reads and secret memory is left.</summary>
    internal static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", (Database database, SecretArena arena) => IsReady(database, arena)
            ? Results.Text("ready")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
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
        app.MapGet("/metrics", (PrometheusText text) => Results.Bytes(text.Scrape(), PrometheusText.ContentType));
        return app;
    }

    /// <summary>The one-time download of a person's data: the page is the same whether there is one or not.</summary>
    internal static WebApplication MapExport(this WebApplication app)
    {
        app.MapGet("/export/{id}", (HttpContext http, ExportEndpoint endpoint) => endpoint.AskAsync(http));
        app.MapPost("/export/{id}", (HttpContext http, string id, ExportEndpoint endpoint) =>
            endpoint.DownloadAsync(http, id));
        return app;
    }

    /// <summary>The stored checkpoint and the hash tiles are public; entry bundles are not served here.</summary>
    internal static WebApplication MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger/checkpoint", (Database database) =>
            database.Read(LedgerLog.Head).Checkpoint is { } note
                ? Results.Bytes(note, "text/plain; charset=utf-8")
                : Results.NotFound());
        app.MapGet("/ledger/tile/{**path}", async (string path, Database database, CancellationToken cancel) =>
            TilePath.TryParse("tile/" + path, out var tile)
            && TilePath.InTree(tile.Level, tile.Index, database.Read(LedgerLog.Head).SignedSize) is { } known
            && tile.Width <= known.Width
            && await new LedgerLog(database).ReadAsync(tile, cancel) is { } bytes
                ? Results.Bytes(bytes, "application/octet-stream")
                : Results.NotFound());
        return app;
    }
}
