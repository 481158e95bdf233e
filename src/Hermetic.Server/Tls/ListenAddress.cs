using System.Net;

namespace Hermetic.Server.Tls;

/// <summary>Where the service listens: an address of the network, or a socket that a proxy on this machine talks to.</summary>
public abstract record ListenAddress
{
    private const string SocketPrefix = "http://unix:";

    /// <summary>A TCP address.</summary>
    public sealed record Network(IPEndPoint EndPoint, bool Tls) : ListenAddress;

    /// <summary>A unix socket, without TLS: nothing on it leaves the machine.</summary>
    public sealed record Socket(string Path) : ListenAddress;

    /// <summary>
    /// <c>https://0.0.0.0:443</c>, <c>http://127.0.0.1:8080</c>, <c>http://unix:/run/hermetic/web.sock</c>. An address,
    /// not a name: a name would be looked up, and the answer decides who can connect.
    /// </summary>
    internal static ListenAddress? Parse(string text)
    {
        if (text.StartsWith(SocketPrefix + '/', StringComparison.Ordinal))
            return new Socket(text[SocketPrefix.Length..]);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.PathAndQuery is not "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            return null;
        var host = url.DnsSafeHost is "localhost" ? "127.0.0.1" : url.DnsSafeHost;
        return IPAddress.TryParse(host, out var address)
            ? new Network(new IPEndPoint(address, url.Port), url.Scheme == "https")
            : null;
    }
}
