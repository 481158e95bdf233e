using System.Security.Cryptography;
using System.Text;

namespace Load;

/// <summary>A signed webhook as the bytes of a whole HTTP request.</summary>
public static class WebhookRequest
{
    public const string SignatureHeader = "X-Hub-Signature-256";

    /// <param name="path">Where the body goes, with a slash at its beginning.</param>
    public static byte[] Sign(ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret, string path)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"{SignatureHeader}: sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret, body))}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n");
        var request = new byte[head.Length + body.Length];
        head.CopyTo(request, 0);
        body.CopyTo(request.AsSpan(head.Length));
        return request;
    }
}
