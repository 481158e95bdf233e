using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// <c>POST /{version}/{phone_number_id}/messages</c>: who calls, where to, then either a read mark (with or
/// without typing) or a send.
/// </summary>
internal sealed class MessagesEndpoint(
    GraphAccess access, GraphAnswers answers, Switchboard switchboard, Sending sending, Recent<int> refusals)
{
    // PUT is what Meta's own collection uses for read marks.
    private static readonly string[] Methods = ["POST", "PUT"];

    public void Map(WebApplication host) => host.MapMethods("/{version}/{number}/messages", Methods, HandleAsync);

    private async Task HandleAsync(HttpContext http)
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            await RefuseAsync(http, refusal);
            return;
        }
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            if (body.RootElement.Text("status") is { } status)
                await MarkAsync(http, body.RootElement, status);
            else
                await sending.HandleAsync(http, SendRequest.Read(body.RootElement));
        }
        catch (JsonException)
        {
            await RefuseAsync(http, GraphError.Invalid("Invalid parameter"));
        }
        catch (InvalidSendException invalid)
        {
            await RefuseAsync(http, invalid.Error);
        }
    }

    private Task RefuseAsync(HttpContext http, GraphError error)
    {
        refusals.Add(error.Code);
        return answers.FailAsync(http, error);
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
        await GraphAnswers.SucceedAsync(http);
    }
}
