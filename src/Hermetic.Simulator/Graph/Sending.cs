using System.Text.Json;
using Hermetic.Simulator.Media;
using Hermetic.Simulator.People;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// A send whose shape is valid: whether this person may be reached now, what goes wrong by order or by
/// chance, and the answer.
/// </summary>
internal sealed class Sending(
    SimulatorOptions options, SimulatedPeople people, SendLimits limits, MediaStore media,
    SimulatedTemplates templates, SendLuck luck, Switchboard switchboard)
{
    public async Task HandleAsync(HttpContext http, SendRequest request)
    {
        var state = people.Find(request.To, request.IsUserId)
            ?? throw new InvalidSendException(GraphError.Of(131026));
        Check(request, state);
        var fault = luck.Next(state);
        if (fault is GraphFault.Refuse refuse)
            throw new InvalidSendException(
                GraphError.Of(refuse.Code) with { HttpStatus = refuse.HttpStatus });
        if (fault is GraphFault.CutBeforeAccepting)
        {
            http.Abort();
            return;
        }
        var message = await switchboard.AcceptAsync(
            request, state, http, (fault as GraphFault.FailLater)?.Code ?? (state.Blocks ? 131026 : null));
        if (fault is GraphFault.Slow slow)
            await Task.Delay(slow.Pause, options.Clock, http.RequestAborted);
        if (fault is GraphFault.CutAfterAccepting)
            http.Abort();
        else
            await GraphAnswers.AnswerAsync(http, 200, json => WriteAccepted(json, message, request.IsUserId));
    }

    private void Check(SendRequest request, PersonState state)
    {
        if (request.MediaId is { } id && media.Find(id) is null)
            throw new InvalidSendException(GraphError.Value($"Media id {id} does not exist or has expired."));
        if (request.ReactionTo is { } target && !switchboard.Knows(state, target))
            throw new InvalidSendException(GraphError.Value("The message to react to is not in this chat."));
        var template = request.Template is { } call ? templates.Check(call, request.IsUserId) : null;
        if (request.IdentityKeyHash is { } expected && state.Person.IdentityKeyHash is { } hash
            && hash != expected)
            throw new InvalidSendException(GraphError.Of(137000));
        if (limits.Check(state, template) is { } limit)
            throw new InvalidSendException(limit);
    }

    /// <summary>
    /// <c>contacts</c> has the input as it was written, and the id of the kind that it was.
    /// </summary>
    private static void WriteAccepted(Utf8JsonWriter json, SentMessage message, bool isUserId)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product", "whatsapp");
        json.WriteStartArray("contacts");
        json.WriteStartObject();
        json.WriteString("input", message.To);
        json.WriteString(
            isUserId ? "user_id" : "wa_id", isUserId ? message.Person.UserId : message.Person.PhoneNumber);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("id", message.Wamid);
        // Meta adds it to the answers of template sends only.
        if (message.Template is not null)
            json.WriteString("message_status", "accepted");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
