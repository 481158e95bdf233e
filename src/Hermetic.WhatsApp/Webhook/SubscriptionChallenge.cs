using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>The GET with which Meta verifies a webhook address (<c>hub.mode</c>, <c>hub.verify_token</c>,
/// <c>hub.challenge</c>).</summary>
public static class SubscriptionChallenge
{
    /// <summary>
    /// What to answer: the challenge as it came, with 200 and <c>text/plain</c>, or null, which is 403. Null
    /// unless the mode is <c>subscribe</c>, the token is the configured one (compared in constant time) and
    /// there is a challenge.
    /// </summary>
    public static string? Answer(string? mode, string? token, string? challenge, Secret verifyToken)
    {
        ArgumentNullException.ThrowIfNull(verifyToken);
        var known = verifyToken.Matches(Encoding.UTF8.GetBytes(token ?? ""));
        var subscribes = string.Equals(mode, "subscribe", StringComparison.Ordinal);
        return known && subscribes && !string.IsNullOrEmpty(challenge) ? challenge : null;
    }
}
