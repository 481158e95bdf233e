using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hermetic.Server.Demo;

/// <summary>
/// What the demo answers beside the simulator's own routes: the tour's files, the evidence of its service, and the
/// steps that need a hand on this machine. Routes of the demo only; the service has none of them.
/// </summary>
internal sealed class DemoRoutes(DemoSite site)
{
    private readonly DemoGuard _guard = new();

    internal void Map(IEndpointRouteBuilder routes)
    {
        foreach (var name in DemoAssets.Names)
            routes.MapGet($"/demo/{(name == "staff.html" ? "staff" : name)}", http => DemoAssets.AnswerAsync(http, name));
        routes.MapGet("/demo/api/start", StartAsync);
        routes.MapGet("/demo/api/evidence", Guarded(http => site.Staff.PassAsync(
            http, HttpMethod.Get, $"evidence?wamid={Uri.EscapeDataString(http.Request.Query["wamid"].ToString())}")));
        routes.MapGet("/demo/api/evidence/counts", Guarded(http => site.Staff.PassAsync(http, HttpMethod.Get, "evidence/counts")));
        routes.MapGet("/demo/api/evidence/proofs/{index:long}", Guarded(http => site.Staff.PassAsync(
            http, HttpMethod.Get, $"evidence/proofs/{http.Request.RouteValues["index"]}")));
        routes.MapPost("/demo/api/evidence/open", Guarded(http => site.Staff.PassAsync(http, HttpMethod.Post, "evidence/open")));
        MapStaff(routes.MapGroup("/demo/api/staff"));
        routes.MapPost("/demo/api/thief", Guarded(StealAsync));
        routes.MapPost("/demo/api/forgery", Guarded(ForgeAsync));
        routes.MapPost("/demo/api/plug", Guarded(PullAsync));
        routes.MapPost("/demo/api/history", Guarded(async http => await AnswerAsync(
            http, await new RewrittenHistory(site).RunAsync(http.RequestAborted), DemoJson.Default.HistoryReport)));
    }

    /// <summary>The staff page speaks to the socket as the verbs do; what it may do is what they may.</summary>
    private void MapStaff(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/conversations", Guarded(http => site.Staff.PassAsync(http, HttpMethod.Get, "conversations")));
        staff.MapGet("/conversations/{id:guid}", Guarded(http => PassAsync(http, HttpMethod.Get, "")));
        staff.MapPost("/conversations/{id:guid}/replies", Guarded(http => PassAsync(http, HttpMethod.Post, "/replies")));
        staff.MapPut("/conversations/{id:guid}/handover", Guarded(http => PassAsync(http, HttpMethod.Put, "/handover")));
        staff.MapDelete("/conversations/{id:guid}/handover", Guarded(http => PassAsync(http, HttpMethod.Delete, "/handover")));
    }

    private Task PassAsync(HttpContext http, HttpMethod method, string what) =>
        site.Staff.PassAsync(http, method, $"conversations/{http.Request.RouteValues["id"]}{what}");

    /// <summary>Hands the token to the demo's own page, which alone can read it.</summary>
    private async Task StartAsync(HttpContext http)
    {
        if (!DemoGuard.IsOwnPage(http.Request))
        {
            await RefuseAsync(http);
            return;
        }
        var (service, business) = (site.Service, site.Business);
        string[] searched = [service.Data, service.Keys, service.Log];
        await AnswerAsync(
            http, new Start(_guard.Token, service.ProcessId, searched, business.Booked.Name, [.. business.Wishes()]),
            DemoJson.Default.Start);
    }

    private async Task StealAsync(HttpContext http)
    {
        if (await ReadAsync(http, DemoJson.Default.Hunt) is not { Words: { } words }
            || Encoding.UTF8.GetByteCount(words) < Theft.LeastBytes)
            throw new TourException("TOUR-6", "Give the thief a little more to look for: eight letters or more.");
        var real = await site.Thief.SearchAsync(words, http.RequestAborted);
        var planted = await site.Thief.SearchWithDecoyAsync(words, http.RequestAborted);
        await AnswerAsync(http, new TheftReport(real, planted), DemoJson.Default.TheftReport);
    }

    private async Task ForgeAsync(HttpContext http)
    {
        var model = await ReadAsync(http, DemoJson.Default.Model);
        var report = await new Forgery(site).RunAsync(model?.Wamid ?? "", http.RequestAborted);
        await AnswerAsync(http, report, DemoJson.Default.ForgeryReport);
    }

    /// <summary>One JSON object a line, each as soon as it happened.</summary>
    private async Task PullAsync(HttpContext http)
    {
        var asker = await ReadAsync(http, DemoJson.Default.Asker);
        if (asker is null || asker.Person < 0 || asker.Person >= site.Simulator.People.Count)
            throw new TourException("TOUR-7", "There is no such person on the page.");
        var moments = new PulledPlug(site).RunAsync(asker.Person, http.RequestAborted);
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        try
        {
            await foreach (var moment in moments)
                await WriteLineAsync(http, moment, DemoJson.Default.PlugMoment);
        }
        catch (TourException refused)
        {
            await WriteLineAsync(http, new Problem(refused.Message, refused.Code), DemoJson.Default.Problem);
        }
    }

    private RequestDelegate Guarded(RequestDelegate step) => async http =>
    {
        if (!_guard.Allows(http.Request))
        {
            await RefuseAsync(http);
            return;
        }
        try
        {
            await step(http);
        }
        catch (TourException refused)
        {
            await FailAsync(http, StatusCodes.Status409Conflict, refused.Code, refused.Message);
        }
        catch (HttpRequestException) when (!http.Response.HasStarted)
        {
            await FailAsync(
                http, StatusCodes.Status503ServiceUnavailable, "TOUR-8",
                "The service does not answer at the moment; it is being started again. Try once more in a few seconds.");
        }
    };

    private static Task RefuseAsync(HttpContext http) => FailAsync(
        http, StatusCodes.Status403Forbidden, "TOUR-9",
        "Only the demo's own page may do this. If you are on it, it was open before the demo started: reload it.");

    private static Task FailAsync(HttpContext http, int status, string code, string sentence)
    {
        http.Response.StatusCode = status;
        return AnswerAsync(http, new Problem(sentence, code), DemoJson.Default.Problem);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, shape, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task AnswerAsync<T>(HttpContext http, T answer, JsonTypeInfo<T> shape)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsJsonAsync(answer, shape);
    }

    private static async Task WriteLineAsync<T>(HttpContext http, T line, JsonTypeInfo<T> shape)
    {
        await JsonSerializer.SerializeAsync(http.Response.Body, line, shape, http.RequestAborted);
        await http.Response.WriteAsync("\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
