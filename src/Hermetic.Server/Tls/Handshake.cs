using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hermetic.WhatsApp;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Hermetic.Server.Tls;

/// <summary>What the client certificate of a connection's handshake was found to be.</summary>
internal sealed record HandshakeCertificate(ClientCertificateCheck Check);

/// <summary>TLS 1.3 and nothing older. A client certificate is asked for, never demanded: only webhooks need one.</summary>
internal sealed class Handshake(ServerCertificate certificate, WebhookClientCertificate? authority, TimeProvider clock)
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal void Use(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = Patience,
        OnConnection = context => ValueTask.FromResult(OptionsFor(context.Connection)),
    });

    private SslServerAuthenticationOptions OptionsFor(ConnectionContext connection) => new()
    {
        ServerCertificateContext = certificate.Context,
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        ClientCertificateRequired = authority is not null,
        // A resumed session carries the leaf without its intermediates; it could not be checked again.
        AllowTlsResume = authority is null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = authority?.PolicyAt(clock.GetUtcNow()),
        RemoteCertificateValidationCallback = (_, presented, chain, _) => Keep(connection, presented, chain),
    };

    /// <summary>The handshake always succeeds: the webhook's answer says what was wrong, other routes are open to all.</summary>
    private bool Keep(ConnectionContext connection, X509Certificate? presented, X509Chain? chain)
    {
        if (authority is not null && presented is X509Certificate2 leaf)
            connection.Features.Set(new HandshakeCertificate(
                authority.Check(leaf, chain?.ChainPolicy.ExtraStore ?? [], clock.GetUtcNow())));
        return true;
    }
}
