using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.WhatsApp;

namespace Hermetic.Simulator.Flows;

/// <summary>A request that a phone sends from a form, and the key that opens its answer.</summary>
public sealed class FlowsCall
{
    private readonly byte[] _key;
    private readonly byte[] _iv = RandomNumberGenerator.GetBytes(FlowCipher.IvSize);

    internal FlowsCall(ReadOnlySpan<byte> json, byte[] key, byte[] wrappedKey, Secret appSecret)
    {
        _key = key;
        var ciphertext = new byte[json.Length + FlowCipher.TagSize];
        FlowCipher.Encrypt(_key, _iv, json, ciphertext);
        Body = Write(ciphertext, wrappedKey, _iv);
        var code = new byte[HmacSha256.Size];
        HmacSha256.Compute(appSecret, Body, code);
        Signature = $"sha256={Convert.ToHexStringLower(code)}";
    }

    /// <summary>The body to post.</summary>
    public byte[] Body { get; }

    /// <summary>The header <c>X-Hub-Signature-256</c> over it.</summary>
    public string Signature { get; }

    /// <summary>The answer in the clear, or null when a phone could not read it.</summary>
    /// <param name="body">The body of the answer: base64 of ciphertext ‖ tag.</param>
    public byte[]? Decrypt(string body)
    {
        var ciphertext = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, ciphertext, out var length) || length < FlowCipher.TagSize)
            return null;
        byte[] inverted = [.. _iv.Select(octet => (byte)(octet ^ 0xFF))];
        var json = new byte[length - FlowCipher.TagSize];
        return FlowCipher.TryDecrypt(_key, inverted, ciphertext.AsSpan(0, length), json) ? json : null;
    }

    private static byte[] Write(byte[] ciphertext, byte[] wrappedKey, byte[] iv)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteBase64String("encrypted_flow_data"u8, ciphertext);
            json.WriteBase64String("encrypted_aes_key"u8, wrappedKey);
            json.WriteBase64String("initial_vector"u8, iv);
            json.WriteEndObject();
        }
        return body.ToArray();
    }
}
