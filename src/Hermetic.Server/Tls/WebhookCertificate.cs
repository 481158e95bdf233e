using Hermetic.WhatsApp;

namespace Hermetic.Server.Tls;

/// <summary>Lets a webhook through only with Meta's client certificate, before a byte of its body is read.</summary>
internal sealed partial class WebhookCertificate(Settings settings, TimeProvider clock, ILogger<WebhookCertificate> log)
    : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var required = settings.ClientCertificates;
        if (required.Mode == ClientCertificateMode.Off)
            return await next(context);
        if (required.Mode == ClientCertificateMode.Proxy && !ProxyConnection.Is(http, settings.Listen.Proxy))
        {
            NotTheProxy();
            return Refuse(http);
        }
        var verdict = required.Mode == ClientCertificateMode.Direct ? OfHandshake(http) : OfHeader(http, required);
        if (verdict == ClientCertificateVerdict.Accepted)
            return await next(context);
        Refused(verdict);
        return Refuse(http);
    }

    private ClientCertificateVerdict OfHandshake(HttpContext http) =>
        http.Features.Get<HandshakeCertificate>()?.Check.At(clock.GetUtcNow()) ?? ClientCertificateVerdict.Missing;

    /// <summary>What the proxy says it verified is verified again: only who it got it from rests on its word.</summary>
    private ClientCertificateVerdict OfHeader(HttpContext http, ClientCertificateSettings required)
    {
        var found = ForwardedCertificate.Read(http.Request.Headers, required.Header);
        try
        {
            return found switch
            {
                null => ClientCertificateVerdict.Malformed,
                [] => ClientCertificateVerdict.Missing,
                [var leaf, ..] => required.Authority!.Check(leaf, found, clock.GetUtcNow()).Verdict,
            };
        }
        finally
        {
            foreach (var certificate in found ?? [])
                certificate.Dispose();
        }
    }

    /// <summary>The body is not waited for: whoever may not speak is not listened to.</summary>
    private static IResult Refuse(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    [LoggerMessage(63, LogLevel.Warning, "A webhook without Meta's client certificate was refused: {Verdict}.")]
    private partial void Refused(ClientCertificateVerdict verdict);

    [LoggerMessage(64, LogLevel.Warning, "A webhook that did not come from the declared proxy was refused.")]
    private partial void NotTheProxy();
}

internal static class WebhookCertificateRoutes
{
    /// <summary>
    /// For every route to which Meta posts. Not for the subscription's challenge: it is asked before mTLS can be chosen
    /// for the subscription, gives nothing but the challenge back, and is guarded by the verify token.
    /// </summary>
    internal static RouteHandlerBuilder RequireWebhookCertificate(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter<WebhookCertificate>();
}
