using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Hermetic.RootProviders.Http;

/// <summary>Where a key service answers: https, or http on loopback.</summary>
/// <param name="Name">What it is, for sentences, such as <c>OpenBao</c>.</param>
/// <param name="Url">Its address; paths are taken from its root.</param>
public sealed record ServiceAddress(string Name, Uri Url)
{
    /// <summary>Who vouches for it, when that is not an authority of the system.</summary>
    public X509Certificate2Collection Authority { get; init; } = [];

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for that, and for how long a token is good.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether an address may be used: nothing goes out in the clear.</summary>
    public static bool IsSafe(Uri url) =>
        url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsLoopback(url)));

    private static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));
}
