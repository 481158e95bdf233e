namespace Hermetic.Cryptography;

/// <summary>
/// What wraps the key ring and the erasable roots: a file, and later a passphrase, a PKCS#11 token or a key
/// management service. It belongs to one deployment.
/// </summary>
public interface IRootProvider : IDisposable
{
    /// <summary>For the operator: what it is and where, never a secret.</summary>
    string Description { get; }

    /// <summary>Wraps a secret of at most 64 bytes.</summary>
    /// <param name="secret">The bytes.</param>
    /// <param name="purpose">What it is; it unwraps for this purpose alone.</param>
    /// <param name="version">Its version or epoch; likewise.</param>
    /// <returns>Bytes that may be stored in the clear.</returns>
    ReadOnlyMemory<byte> Wrap(ReadOnlySpan<byte> secret, string purpose, int version);

    /// <summary>Unwraps. The caller disposes what it returns.</summary>
    /// <exception cref="EnvelopeException">Wrapped by another root, for another deployment, purpose or version, or
    /// altered.</exception>
    SecretBuffer Unwrap(ReadOnlyMemory<byte> wrapped, string purpose, int version);
}
