using System.Globalization;
using System.Text.Json;
using Hermetic.Simulator.Graph;
using Hermetic.Simulator.People;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>What was posted, answered, sent and read; and webhooks of any shape.</summary>
internal sealed class RecordEndpoints(CloudApiSimulator simulator, SimulatedPeople people, Errands errands)
{
    private const string BatchShape =
        "Send JSON: {\"messages\": [{\"person\": position, and what one message has}, …]}, 1 to 1,000 of them.";

    public void Map(WebApplication host)
    {
        host.MapGet("/simulator/deliveries", DeliveriesAsync);
        host.MapGet("/simulator/sent", SentAsync);
        host.MapGet("/simulator/messages/{wamid}", RecordAsync);
        host.MapGet("/simulator/reads", http => Exchange.AnswerAsync(
            http, 200, simulator.Reads, ControlJson.Default.IReadOnlyListReadMark));
        host.MapPost("/simulator/batches", BatchAsync);
        host.MapPost("/simulator/webhooks", PostAsync);
    }

    /// <summary><c>?after=</c> the number of the last one seen.</summary>
    private Task DeliveriesAsync(HttpContext http)
    {
        var after = http.Request.Query["after"] is [{ } text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        IReadOnlyList<DeliveryView> views =
            [.. simulator.Deliveries.Where(delivery => delivery.Number > after).Select(View)];
        return Exchange.AnswerAsync(http, 200, views, ControlJson.Default.IReadOnlyListDeliveryView);
    }

    private static DeliveryView View(WebhookDelivery delivery) => new(
        delivery.Number, delivery.Wamids, Convert.ToBase64String(delivery.Body.Span), delivery.Signature,
        [.. delivery.Answers.Select(static answer => new AnswerView(answer.At, answer.HttpStatus))]);

    /// <summary><c>?after=</c> the wamid of the last one seen.</summary>
    private Task SentAsync(HttpContext http)
    {
        var after = http.Request.Query["after"].ToString();
        var sent = simulator.Sent;
        if (after.Length > 0)
            sent = [.. sent.SkipWhile(message => message.Wamid != after).Skip(1)];
        return Exchange.AnswerAsync(http, 200, sent, ControlJson.Default.IReadOnlyListSentMessage);
    }

    private Task RecordAsync(HttpContext http)
    {
        var wamid = (string)http.Request.RouteValues["wamid"]!;
        var record = new MessageRecord(
            wamid, [.. simulator.DeliveriesOf(wamid).Select(View)], simulator.FindSent(wamid));
        return record is { Deliveries: [], Sent: null }
            ? Exchange.FailAsync(http, 404, "No webhook and no send carried this message id.")
            : Exchange.AnswerAsync(http, 200, record, ControlJson.Default.MessageRecord);
    }

    private async Task BatchAsync(HttpContext http)
    {
        using var body = await Exchange.ReadAsync(http);
        var elements = body?.RootElement.Array("messages").ToList() ?? [];
        var messages = new List<(PersonState State, PersonMessage Message)>();
        foreach (var element in elements)
        {
            if (element.Member("person") is { ValueKind: JsonValueKind.Number } position
                && position.TryGetInt32(out var index) && people.At(index) is { } state
                && ScriptedMessage.Read(element, out _) is { } message)
                messages.Add((state, message));
        }
        if (messages.Count is 0 or > WebhookBody.MostUpdates || messages.Count < elements.Count)
        {
            await Exchange.FailAsync(http, 400, BatchShape);
            return;
        }
        var (wamids, accepted) = simulator.Switchboard.Write(messages, errands.Stopping);
        errands.Start(_ => Switchboard.Lossy(accepted));
        await Exchange.AnswerAsync(http, 202, new(wamids), ControlJson.Default.WamidsView);
    }

    /// <summary>
    /// The bytes are signed and posted once, whatever they are. A page of another site cannot send this
    /// content type without asking the browser.
    /// </summary>
    private async Task PostAsync(HttpContext http)
    {
        if (http.Request.ContentType != "application/octet-stream")
        {
            await Exchange.FailAsync(http, 400, "Send the bytes as application/octet-stream.");
            return;
        }
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var answer = await simulator.PostAsync(body.ToArray(), http.RequestAborted);
        await Exchange.AnswerAsync(
            http, 200, new(answer.At, answer.HttpStatus), ControlJson.Default.AnswerView);
    }
}
