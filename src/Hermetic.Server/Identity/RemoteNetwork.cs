using System.Net;
using System.Net.Sockets;
using Hermetic.Server.Tls;

namespace Hermetic.Server.Identity;

/// <summary>
/// Where a request comes from, as far as it can be known: the other end of the connection, or what a declared proxy put last
/// into <c>X-Forwarded-For</c>. Whatever anybody else says there counts for nothing.
/// </summary>
internal static class RemoteNetwork
{
    private const string Header = "X-Forwarded-For";

    /// <summary>Null behind a socket whose proxy says nothing.</summary>
    internal static IPAddress? AddressOf(HttpContext http, TrustedProxy trusted)
    {
        var address = http.Connection.RemoteIpAddress;
        if (ProxyConnection.Is(http, trusted)
            && http.Request.Headers[Header] is { Count: > 0 } said
            && IPAddress.TryParse(said[^1]!.Split(',')[^1].Trim(), out var forwarded))
            address = forwarded;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }

    /// <summary>Whoever has one IPv6 address usually has the other 2^64 of its network too.</summary>
    internal static IPAddress Of(HttpContext http, TrustedProxy trusted)
    {
        var address = AddressOf(http, trusted);
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6)
            return address ?? IPAddress.None;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    /// <summary>Enough to see that it was somewhere else; not enough to find somebody. Empty where nothing is known.</summary>
    internal static string Prefix(HttpContext http, TrustedProxy trusted)
    {
        if (AddressOf(http, trusted) is not { } address)
            return "";
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length == 4 ? 3 : 6).Clear();
        return new IPAddress(bytes).ToString();
    }
}
