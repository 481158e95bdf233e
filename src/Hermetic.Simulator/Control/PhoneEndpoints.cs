using System.Text.Json;
using Hermetic.Simulator.Graph;
using Hermetic.Simulator.People;
using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>What the page, scripts and benchmarks do with the people's phones.</summary>
internal sealed class PhoneEndpoints(
    SimulatorOptions options, CloudApiSimulator simulator, SimulatedPeople people,
    Conversations conversations, PhoneEvents events, Errands errands)
{
    public void Map(WebApplication host)
    {
        host.MapGet("/simulator/people", http => Exchange.AnswerAsync(
            http, 200, People(), PhoneJson.Default.PeopleView));
        host.MapGet("/simulator/conversations/{person:int}", ShowAsync);
        host.MapGet("/simulator/events", http => events.StreamAsync(http, conversations.Service));
        host.MapPost("/simulator/people/{person:int}/messages", WriteAsync);
        host.MapPost("/simulator/people/{person:int}/buttons", PressAsync);
        host.MapPost("/simulator/people/{person:int}/echoes", EchoAsync);
        host.MapPost("/simulator/messages/{wamid}/redeliver", RedeliverAsync);
    }

    private PeopleView People() =>
        new(options.BusinessName, options.DisplayPhoneNumber, options.Suggestions, options.Modules, people.All);

    private Task ShowAsync(HttpContext http) =>
        Exchange.Person(http, people) is { } state
            ? Exchange.AnswerAsync(
                http, 200, conversations.Of(state.Position), PhoneJson.Default.IReadOnlyListChatMessage)
            : Exchange.NobodyAsync(http);

    private Task WriteAsync(HttpContext http) => WithMessageAsync(
        http, (state, message) => simulator.Switchboard.Write(state, message, errands.Stopping));

    private Task EchoAsync(HttpContext http) => WithMessageAsync(
        http, (state, message) => simulator.Switchboard.Echo(state, message, errands.Stopping));

    private async Task WithMessageAsync(
        HttpContext http, Func<PersonState, PersonMessage, (string Wamid, Task Accepted)> use)
    {
        if (Exchange.Person(http, people) is not { } state)
        {
            await Exchange.NobodyAsync(http);
            return;
        }
        using var body = await Exchange.ReadAsync(http);
        if (body is null)
            await Exchange.FailAsync(http, 400, ScriptedMessage.Shape);
        else if (ScriptedMessage.Read(body.RootElement, out var problem) is { } message)
            await PostedAsync(http, use(state, message));
        else
            await Exchange.FailAsync(http, 400, problem);
    }

    private async Task PressAsync(HttpContext http)
    {
        if (Exchange.Person(http, people) is not { } state)
        {
            await Exchange.NobodyAsync(http);
        }
        else if (await Exchange.ReadAsync(http, PhoneJson.Default.NewPress)
            is { Id: { } id, Title: { } title, Context: { } context })
        {
            var reply = simulator.Switchboard.Press(context, id, title);
            await PostedAsync(http, simulator.Switchboard.Write(state, reply, errands.Stopping));
        }
        else
        {
            await Exchange.FailAsync(http, 400, "Send JSON: {\"id\": …, \"title\": …, \"context\": wamid}.");
        }
    }

    private Task RedeliverAsync(HttpContext http)
    {
        var wamid = (string)http.Request.RouteValues["wamid"]!;
        var deliveries = simulator.DeliveriesOf(wamid);
        if (deliveries.Count == 0)
            return Exchange.FailAsync(http, 404, "No webhook carried this message id.");
        foreach (var delivery in deliveries)
            errands.Start(stop => Switchboard.Lossy(simulator.DeliverAgainAsync(delivery, stop)));
        return Exchange.AnswerAsync(http, 202, new(wamid), PhoneJson.Default.Posted);
    }

    /// <summary>202: the phone has it. Whether the service has it, the events tell.</summary>
    private Task PostedAsync(HttpContext http, (string Wamid, Task Accepted) posted)
    {
        errands.Start(_ => LostAsync(posted.Wamid, posted.Accepted));
        return Exchange.AnswerAsync(http, 202, new(posted.Wamid), PhoneJson.Default.Posted);
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
}
