using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// HV1 (docs/formats.md): version ‖ suite ‖ key id (16) ‖ nonce (24) ‖ commitment (32) ‖ ciphertext ‖ tag (16).
/// HKDF-SHA-512 (RFC 5869) turns key, nonce and context into a key for this one envelope and a commitment to
/// both; AES-256-GCM (SP 800-38D) under a key that is used once needs no other IV than zero.
/// </summary>
internal static class Envelope
{
    public const int KeySize = 32;
    public const int NonceSize = 24;
    public const int Overhead = CommitmentEnd + AesGcmOnce.TagSize;

    private const byte Version = 1;
    private const byte Suite = 1;
    private const int NonceStart = 2 + KeyId.Size;
    private const int HeaderSize = NonceStart + NonceSize;
    private const int CommitmentEnd = HeaderSize + 32;

    private static ReadOnlySpan<byte> Label => "hermetic/hv1"u8;

    private static ReadOnlySpan<byte> ZeroIv => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Seals <paramref name="content"/>, padded already where its length would tell something.</summary>
    public static byte[] Seal(
        ReadOnlySpan<byte> key, KeyId keyId, in EnvelopeContext context, ReadOnlySpan<byte> content)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        RandomNumberGenerator.Fill(nonce);
        return Seal(key, keyId, context, content, nonce);
    }

    /// <summary>With a given nonce: for vectors only. Twice the same nonce under one key breaks both.</summary>
    internal static byte[] Seal(
        ReadOnlySpan<byte> key, KeyId keyId, in EnvelopeContext context, ReadOnlySpan<byte> content,
        ReadOnlySpan<byte> nonce)
    {
        var envelope = new byte[Overhead + content.Length];
        (envelope[0], envelope[1]) = (Version, Suite);
        keyId.WriteTo(envelope.AsSpan(2));
        nonce.CopyTo(envelope.AsSpan(NonceStart, NonceSize));

        Span<byte> derived = stackalloc byte[2 * KeySize];
        try
        {
            Derive(key, envelope, context, derived);
            derived[KeySize..].CopyTo(envelope.AsSpan(HeaderSize));
            AesGcmOnce.Encrypt(
                derived[..KeySize], ZeroIv, associated: envelope.AsSpan(0, CommitmentEnd), content,
                envelope.AsSpan(CommitmentEnd));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
        return envelope;
    }

    /// <summary>Opens into <paramref name="content"/>, which is exactly <see cref="ContentLength"/> long.</summary>
    /// <exception cref="EnvelopeException">It does not open; <paramref name="content"/> is then zero.</exception>
    public static void Open(
        ReadOnlySpan<byte> key, KeyId keyId, in EnvelopeContext context, ReadOnlySpan<byte> envelope,
        Span<byte> content)
    {
        if (ReadKeyId(envelope) != keyId)
            throw new EnvelopeException(EnvelopeFailure.WrongKey);
        Span<byte> derived = stackalloc byte[2 * KeySize];
        try
        {
            Derive(key, envelope, context, derived);
            // Before any decryption: GCM alone commits to neither key nor context, and an attempt under the
            // wrong key must look like nothing but a wrong commitment.
            if (!CryptographicOperations.FixedTimeEquals(derived[KeySize..], envelope[HeaderSize..CommitmentEnd]))
                throw new EnvelopeException(EnvelopeFailure.Commitment);
            AesGcmOnce.Decrypt(
                derived[..KeySize], ZeroIv, associated: envelope[..CommitmentEnd], envelope[CommitmentEnd..],
                content);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new EnvelopeException(EnvelopeFailure.Authentication);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>The id of the key that opens the envelope.</summary>
    /// <exception cref="EnvelopeException">Too short, or of another version or suite.</exception>
    public static KeyId ReadKeyId(ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < Overhead || envelope[0] != Version || envelope[1] != Suite)
            throw new EnvelopeException(EnvelopeFailure.Format);
        return KeyId.Read(envelope[2..]);
    }

    /// <summary>How many bytes an envelope of this length holds, padding included.</summary>
    public static int ContentLength(ReadOnlySpan<byte> envelope) => envelope.Length - Overhead;

    /// <summary>HKDF-SHA-512, salt = nonce, info = label ‖ header ‖ context, to AES key ‖ commitment.</summary>
    private static void Derive(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> envelope, in EnvelopeContext context, Span<byte> derived)
    {
        var header = envelope[..HeaderSize];
        var length = Label.Length + HeaderSize + context.Length;
        Span<byte> info = length <= 512 ? stackalloc byte[length] : new byte[length];
        Label.CopyTo(info);
        header.CopyTo(info[Label.Length..]);
        context.WriteTo(info[(Label.Length + HeaderSize)..]);
        HKDF.DeriveKey(HashAlgorithmName.SHA512, key, derived, salt: header[NonceStart..], info);
    }
}
