using System.Buffers;
using System.Buffers.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>The three members of a Flows request, decoded:
/// <c>{encrypted_flow_data, encrypted_aes_key, initial_vector}</c>, each base64 (RFC 4648, section 4).</summary>
internal sealed class FlowEnvelope : IDisposable
{
    private readonly SecretBuffer _flow;
    private readonly SecretBuffer _key;
    private readonly SecretBuffer _iv;

    private FlowEnvelope(SecretBuffer flow, SecretBuffer key, SecretBuffer iv) => (_flow, _key, _iv) = (flow, key, iv);

    /// <summary>Ciphertext ‖ tag.</summary>
    public ReadOnlySpan<byte> EncryptedFlow => _flow.Span;

    /// <summary>The AES key, wrapped; of any length.</summary>
    public ReadOnlySpan<byte> EncryptedAesKey => _key.Span;

    /// <summary>16 bytes.</summary>
    public ReadOnlySpan<byte> Iv => _iv.Span;

    /// <summary>The envelope, or null when the body has another shape.</summary>
    public static FlowEnvelope? Read(ReadOnlyMemory<byte> body, SecretArena arena)
    {
        if (!JsonSlice.TryRead(body, out var root) || JsonObject.From(root) is not { } members)
            return null;
        var flow = Decode(members.Text("encrypted_flow_data"u8), arena);
        var key = Decode(members.Text("encrypted_aes_key"u8), arena);
        var iv = Decode(members.Text("initial_vector"u8), arena);
        if (flow is { Length: >= FlowCipher.TagSize } && key is not null && iv is { Length: FlowCipher.IvSize })
            return new(flow, key, iv);
        flow?.Dispose();
        key?.Dispose();
        iv?.Dispose();
        return null;
    }

    public void Dispose()
    {
        _flow.Dispose();
        _key.Dispose();
        _iv.Dispose();
    }

    /// <summary>The bytes of a base64 text in a buffer of exactly their length; null when it is none.</summary>
    internal static SecretBuffer? Decode(JsonText? text, SecretArena arena)
    {
        if (text is not { } base64)
            return null;
        using var writer = new SecretWriter(arena);
        var buffer = writer.GetSpan(base64.MaxLength);
        var length = base64.Unescape(buffer);
        if (Base64.DecodeFromUtf8InPlace(buffer[..length], out var decoded) != OperationStatus.Done)
            return null;
        writer.Advance(decoded);
        return writer.Detach();
    }
}
