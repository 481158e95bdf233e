using System.Security.Cryptography;
using System.Text;
using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>
/// Who may drive the demo: its own page, and nobody else's. Loopback alone does not say that: any web page that the
/// browser has open can send requests to this machine. So a request shows that it is of the same origin (Fetch
/// Metadata, Origin), and carries a token that this start made and that no other origin can read.
/// </summary>
internal sealed class DemoGuard
{
    internal const string Header = "X-Hermetic-Demo";

    /// <summary>New with every start, so that a page left open from an earlier one is told to reload.</summary>
    internal string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The request comes from a page of this very address.</summary>
    internal static bool IsOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is ["same-origin"]
        && !Origins.IsForeign(request);

    /// <summary>…and has read the token of this start.</summary>
    internal bool Allows(HttpRequest request) =>
        IsOwnPage(request)
        && request.Headers[Header] is [{ } shown]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Token));
}
