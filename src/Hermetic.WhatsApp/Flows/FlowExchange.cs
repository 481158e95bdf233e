using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// Opens what a phone sends to a Flows endpoint (Meta, "Implementing Endpoint for Flows"; data API 3.0 and 4.0).
/// Plaintext and key are in secret memory only, and nothing that comes makes it throw for its content.
/// </summary>
public static class FlowExchange
{
    /// <summary>Checks, unwraps, decrypts and reads one request, in this order.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="signature">The header <c>X-Hub-Signature-256</c>, or null.</param>
    /// <param name="appSecret">The app secret; it signs the body and, within it, the token.</param>
    /// <param name="keys">The keys to try, in order; enumerated only when the body is signed, and only as far as
    /// needed. Each is used before the next is asked for.</param>
    /// <param name="arena">Where everything opened lives.</param>
    /// <returns>The outcome; the caller disposes it.</returns>
    /// <exception cref="SecretMemoryExhaustedException">No memory to open it in: answer 503.</exception>
    public static FlowOutcome Open(
        ReadOnlyMemory<byte> body, string? signature, Secret appSecret, IEnumerable<FlowKey> keys, SecretArena arena)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(arena);
        if (!WebhookSignature.Verify(body.Span, signature, appSecret))
            return new FlowOutcome.BadSignature();
        using var envelope = FlowEnvelope.Read(body, arena);
        if (envelope is null)
            return new FlowOutcome.BadRequest();
        if (Unwrap(envelope, keys, arena) is not { } aesKey)
            return new FlowOutcome.KeyMismatch();
        var reply = new FlowReply(aesKey, envelope.Iv, arena);
        try
        {
            return Read(envelope, aesKey, reply, appSecret, arena);
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    private static SecretBuffer? Unwrap(FlowEnvelope envelope, IEnumerable<FlowKey> keys, SecretArena arena)
    {
        foreach (var key in keys)
        {
            if (key.Unwrap(envelope.EncryptedAesKey, arena) is { } aesKey)
                return aesKey;
        }
        return null;
    }

    private static FlowOutcome Read(
        FlowEnvelope envelope, SecretBuffer aesKey, FlowReply reply, Secret appSecret, SecretArena arena)
    {
        if (Decrypt(envelope, aesKey, arena) is not { } json)
        {
            reply.Dispose();
            return new FlowOutcome.KeyMismatch();   // "payload cannot be decrypted", whatever the reason
        }
        if (FlowRequest.Parse(json) is not { } request)
        {
            reply.Dispose();
            return new FlowOutcome.BadRequest();
        }
        if (request.TokenSignature is { } signature
            && !FlowTokenSignature.Verify(signature, request.FlowToken, appSecret, arena))
        {
            request.Dispose();
            return new FlowOutcome.TokenInvalid(reply);
        }
        return new FlowOutcome.Decrypted(request, reply);
    }

    private static SecretBuffer? Decrypt(FlowEnvelope envelope, SecretBuffer aesKey, SecretArena arena)
    {
        var json = arena.Rent(envelope.EncryptedFlow.Length - FlowCipher.TagSize);
        if (FlowCipher.TryDecrypt(aesKey.Span, envelope.Iv, envelope.EncryptedFlow, json.Span))
            return json;
        json.Dispose();
        return null;
    }
}
