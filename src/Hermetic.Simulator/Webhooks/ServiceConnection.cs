using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// How Meta connects to a service: no redirects, no proxy, https to a certificate that it can verify, and
/// with mTLS its own client certificate.
/// </summary>
internal static class ServiceConnection
{
    public static SocketsHttpHandler Handler(SimulatorOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        if (options.ClientCertificate is { } certificate)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(
                certificate, [.. options.ClientCertificateChain], offline: true);
        if (options.ServiceAuthorities.Count > 0)
            handler.SslOptions.CertificateChainPolicy = TrustOnly(options.ServiceAuthorities);
        return handler;
    }

    /// <summary>A private authority in place of the public ones.</summary>
    private static X509ChainPolicy TrustOnly(IReadOnlyList<X509Certificate2> authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities.ToArray());
        return policy;
    }
}
