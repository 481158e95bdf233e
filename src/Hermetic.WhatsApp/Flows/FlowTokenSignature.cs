using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// <c>flow_token_signature</c>: a JWT (RFC 7519) in which Meta signs the form's token with the app secret. A phone
/// that was tampered with can send any token, but not this.
/// </summary>
/// <remarks>
/// Strict: three parts, alg exactly HS256 (RFC 8725, section 3.1), no critical extension, the signature in its one
/// canonical spelling and compared in constant time, and a payload whose <c>flow_token</c> is the request's. Meta
/// documents no claim of time.
/// </remarks>
internal static class FlowTokenSignature
{
    /// <summary>The longest JWT that is looked at, in bytes.</summary>
    public const int MaxLength = 4096;

    /// <summary>43 characters: 32 bytes in base64url without padding (RFC 7515, section 2).</summary>
    private const int SignatureLength = 43;

    /// <summary>True only when Meta signed exactly this token.</summary>
    /// <param name="jwt">The signature as it stands in the request.</param>
    /// <param name="flowToken">The request's token; without one nothing verifies.</param>
    /// <param name="appSecret">The app secret.</param>
    /// <param name="arena">Where the parts are decoded.</param>
    /// <exception cref="SecretMemoryExhaustedException">No memory to decode it in.</exception>
    public static bool Verify(JsonText jwt, JsonText? flowToken, Secret appSecret, SecretArena arena)
    {
        ArgumentNullException.ThrowIfNull(arena);
        if (flowToken is not { } expected || jwt.MaxLength > MaxLength)
            return false;
        using var buffer = arena.Rent(jwt.MaxLength);
        var text = buffer.Memory[..jwt.Unescape(buffer.Span)];
        var signed = text.Span.LastIndexOf((byte)'.');
        var header = text.Span.IndexOf((byte)'.');
        return header > 0 && signed > header
            && text.Span[(header + 1)..signed].IndexOf((byte)'.') < 0
            && IsSigned(text.Span[..signed], text.Span[(signed + 1)..], appSecret)
            && IsHs256(text[..header], arena)
            && Carries(text[(header + 1)..signed], expected, arena);
    }

    /// <summary>The expected signature is encoded and compared, so that no other spelling of it passes.</summary>
    private static bool IsSigned(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature, Secret appSecret)
    {
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(appSecret, signed, code);
        Span<byte> expected = stackalloc byte[SignatureLength];
        Base64Url.EncodeToUtf8(code, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    private static bool IsHs256(ReadOnlyMemory<byte> part, SecretArena arena)
    {
        using var json = Decode(part.Span, arena);
        return Members(json) is { } header
            && header.Text("alg"u8) is { } algorithm && algorithm.ValueEquals("HS256"u8)
            && header["crit"u8] is null;
    }

    private static bool Carries(ReadOnlyMemory<byte> part, JsonText flowToken, SecretArena arena)
    {
        using var json = Decode(part.Span, arena);
        return Members(json)?.Text("flow_token"u8) is { } token && token == flowToken;
    }

    private static JsonObject? Members(SecretBuffer? json) =>
        json is not null && JsonSlice.TryRead(json.Memory, out var root) && !root.IsDeep ? JsonObject.From(root) : null;

    private static SecretBuffer? Decode(ReadOnlySpan<byte> part, SecretArena arena)
    {
        using var writer = new SecretWriter(arena);
        var buffer = writer.GetSpan(part.Length);
        if (Base64Url.DecodeFromUtf8(part, buffer, out _, out var length) != OperationStatus.Done)
            return null;
        writer.Advance(length);
        return writer.Detach();
    }
}
