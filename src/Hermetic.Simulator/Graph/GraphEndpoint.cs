using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// <c>POST /{version}/{phone_number_id}/messages</c>: who calls, where to, then either a read mark (with or
/// without typing) or a send.
/// </summary>
internal sealed class GraphEndpoint(
    SimulatorOptions options, Switchboard switchboard, SendLimits limits, SeededBytes seeded)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (Refusal(http.Request) is { } refusal)
        {
            await FailAsync(http, refusal);
            return;
        }
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            if (body.RootElement.Text("status") is { } status)
                await MarkAsync(http, body.RootElement, status);
            else
                await SendAsync(http, SendRequest.Read(body.RootElement));
        }
        catch (JsonException)
        {
            await FailAsync(http, GraphError.Invalid("Invalid parameter"));
        }
        catch (InvalidSendException invalid)
        {
            await FailAsync(http, invalid.Error);
        }
    }

    private GraphError? Refusal(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return GraphError.NoToken;
        if (!options.AccessToken.Matches(Encoding.UTF8.GetBytes(header["Bearer ".Length..])))
            return GraphError.WrongToken;
        var number = (string)request.RouteValues["number"]!;
        if ((string)request.RouteValues["version"]! != options.GraphVersion)
            return GraphError.UnknownPath(request.Path);
        return number == options.PhoneNumberId ? null : GraphError.UnknownObject(number);
    }

    private async Task MarkAsync(HttpContext http, JsonElement body, string status)
    {
        if (status != "read")
            throw new InvalidSendException(GraphError.Invalid("Param status must be one of {READ}"));
        if (body.Text("message_id") is not { } wamid)
            throw new InvalidSendException(GraphError.Missing("message_id"));
        var typing = body.Member("typing_indicator");
        if (typing is not null && typing.Value.Text("type") != "text")
            throw new InvalidSendException(
                GraphError.Value("Param typing_indicator['type'] must be one of {TEXT}"));
        if (!switchboard.MarkRead(new(wamid, typing is not null)))
            throw new InvalidSendException(
                GraphError.Value("The message_id is not that of a received message."));
        await AnswerAsync(http, 200, static json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("success", true);
            json.WriteEndObject();
        });
    }

    private async Task SendAsync(HttpContext http, SendRequest request)
    {
        var person = switchboard.Find(request) ?? throw new InvalidSendException(GraphError.Of(131026));
        if (limits.Check(person) is { } limit)
            throw new InvalidSendException(limit);
        var fault = switchboard.NextFault();
        if (fault is GraphFault.Refuse refuse)
            throw new InvalidSendException(
                GraphError.Of(refuse.Code) with { HttpStatus = refuse.HttpStatus });
        if (fault is GraphFault.CutBeforeAccepting)
        {
            http.Abort();
            return;
        }
        var message = await switchboard.AcceptAsync(request, person, http);
        if (fault is GraphFault.Slow slow)
            await Task.Delay(slow.Pause, options.Clock, http.RequestAborted);
        if (fault is GraphFault.CutAfterAccepting)
            http.Abort();
        else
            await AnswerAsync(http, 200, json => WriteAccepted(json, message, request.IsUserId));
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
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Task FailAsync(HttpContext http, GraphError error)
    {
        Span<byte> trace = stackalloc byte[17];
        seeded.Fill(trace);
        var traceId = "A" + Convert.ToBase64String(trace).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return AnswerAsync(http, error.HttpStatus, json => error.Write(json, traceId));
    }

    private static async Task AnswerAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        write(json);
    }
}
