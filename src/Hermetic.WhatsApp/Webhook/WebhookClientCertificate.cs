using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Hermetic.WhatsApp;

/// <summary>
/// Tells Meta's webhooks from everybody else's by the client certificate of their TLS connection: the chain leads to the
/// authority that the operator supplied, and the subject holds exactly one common name, which is exactly the expected
/// one. Pure: no network (no AIA, CRL or OCSP), no system trust, no clock.
/// </summary>
/// <remarks>Source: Meta, "mTLS for webhooks". Their sample for nginx matches the name with an unanchored expression;
/// this does not.</remarks>
public sealed class WebhookClientCertificate
{
    /// <summary>The common name of Meta's client certificate.</summary>
    public const string MetaCommonName = "client.webhooks.fbclientcerts.com";

    private const string CommonNameOid = "2.5.4.3";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _intermediates = [];
    private readonly string _commonName;

    private WebhookClientCertificate(string commonName) => _commonName = commonName;

    /// <summary>Takes the authority from a PEM file's bytes.</summary>
    /// <param name="pem">At least one self-signed certificate, the trust anchor; others in it serve as intermediates for
    /// proxies that do not pass them on.</param>
    /// <param name="commonName">The name to expect, compared byte for byte.</param>
    /// <exception cref="CryptographicException">Not PEM, or without a self-signed certificate.</exception>
    public static WebhookClientCertificate FromPem(ReadOnlySpan<byte> pem, string commonName)
    {
        var text = new char[pem.Length];
        Encoding.Latin1.GetChars(pem, text);
        var found = new X509Certificate2Collection();
        found.ImportFromPem(text);
        var check = new WebhookClientCertificate(commonName);
        foreach (var certificate in found)
            (IsSelfIssued(certificate) ? check._roots : check._intermediates).Add(certificate);
        return check._roots.Count > 0
            ? check
            : throw new CryptographicException("There is no self-signed certificate in the file.");
    }

    /// <summary>Checks name, chain, purpose and time.</summary>
    /// <param name="certificate">The leaf, as the caller proved to own it.</param>
    /// <param name="intermediates">What was presented with it; none of them is trusted by itself.</param>
    /// <param name="now">The moment to check for.</param>
    public ClientCertificateCheck Check(
        X509Certificate2 certificate, X509Certificate2Collection intermediates, DateTimeOffset now)
    {
        try
        {
            return HasName(certificate.SubjectName)
                ? CheckChain(certificate, intermediates, now)
                : new(ClientCertificateVerdict.WrongName, default);
        }
        catch (CryptographicException)
        {
            // Some members are decoded only when they are asked for.
            return new(ClientCertificateVerdict.Malformed, default);
        }
    }

    private ClientCertificateCheck CheckChain(
        X509Certificate2 certificate, X509Certificate2Collection intermediates, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyAt(now) };
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        if (!chain.Build(certificate))
            return new(Reason(chain), default);
        return new(
            ClientCertificateVerdict.Accepted,
            chain.ChainElements.Min(element => new DateTimeOffset(element.Certificate.NotAfter.ToUniversalTime())));
    }

    /// <summary>Trust in the operator's file alone; for the TLS stack too, which builds a chain of its own.</summary>
    /// <param name="now">The moment to check for.</param>
    public X509ChainPolicy PolicyAt(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            // A stranger's certificate names addresses; nothing is ever fetched from them.
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(_roots);
        policy.ExtraStore.AddRange(_intermediates);
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return policy;
    }

    /// <summary>
    /// One common name, alone in its relative name. A second one anywhere, a name that shares its place with another
    /// attribute, or one that cannot be decoded, is a name that two readers may read differently.
    /// </summary>
    private bool HasName(X500DistinguishedName subject)
    {
        var names = 0;
        foreach (var part in subject.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements)
                return false;
            if (part.GetSingleElementType().Value != CommonNameOid)
                continue;
            names++;
            if (part.GetSingleElementValue() != _commonName)
                return false;
        }
        return names == 1;
    }

    private static ClientCertificateVerdict Reason(X509Chain chain)
    {
        var all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (sum, one) => sum | one.Status);
        return all switch
        {
            X509ChainStatusFlags.NotTimeValid => ClientCertificateVerdict.NotValidNow,
            X509ChainStatusFlags.NotValidForUsage => ClientCertificateVerdict.WrongPurpose,
            _ => ClientCertificateVerdict.Untrusted,
        };
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
