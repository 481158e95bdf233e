using System.Security.Cryptography;
using System.Text;

namespace Hermetic.EndToEnd.Wire;

/// <summary>Meta's side of the signature: HMAC-SHA256 over the raw bytes with the app secret, lower-case hex.</summary>
internal static class Signature
{
    public const string Header = "X-Hub-Signature-256";

    public static string Of(ReadOnlySpan<byte> body, string appSecret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
}
