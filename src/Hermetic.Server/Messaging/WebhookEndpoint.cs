using Hermetic.Cryptography;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>
/// Step 1. Raw bytes in secret memory, capped at 3 MB; the signature is checked over exactly these bytes before
/// anything is parsed. It answers 200 only after the commit.
/// </summary>
internal sealed partial class WebhookEndpoint(
    Inbox inbox, SecretArena arena, Settings settings, ILogger<WebhookEndpoint> log)
{
    /// <summary>GET: the subscription's challenge.</summary>
    public IResult Verify(HttpRequest request)
    {
        var query = request.Query;
        return SubscriptionChallenge.Answer(
            query["hub.mode"], query["hub.verify_token"], query["hub.challenge"], settings.WhatsApp.VerifyToken)
            is { } challenge
            ? Results.Text(challenge, "text/plain")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>POST: events.</summary>
    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (SignedBody.IsCrowded(arena))
        {
            Crowded();
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        try
        {
            return await AcceptAsync(request);
        }
        catch (Exception busy) when (IsTransient(busy))
        {
            Busy(busy.GetType().Name);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>WhatsApp delivers again; what of the webhook is stored is recognised then.</summary>
    private static bool IsTransient(Exception failure) => failure is SecretMemoryExhaustedException
        or StorageStalledException or StorageFailedException or FencedException or EnvelopeException
        or RootProviderException or EscrowException;

    private async Task<IResult> AcceptAsync(HttpRequest request)
    {
        if (request.ContentLength > SignedBody.MaxLength)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (SignedBody.Signature(request) is not { } signature)
        {
            Forged();
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }
        using var body = SignedBody.Writer(arena);
        if (!await SignedBody.TryReadAsync(request, body))
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!WebhookSignature.Verify(body.WrittenSpan, signature, settings.WhatsApp.AppSecret))
        {
            Forged();
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }
        try
        {
            await inbox.AcceptAsync(WebhookReader.Read(body.WrittenMemory), request.HttpContext.RequestAborted);
            return Results.Ok();
        }
        catch (WebhookFormatException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A webhook without a valid signature was refused.")]
    private partial void Forged();

    [LoggerMessage(3, LogLevel.Warning, "The intake answered 503: secret memory is nearly used up.")]
    private partial void Crowded();

    [LoggerMessage(2, LogLevel.Warning, "The intake answered 503: {Reason}.")]
    private partial void Busy(string reason);
}
