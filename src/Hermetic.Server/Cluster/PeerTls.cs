using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermetic.Server.Tls;
using Microsoft.AspNetCore.Connections;

namespace Hermetic.Server.Cluster;

/// <summary>
/// Mutual TLS 1.3 between nodes: both sides show a certificate of the cluster's own authority, or not a byte of theirs is
/// read. The system's authorities count for nothing, names neither: whoever the authority vouches for is a node.
/// </summary>
internal sealed partial class PeerTls(
    CertificateFiles files, X509Certificate2Collection authority, TimeProvider clock, ILogger<PeerTls> log)
{
    /// <summary>Purposes of a certificate (RFC 5280 §4.2.1.12). A node's has both: it calls, and it is called.</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Lock _renewal = new();
    private readonly ServerCertificate _own = new(files);

    /// <summary>For connections from other nodes.</summary>
    internal void Accept(IConnectionBuilder connections) => connections.Use(next => connection =>
        RunAsync(connection, next, (tls, cancel) => tls.AuthenticateAsServerAsync(ForCallers(), cancel)));

    /// <summary>For connections to other nodes.</summary>
    internal void Call(IConnectionBuilder connections) => connections.Use(next => connection =>
        RunAsync(connection, next, (tls, cancel) => tls.AuthenticateAsClientAsync(ForCalled(), cancel)));

    private async Task RunAsync(
        ConnectionContext connection, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> authenticate)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new DuplexStream(plain));
        if (!await TryAsync(tls, authenticate))
        {
            connection.Abort(new ConnectionAbortedException("The other side is no node of this cluster."));
            return;
        }
        var secured = new SecuredPipes(PipeReader.Create(tls), PipeWriter.Create(tls));
        try
        {
            connection.Transport = secured;
            await next(connection);
        }
        finally
        {
            await secured.Input.CompleteAsync();
            await secured.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    private async Task<bool> TryAsync(SslStream tls, Func<SslStream, CancellationToken, Task> authenticate)
    {
        using var patience = new CancellationTokenSource(_patience, clock);
        try
        {
            await authenticate(tls, patience.Token);
            return true;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or OperationCanceledException
            or CryptographicException)
        {
            Refused(failure.GetType().Name);
            return false;
        }
    }

    private SslServerAuthenticationOptions ForCallers() => new()
    {
        ServerCertificateContext = Certificate(),
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateRequired = true,
        // A resumed session shows no certificate again.
        AllowTlsResume = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = Policy(ClientAuthentication),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => IsPeer(shown, errors),
    };

    private SslClientAuthenticationOptions ForCalled() => new()
    {
        // Sent to nobody who could use it, and compared with nothing: nodes have addresses, not names.
        TargetHost = "",
        ClientCertificateContext = Certificate(),
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = Policy(ServerAuthentication),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => IsPeer(shown, errors),
    };

    private static bool IsPeer(X509Certificate? shown, SslPolicyErrors errors) =>
        shown is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    /// <summary>Trust in the operator's file alone; nothing is fetched from addresses that a certificate names.</summary>
    private X509ChainPolicy Policy(string purpose)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = clock.GetUtcNow().UtcDateTime,
        };
        foreach (var certificate in authority)
            (ClusterSettings.IsSelfIssued(certificate) ? policy.CustomTrustStore : policy.ExtraStore).Add(certificate);
        policy.ApplicationPolicy.Add(new Oid(purpose));
        return policy;
    }

    /// <summary>Nodes connect seldom: each handshake looks whether the files were renewed.</summary>
    private SslStreamCertificateContext Certificate()
    {
        lock (_renewal)
        {
            _own.Refresh();
            return _own.Context;
        }
    }

    [LoggerMessage(131, LogLevel.Warning,
        "A connection between nodes was refused ({Failure}): one side has no valid certificate of the cluster's authority.")]
    private partial void Refused(string failure);

    private sealed record SecuredPipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
