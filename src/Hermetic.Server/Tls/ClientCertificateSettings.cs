using System.Security.Cryptography;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Tls;

/// <summary>Who sees the client certificate of a webhook.</summary>
public enum ClientCertificateMode
{
    /// <summary>Nobody: the signature alone tells webhooks from forgeries.</summary>
    Off,

    /// <summary>The service, which terminates TLS itself.</summary>
    Direct,

    /// <summary>A proxy, which forwards it in a header; it is checked here again, in full.</summary>
    Proxy,
}

/// <param name="Authority">The check; null when the mode is off.</param>
/// <param name="Header">The header in which a proxy forwards the certificate.</param>
public sealed record ClientCertificateSettings(
    ClientCertificateMode Mode, WebhookClientCertificate? Authority, string Header)
{
    private const string Section = "WhatsApp:ClientCertificates:";
    private const int LargestFile = 1 << 20;

    internal static ClientCertificateSettings Read(SettingsSource source, ListenSettings listen)
    {
        var mode = source.Choice(Section + "Mode", ClientCertificateMode.Off);
        var header = source.Text(Section + "ProxyHeader", "Client-Cert");
        if (!header.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            source.Problem(Section + "ProxyHeader", "must be the name of a header");
        if (mode == ClientCertificateMode.Direct && listen.Certificate is null)
            source.Problem(Section + "Mode", "can be direct only where Urls is https; behind a proxy it is proxy");
        if (mode == ClientCertificateMode.Proxy && listen.Proxy == TrustedProxy.None)
            source.Problem(Section + "Mode", "can be proxy only with Proxy:Trusted, loopback or socket");
        return new(mode, mode == ClientCertificateMode.Off ? null : ReadAuthority(source), header);
    }

    private static WebhookClientCertificate? ReadAuthority(SettingsSource source)
    {
        var file = source.Text(Section + "AuthorityFile", "");
        try
        {
            if (new FileInfo(file).Length > LargestFile)
                throw new CryptographicException("Too large.");
            // Read once: what was pinned is what is used.
            var pem = File.ReadAllBytes(file);
            CheckPin(source, pem);
            return WebhookClientCertificate.FromPem(
                pem, source.Text(Section + "CommonName", WebhookClientCertificate.MetaCommonName));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            source.Problem(Section + "AuthorityFile", "is missing or cannot be read: the PEM file with the authority of "
                + "the client certificates, as Meta publishes it");
        }
        catch (CryptographicException)
        {
            source.Problem(Section + "AuthorityFile", "must be a PEM file with the self-signed certificate of the authority");
        }
        return null;
    }

    private static void CheckPin(SettingsSource source, byte[] pem)
    {
        var pin = source.Text(Section + "AuthoritySha256", "");
        if (pin.Length > 0 && !pin.Equals(Convert.ToHexString(SHA256.HashData(pem)), StringComparison.OrdinalIgnoreCase))
            source.Problem(
                Section + "AuthoritySha256", "is not what sha256sum says of AuthorityFile: it is not the file that was pinned");
    }
}
