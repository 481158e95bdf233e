using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.RootProviders.Http;

/// <summary>How a key service is reached: directly, without proxy, redirect or cookie, over TLS 1.2 or
/// 1.3.</summary>
internal static class ServiceHandler
{
    /// <param name="authority">Who alone vouches for the service; none means the system's
    /// authorities.</param>
    public static SocketsHttpHandler Create(X509Certificate2Collection authority) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = authority.Count == 0 ? null : Trusting(authority),
        },
    };

    private static X509ChainPolicy Trusting(X509Certificate2Collection authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }
}
