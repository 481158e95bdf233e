using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary><c>/simulator/…</c>: what the page, scripts and benchmarks do with the people's phones.</summary>
internal sealed class ControlEndpoints(
    SimulatorOptions options, Switchboard switchboard, Conversations conversations, WebhookSender webhooks,
    PhoneEvents events, Errands errands)
{
    private const int TextLimit = 4096;

    public void Map(WebApplication host)
    {
        host.MapGet(
            "/simulator/people", http => AnswerAsync(http, 200, People(), PhoneJson.Default.PeopleView));
        host.MapGet("/simulator/conversations/{person:int}", ShowAsync);
        host.MapGet("/simulator/events", http => events.StreamAsync(http, conversations.Service));
        host.MapPost("/simulator/people/{person:int}/messages", WriteAsync);
        host.MapPost("/simulator/people/{person:int}/buttons", PressAsync);
        host.MapPost("/simulator/messages/{wamid}/redeliver", RedeliverAsync);
    }

    private PeopleView People() =>
        new(options.BusinessName, options.DisplayPhoneNumber, options.Suggestions, options.People);

    private Task ShowAsync(HttpContext http) =>
        Person(http) is { } index
            ? AnswerAsync(http, 200, conversations.Of(index), PhoneJson.Default.IReadOnlyListChatMessage)
            : FailAsync(http, 404, "There is no such person.");

    private async Task WriteAsync(HttpContext http)
    {
        if (Person(http) is not { } index)
            await FailAsync(http, 404, "There is no such person.");
        else if (await ReadAsync(http, PhoneJson.Default.NewText)
            is { Text: { Length: > 0 and <= TextLimit } text })
            await PostedAsync(http, switchboard.Write(options.People[index], text, errands.Stopping));
        else
            await FailAsync(http, 400, "Send JSON: {\"text\": \"1 to 4096 characters\"}.");
    }

    private async Task PressAsync(HttpContext http)
    {
        if (Person(http) is not { } index)
            await FailAsync(http, 404, "There is no such person.");
        else if (await ReadAsync(http, PhoneJson.Default.NewPress)
            is { Id: { } id, Title: { } title, Context: { } context })
            await PostedAsync(
                http, switchboard.Press(options.People[index], new(id, title), context, errands.Stopping));
        else
            await FailAsync(http, 400, "Send JSON: {\"id\": …, \"title\": …, \"context\": wamid}.");
    }

    private Task RedeliverAsync(HttpContext http)
    {
        var wamid = (string)http.Request.RouteValues["wamid"]!;
        var deliveries = webhooks.Deliveries.Where(delivery => delivery.Wamid == wamid).ToList();
        if (deliveries.Count == 0)
            return FailAsync(http, 404, "No webhook carried this message id.");
        foreach (var delivery in deliveries)
            errands.Start(stop => Switchboard.Lossy(webhooks.DeliverAsync(delivery, stop)));
        return AnswerAsync(http, 202, new(wamid), PhoneJson.Default.Posted);
    }

    /// <summary>202: the phone has it. Whether the service has it, the events tell.</summary>
    private Task PostedAsync(HttpContext http, (string Wamid, Task Accepted) posted)
    {
        errands.Start(_ => LostAsync(posted.Wamid, posted.Accepted));
        return AnswerAsync(http, 202, new(posted.Wamid), PhoneJson.Default.Posted);
    }

    private async Task LostAsync(string wamid, Task accepted)
    {
        try
        {
            await accepted;
        }
        catch (WebhookLostException)
        {
            conversations.Change(wamid, static message => message with { State = "lost" });
        }
    }

    private int? Person(HttpContext http)
    {
        var index = int.Parse((string)http.Request.RouteValues["person"]!, CultureInfo.InvariantCulture);
        return index >= 0 && index < options.People.Count ? index : null;
    }

    /// <summary>
    /// Null when it is not what was asked for. Other content types than JSON are refused because any web page
    /// could post them here without asking the browser.
    /// </summary>
    private static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> shape) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, shape, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task FailAsync(HttpContext http, int status, string error) =>
        AnswerAsync(http, status, new(error), PhoneJson.Default.Problem);

    private static Task AnswerAsync<T>(HttpContext http, int status, T answer, JsonTypeInfo<T> shape)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(answer, shape);
    }
}
