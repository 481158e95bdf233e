using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

/// <summary>What a phone and Meta make of a form, step by step, so that each step can be made wrong.</summary>
internal sealed record Phone(string PublicKeyPem)
{
    public byte[] AesKey { get; init; } = [.. Enumerable.Range(50, 16).Select(each => (byte)each)];

    public byte[] Iv { get; init; } = [.. Enumerable.Range(200, 16).Select(each => (byte)each)];

    public RSAEncryptionPadding Padding { get; init; } = RSAEncryptionPadding.OaepSHA256;

    public byte[] Encrypt(string json) =>
        Body(Convert.ToBase64String(PlainGcm.Encrypt(AesKey, Iv, Encoding.UTF8.GetBytes(json), [])));

    public byte[] Body(string flow) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
    {
        ["encrypted_flow_data"] = flow,
        ["encrypted_aes_key"] = Convert.ToBase64String(Wrap()),
        ["initial_vector"] = Convert.ToBase64String(Iv),
    });

    public static string Sign(byte[] body)
    {
        var code = new byte[HmacSha256.Size];
        HmacSha256.Compute(FlowVectors.AppSecret, body, code);
        return "sha256=" + Convert.ToHexStringLower(code);
    }

    public static string Jwt(string header, string payload) => JwtOf(Url(header) + "." + Url(payload), FlowVectors.AppSecret);

    public static string JwtOf(string signed, Secret secret)
    {
        var code = new byte[HmacSha256.Size];
        HmacSha256.Compute(secret, Encoding.UTF8.GetBytes(signed), code);
        return signed + "." + System.Buffers.Text.Base64Url.EncodeToString(code);
    }

    public static string Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private byte[] Wrap()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PublicKeyPem);
        return rsa.Encrypt(AesKey, Padding);
    }
}
