using Hermetic.Cryptography;
using Hermetic.Server.Messaging;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Flows;

/// <summary>
/// POST: what a phone sends from an open form. Content and answer are in secret memory and reach Meta encrypted; a
/// token that no form knows is answered 427.
/// </summary>
public sealed partial class FlowEndpoint(
    FlowKeyStore keys, IEnumerable<IFlow> flows, SecretArena arena, Settings settings, ILogger<FlowEndpoint> log)
{
    /// <summary>One exchange.</summary>
    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (SignedBody.IsCrowded(arena))
            return Refuse(StatusCodes.Status503ServiceUnavailable);
        try
        {
            return await ExchangeAsync(request);
        }
        catch (SecretMemoryExhaustedException)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IResult> ExchangeAsync(HttpRequest request)
    {
        if (request.ContentLength > SignedBody.MaxLength)
            return Refuse(StatusCodes.Status413PayloadTooLarge);
        using var body = SignedBody.Writer(arena);
        var signature = SignedBody.Signature(request);
        if (signature is not null && !await SignedBody.TryReadAsync(request, body))
            return Refuse(StatusCodes.Status413PayloadTooLarge);
        using var outcome = FlowExchange.Open(
            body.WrittenMemory, signature, settings.WhatsApp.AppSecret,
            await keys.OpenAsync(request.HttpContext.RequestAborted), arena);
        return outcome switch
        {
            FlowOutcome.Decrypted open => await AnswerAsync(open, request.HttpContext.RequestAborted),
            FlowOutcome.TokenInvalid invalid => CloseForm(invalid.Reply),
            _ => Refuse(outcome.HttpStatus),
        };
    }

    private async ValueTask<IResult> AnswerAsync(FlowOutcome.Decrypted open, CancellationToken cancel)
    {
        switch (open.Request.Action)
        {
            case FlowAction.Ping:
                return Text(open.Reply.Seal(FlowAnswers.Active), open.HttpStatus);
            case FlowAction.ErrorNotification:
                PhoneCouldNotUseAnswer();
                return Text(open.Reply.Seal(FlowAnswers.Acknowledged), open.HttpStatus);
        }
        using var answer = new SecretWriter(arena);
        foreach (var flow in flows)
        {
            if (await flow.TryAnswerAsync(open.Request, answer, cancel))
                return Text(open.Reply.Seal(answer.WrittenSpan), open.HttpStatus);
        }
        return CloseForm(open.Reply);
    }

    private IResult CloseForm(FlowReply reply)
    {
        Refused(FlowOutcome.TokenInvalid.Status);
        return Text(reply.Seal(FlowAnswers.TokenInvalid), FlowOutcome.TokenInvalid.Status);
    }

    private IResult Refuse(int status)
    {
        Refused(status);
        return Results.StatusCode(status);
    }

    private static IResult Text(byte[] body, int status) => Results.Text(body, "text/plain", status);

    [LoggerMessage(110, LogLevel.Warning, "A Flows request was answered {Status}.")]
    private partial void Refused(int status);

    [LoggerMessage(111, LogLevel.Warning, "A phone reported that it could not use an answer of a form.")]
    private partial void PhoneCouldNotUseAnswer();
}
