namespace Hermetic.Server.Identity;

/// <summary>
/// The one origin at which the console is: what passkeys are bound to (WebAuthn's relying party), and what every request
/// that changes something has to come from. It is configured, never taken from a request.
/// </summary>
internal sealed class ConsoleOrigin
{
    private ConsoleOrigin(Uri address) => (Address, Origin) = (address, address.GetLeftPart(UriPartial.Authority));

    /// <summary>With a slash at its end.</summary>
    internal Uri Address { get; }

    /// <summary>Scheme, host and port (RFC 6454), as a browser sends it.</summary>
    internal string Origin { get; }

    /// <summary>The host: WebAuthn's relying party id.</summary>
    internal string RelyingParty => Address.IdnHost;

    /// <summary>
    /// Null when nobody can reach a console: there is no public address, or it is a bare IP address, which passkeys do not
    /// work with. A loopback address is reached as <c>localhost</c>.
    /// </summary>
    internal static ConsoleOrigin? Of(Uri? publicUrl)
    {
        if (publicUrl is null)
            return null;
        if (publicUrl.IsLoopback)
            publicUrl = new UriBuilder(publicUrl) { Host = "localhost" }.Uri;
        return publicUrl.HostNameType == UriHostNameType.Dns ? new(new(publicUrl, "/")) : null;
    }

    /// <summary>Where somebody finds a page of the console.</summary>
    /// <param name="path">Without a slash at its start.</param>
    internal Uri Page(string path) => new(Address, path);
}
