using System.Text.RegularExpressions;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>Where and as whom the Cloud API is called.</summary>
public sealed partial class CloudApiOptions
{
    /// <summary>Takes the settings.</summary>
    /// <param name="graphBaseUrl">Such as <c>https://graph.facebook.com</c>; plain http on loopback
    /// only.</param>
    /// <param name="graphVersion">Such as <c>v26.0</c>.</param>
    /// <param name="accessToken">The Bearer token.</param>
    /// <exception cref="ArgumentException">An address or version that is not acceptable.</exception>
    public CloudApiOptions(Uri graphBaseUrl, string graphVersion, Secret accessToken)
    {
        ArgumentNullException.ThrowIfNull(graphBaseUrl);
        ArgumentNullException.ThrowIfNull(graphVersion);
        ArgumentNullException.ThrowIfNull(accessToken);
        if (!IsAcceptable(graphBaseUrl))
        {
            throw new ArgumentException(
                "The Graph address must be https, or http on loopback, without user, query or fragment.",
                nameof(graphBaseUrl));
        }
        if (!Version().IsMatch(graphVersion))
            throw new ArgumentException("The Graph version must look like v26.0.", nameof(graphVersion));
        (GraphBaseUrl, GraphVersion, AccessToken) = (graphBaseUrl, graphVersion, accessToken);
    }

    /// <summary>The address without the version.</summary>
    public Uri GraphBaseUrl { get; }

    /// <summary>The version, a segment of the path.</summary>
    public string GraphVersion { get; }

    /// <summary>The Bearer token.</summary>
    public Secret AccessToken { get; }

    /// <summary>The app secret, for <c>appsecret_proof</c> on every call; null leaves the proof
    /// out.</summary>
    public Secret? AppSecret { get; init; }

    /// <summary>How long one call may take, from the first byte of the connection to the last of the
    /// answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the download or upload of one file may take.</summary>
    public TimeSpan MediaTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Hosts that files are fetched from and the token is shown to: a name, or a dot and a name for every
    /// host below it. While <see cref="GraphBaseUrl"/> is plain http on loopback, its own host and port as
    /// well.
    /// </summary>
    public IReadOnlyList<string> MediaHosts { get; init; } =
        ["lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net"];

    private static bool IsAcceptable(Uri url) =>
        url.IsAbsoluteUri
        && (url.Scheme is "https" || (url.Scheme is "http" && url.IsLoopback))
        && (url.UserInfo.Length, url.Query.Length, url.Fragment.Length) is (0, 0, 0);

    [GeneratedRegex(@"\Av[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
