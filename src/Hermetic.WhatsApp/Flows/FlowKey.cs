using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// The business's key for Flows: RSA-2048. Phones wrap their AES key to its public half with OAEP, SHA-256 and
/// MGF1-SHA-256 (RFC 8017, section 7.1). Dispose it after use: OpenSSL then wipes the private half.
/// </summary>
public sealed class FlowKey : IDisposable
{
    /// <summary>The only size that WhatsApp takes, in bits.</summary>
    public const int Bits = 2048;

    /// <summary>An RSA-2048 key in PKCS#8 takes about 1,220 bytes.</summary>
    private const int LargestPkcs8 = 2048;

    private readonly RSA _rsa;

    private FlowKey(RSA rsa) => _rsa = rsa;

    /// <summary>The public half as PEM (SubjectPublicKeyInfo, RFC 5280), as
    /// <c>whatsapp_business_encryption</c> takes it.</summary>
    public string PublicKeyPem => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>Makes a key and returns it as PKCS#8 (RFC 5958), DER, to be sealed. The caller disposes it.</summary>
    /// <exception cref="SecretMemoryExhaustedException">No memory to put it in.</exception>
    public static SecretBuffer Generate(SecretArena arena)
    {
        using var rsa = RSA.Create(Bits);
        using var pkcs8 = new SecretWriter(arena);
        if (!rsa.TryExportPkcs8PrivateKey(pkcs8.GetSpan(LargestPkcs8), out var length))
            throw new CryptographicException("The key is larger than an RSA-2048 key can be.");
        pkcs8.Advance(length);
        return pkcs8.Detach();
    }

    /// <summary>Reads a key as <see cref="Generate"/> returned it.</summary>
    /// <param name="pkcs8">PKCS#8, DER, and nothing behind it.</param>
    /// <exception cref="CryptographicException">Not one RSA key of 2048 bits.</exception>
    public static FlowKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(pkcs8, out var read);
            return read == pkcs8.Length && rsa.KeySize == Bits
                ? new(rsa)
                : throw new CryptographicException("Not one RSA key of 2048 bits.");
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    /// <summary>The phone's AES key, or null when it was not wrapped to this key or is not of 16 bytes. One answer
    /// for every reason: telling them apart would be an oracle (RFC 8017, section 7.1.2).</summary>
    internal SecretBuffer? Unwrap(ReadOnlySpan<byte> wrapped, SecretArena arena)
    {
        if (wrapped.Length != Bits / 8)
            return null;
        using var message = arena.Rent(Bits / 8);
        try
        {
            var length = _rsa.Decrypt(wrapped, message.Span, RSAEncryptionPadding.OaepSHA256);
            if (length != FlowCipher.KeySize)
                return null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        var key = arena.Rent(FlowCipher.KeySize);
        message.Span[..FlowCipher.KeySize].CopyTo(key.Span);
        return key;
    }

    /// <inheritdoc/>
    public void Dispose() => _rsa.Dispose();
}
