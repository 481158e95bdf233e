using System.Net;

namespace Hermetic.Server.Tls;

/// <summary>Whose word about the other end of a connection counts. The zero value trusts nobody.</summary>
public enum TrustedProxy
{
    None,

    /// <summary>Whoever connects from this machine's loopback.</summary>
    Loopback,

    /// <summary>Whoever can open the unix socket in <c>Urls</c>.</summary>
    Socket,
}

/// <summary>Where the service listens, with which certificate, behind whom.</summary>
/// <param name="Certificate">Given if and only if the address is https.</param>
public sealed record ListenSettings(ListenAddress Address, CertificateFiles? Certificate, TrustedProxy Proxy)
{
    private const string Default = "http://127.0.0.1:8080";

    internal static ListenSettings Read(SettingsSource source)
    {
        var proxy = source.Choice("Proxy:Trusted", TrustedProxy.None);
        var address = ListenAddress.Parse(source.Text("Urls", Default));
        if (address is null)
            source.Problem("Urls", "must be one address: https://ADDRESS:PORT, http://127.0.0.1:PORT or http://unix:/PATH");
        if (address is ListenAddress.Network { Tls: false } plain && !IPAddress.IsLoopback(plain.EndPoint.Address))
            source.Problem("Urls", "must be https beyond a loopback address, or http on loopback or on a unix socket "
                + "behind a proxy that speaks TLS 1.3");
        if (address is ListenAddress.Socket != (proxy == TrustedProxy.Socket))
            source.Problem("Proxy:Trusted", "is socket if and only if Urls is http://unix:/PATH");
        return new(
            address ?? ListenAddress.Parse(Default)!,
            address is ListenAddress.Network { Tls: true } ? ReadCertificate(source, "Urls") : null,
            proxy);
    }

    /// <summary>
    /// <c>PublicUrl</c>, or the address itself where somebody can use it: not a socket, not "every address", and not what
    /// only a declared proxy sees.
    /// </summary>
    internal Uri? PublicUrl(SettingsSource source)
    {
        var own = Address is ListenAddress.Network network && Proxy == TrustedProxy.None && !IsAny(network.EndPoint.Address)
            ? $"{(network.Tls ? "https" : "http")}://{network.EndPoint}"
            : "";
        var text = source.Text("PublicUrl", own);
        if (text.Length == 0)
            return null;
        var url = source.Address("PublicUrl", own.Length > 0 ? own : Default);
        if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            source.Problem("PublicUrl", "must be https beyond loopback: people send a code to it");
        return new(url.AbsoluteUri.TrimEnd('/') + '/');
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <param name="listener">The setting whose address is https.</param>
    internal static CertificateFiles? ReadCertificate(SettingsSource source, string listener)
    {
        var files = new CertificateFiles(source.Text("Tls:Certificate", ""), source.Text("Tls:Key", ""));
        try
        {
            if (files.Certificate.Length > 0 && files.Key.Length > 0)
            {
                files.Load();
                return files;
            }
            source.Problem("Tls:Certificate", $"and Tls:Key must name PEM files where {listener} is https");
        }
        catch (CertificateFileException refused)
        {
            source.Problem(refused.Setting, refused.What);
        }
        return null;
    }
}
