using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// The GET with which Meta makes sure that an address is the subscriber's: it must repeat the challenge.
/// </summary>
internal static class Subscription
{
    public static Uri Address(Uri webhook, Secret verifyToken, string challenge) => new(
        $"{webhook}{(webhook.Query.Length == 0 ? "?" : "&")}hub.mode=subscribe&hub.challenge={challenge}" +
        $"&hub.verify_token={verifyToken.Use(0, static (utf8, _) => Escape(utf8))}");

    /// <summary>Every byte that is not unreserved is percent-encoded (RFC 3986 §2.3).</summary>
    private static string Escape(ReadOnlySpan<byte> utf8)
    {
        var escaped = new StringBuilder();
        foreach (var octet in utf8)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_')
                escaped.Append((char)octet);
            else
                escaped.Append('%').Append(octet.ToString("X2"));
        }
        return escaped.ToString();
    }
}
