namespace Hermetic.WhatsApp;

/// <summary>
/// Whether the token may be shown to an address: the one thing between a forged answer and the token, or the
/// business's inner network. The answer comes from Meta, and is not believed in this.
/// </summary>
internal static class MediaAddress
{
    /// <summary>The address when it is https on an allowed host, or on the host and port of a Graph address
    /// on loopback; else null.</summary>
    public static Uri? Read(string address, CloudApiOptions options)
    {
        // Uri takes a backslash for a slash; other readers do not. What they could disagree about is refused.
        if (address.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0)
        {
            return null;
        }
        return IsHostOfMedia(url, options.MediaHosts) || IsOnLoopback(url, options.GraphBaseUrl) ? url : null;
    }

    private static bool IsHostOfMedia(Uri url, IReadOnlyList<string> hosts) =>
        url is { Scheme: "https", IsDefaultPort: true, HostNameType: UriHostNameType.Dns }
        && hosts.Any(host => Matches(url.IdnHost, host));

    // A host that begins with a dot would be the suffix itself: ".whatsapp.net" is not below "whatsapp.net".
    private static bool Matches(string host, string allowed) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private static bool IsOnLoopback(Uri url, Uri graph) =>
        graph is { Scheme: "http", IsLoopback: true }
        && url is { Scheme: "http", IsLoopback: true }
        && url.Authority.Equals(graph.Authority, StringComparison.OrdinalIgnoreCase);
}
