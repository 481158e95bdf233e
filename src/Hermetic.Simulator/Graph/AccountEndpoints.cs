using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// The management calls about the one number and its account. The ids stand in the routes, so that paths of
/// other objects stay free.
/// </summary>
internal sealed class AccountEndpoints(
    SimulatorOptions options, SimulatedAccount account, GraphAccess access, GraphAnswers answers)
{
    private readonly AccountChanges _changes = new(account);
    private readonly Lock _gate = new();

    public void Map(WebApplication host)
    {
        var number = $"/{{version}}/{options.PhoneNumberId}";
        var business = $"/{{version}}/{options.BusinessAccountId}";
        var pages = new AccountPages(options, account);
        host.MapGet("/{version}/debug_token", Read(pages.Token));
        host.MapGet(number, Read(pages.Number));
        host.MapGet($"{number}/settings", Read(pages.Settings));
        host.MapGet($"{number}/whatsapp_business_encryption", Read(pages.FlowsKey));
        host.MapGet(business, Read(pages.Business));
        host.MapGet($"{business}/subscribed_apps", Read(pages.Apps));
        host.MapGet($"{business}/phone_numbers", Read(pages.Numbers));
        host.MapPost(number, Change(_changes.SetPin));
        host.MapPost($"{number}/register", Change(_changes.Register));
        host.MapPost($"{number}/deregister", Change(_changes.Deregister));
        host.MapPost($"{number}/settings", Change(_changes.Set));
        host.MapPost($"{business}/subscribed_apps", Change(_changes.Subscribe));
        host.MapDelete($"{business}/subscribed_apps", Change(_changes.Unsubscribe));
        host.MapPost($"{number}/whatsapp_business_encryption", SetFlowsKeyAsync);
    }

    private RequestDelegate Read(Action<HttpRequest, Utf8JsonWriter> write) => async http =>
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            await answers.FailAsync(http, refusal);
            return;
        }
        await GraphAnswers.AnswerAsync(http, 200, json =>
        {
            lock (_gate)
                write(http.Request, json);
        });
    };

    private RequestDelegate Change(Func<JsonElement, GraphError?> change) => async http =>
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            await answers.FailAsync(http, refusal);
            return;
        }
        try
        {
            // Some of these calls have no body at all.
            var sent = new MemoryStream();
            await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
            using var body = JsonDocument.Parse(sent.Length == 0 ? "{}"u8.ToArray() : sent.ToArray());
            await SettleAsync(http, () => change(body.RootElement));
        }
        catch (JsonException)
        {
            await answers.FailAsync(http, GraphError.Invalid("Invalid parameter"));
        }
    };

    /// <summary>The one call that is a form and not JSON.</summary>
    private async Task SetFlowsKeyAsync(HttpContext http)
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            await answers.FailAsync(http, refusal);
            return;
        }
        var key = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync(http.RequestAborted))["business_public_key"].ToString()
            : "";
        await SettleAsync(http, () => _changes.SetFlowsKey(key));
    }

    private Task SettleAsync(HttpContext http, Func<GraphError?> change)
    {
        GraphError? error;
        lock (_gate)
            error = change();
        return error is null ? GraphAnswers.SucceedAsync(http) : answers.FailAsync(http, error);
    }
}
