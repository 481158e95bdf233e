using System.Buffers.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// The right to answer one Flows request: its AES key and the request's IV with every bit inverted. Good for one
/// answer, because a second one under the same key and IV would give both away.
/// </summary>
public sealed class FlowReply : IDisposable
{
    private readonly SecretArena _arena;
    private readonly SecretBuffer _key;
    private readonly byte[] _iv;
    private bool _isSpent;

    /// <summary>Takes over <paramref name="key"/>.</summary>
    internal FlowReply(SecretBuffer key, ReadOnlySpan<byte> requestIv, SecretArena arena)
    {
        (_key, _iv, _arena) = (key, requestIv.ToArray(), arena);
        foreach (ref var octet in _iv.AsSpan())
            octet ^= 0xFF;
    }

    /// <summary>Encrypts the answer.</summary>
    /// <param name="json">JSON in UTF-8, such as <c>{"screen":…,"data":{…}}</c>.</param>
    /// <returns>The body to send as <c>text/plain</c>: base64 of ciphertext ‖ tag.</returns>
    /// <exception cref="InvalidOperationException">An answer was made already.</exception>
    /// <exception cref="SecretMemoryExhaustedException">No memory to make it in.</exception>
    public byte[] Seal(ReadOnlySpan<byte> json)
    {
        if (_isSpent)
            throw new InvalidOperationException("A Flows request is answered once.");
        _isSpent = true;
        using var ciphertext = _arena.Rent(json.Length + FlowCipher.TagSize);
        FlowCipher.Encrypt(_key.Span, _iv, json, ciphertext.Span);
        var body = new byte[Base64.GetMaxEncodedToUtf8Length(ciphertext.Length)];
        Base64.EncodeToUtf8(ciphertext.Span, body, out _, out _);
        return body;
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();
}
