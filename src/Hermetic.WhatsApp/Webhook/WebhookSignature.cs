using System.Buffers;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// <c>X-Hub-Signature-256</c>: HMAC-SHA-256 under the app secret over the bytes of the body as received
/// (Meta, Webhooks from Meta, "Validate payloads"). Mandatory; there is no switch that leaves it out.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the HTTP header.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// True only when <paramref name="header"/> is <c>sha256=</c> and 64 lower-case hexadecimal digits of the
    /// right code. A missing, shorter, longer or upper-case header is refused before anything is computed;
    /// the comparison is constant time. The caller answers 401, and Meta delivers again.
    /// </summary>
    /// <param name="body">The raw body. Never a re-serialised one: Meta escapes non-ASCII in what it
    /// signs.</param>
    /// <param name="header">The header's single value, or null.</param>
    /// <param name="appSecret">The app secret; one app signs for all of its numbers.</param>
    public static bool Verify(ReadOnlySpan<byte> body, string? header, Secret appSecret)
    {
        ArgumentNullException.ThrowIfNull(appSecret);
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        return TryDecode(header, code) && HmacSha256.Verify(appSecret, body, code);
    }

    private static bool TryDecode(string? header, Span<byte> code)
    {
        if (header is null || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var digits = header.AsSpan(Prefix.Length);
        return digits.Length == 2 * code.Length
            && !digits.ContainsAnyExcept(s_digits)
            && Convert.FromHexString(digits, code, out _, out _) == OperationStatus.Done;
    }
}
