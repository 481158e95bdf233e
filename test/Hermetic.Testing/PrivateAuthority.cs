using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.Testing;

/// <summary>A root and an intermediate of a test's own, which issue whatever is asked of them, wrong things too.</summary>
public sealed class PrivateAuthority : IDisposable
{
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(3650);

    public PrivateAuthority(DateTimeOffset now, string name = "Test")
    {
        Now = now;
        Root = Sign(new X500DistinguishedName($"CN={name} root"), issuer: null, now - _lifetime, now + _lifetime, isAuthority: true);
        Intermediate = Sign(
            new X500DistinguishedName($"CN={name} intermediate"), Root, now - _lifetime / 2, now + _lifetime / 2, isAuthority: true);
    }

    public DateTimeOffset Now { get; }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public string RootPem => Root.ExportCertificatePem() + "\n";

    /// <summary>Issued by the intermediate, with its key, for a month unless said otherwise.</summary>
    public X509Certificate2 Issue(
        X500DistinguishedName subject,
        string[]? purposes,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        string? alternativeName = null)
    {
        return Sign(
            subject, Intermediate, from ?? Now - TimeSpan.FromDays(1), until ?? Now + TimeSpan.FromDays(30),
            isAuthority: false, purposes, alternativeName);
    }

    public X509Certificate2 IssueClient(string commonName) =>
        Issue(new X500DistinguishedName($"CN={commonName}, O=Meta"), [ClientAuthentication]);

    /// <summary>For a service on loopback.</summary>
    public X509Certificate2 IssueServer(string host = "localhost", DateTimeOffset? until = null) =>
        Issue(new X500DistinguishedName($"CN={host}"), [ServerAuthentication], until: until, alternativeName: host);

    /// <summary>Writes a chain and its key as a certificate authority's client would leave them.</summary>
    public void Write(X509Certificate2 leaf, string certificatePath, string keyPath)
    {
        File.WriteAllText(certificatePath, leaf.ExportCertificatePem() + "\n" + Intermediate.ExportCertificatePem() + "\n");
        using var key = leaf.GetECDsaPrivateKey()!;
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        File.SetUnixFileMode(keyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public static X509Certificate2 SelfSigned(X500DistinguishedName subject, DateTimeOffset now) =>
        Sign(subject, issuer: null, now.AddDays(-1), now.AddDays(1), isAuthority: false, [ClientAuthentication]);

    private static X509Certificate2 Sign(
        X500DistinguishedName subject, X509Certificate2? issuer, DateTimeOffset from, DateTimeOffset until,
        bool isAuthority, string[]? purposes = null, string? alternativeName = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (purposes is not null)
        {
            var list = new OidCollection();
            foreach (var purpose in purposes)
                list.Add(new Oid(purpose));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(list, critical: false));
        }
        if (alternativeName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(alternativeName);
            request.CertificateExtensions.Add(names.Build());
        }
        if (issuer is null)
            return request.CreateSelfSigned(from, until);
        using var certificate = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(12));
        return certificate.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
    }
}
