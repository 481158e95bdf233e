namespace Hermetic.Cryptography;

/// <summary>
/// What wraps the key ring and the erasable roots of one deployment: a file, a passphrase, a PKCS#11 token or
/// a key management service. Thread-safe, except that it must not be disposed while in use. Every failure is
/// a <see cref="RootProviderException"/>, and none of them changes anything.
/// </summary>
public interface IRootProvider : IDisposable
{
    /// <summary>The longest secret, in bytes.</summary>
    const int LongestSecret = 64;

    /// <summary>For the operator: what it is and where, never a secret.</summary>
    string Description { get; }

    /// <summary>What the destruction of an erasable root is worth with this provider.</summary>
    RootAssurance Assurance { get; }

    /// <summary>Wraps a secret of 1 to 64 bytes. What it returns has been proven to unwrap.</summary>
    /// <param name="secret">The bytes, in secret memory; they are read until the task ends.</param>
    /// <param name="purpose">What it is; it unwraps for this purpose alone. Lower-case letters, digits and
    /// hyphens.</param>
    /// <param name="version">Its version or epoch, from 0; likewise.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Bytes that may be stored in the clear.</returns>
    /// <exception cref="RootProviderException">It did not, and says why.</exception>
    /// <exception cref="ArgumentException">No secret of such a length, or no such purpose.</exception>
    ValueTask<ReadOnlyMemory<byte>> WrapAsync(
        ReadOnlyMemory<byte> secret, string purpose, int version, CancellationToken cancel);

    /// <summary>Unwraps. The caller disposes what it returns.</summary>
    /// <exception cref="RootProviderException">Wrapped by another root, for another deployment, purpose or
    /// version, or altered (<see cref="RootFailure.Mismatch"/>); or the provider cannot be used, and says
    /// why.</exception>
    ValueTask<SecretBuffer> UnwrapAsync(
        ReadOnlyMemory<byte> wrapped, string purpose, int version, CancellationToken cancel);

    /// <summary>
    /// Where the provider has a key of its own for each purpose and version, destroys that key: what was
    /// wrapped with it never opens again, whoever kept a copy. Elsewhere does nothing, and <see
    /// cref="Assurance"/> says so. Again does nothing.
    /// </summary>
    /// <exception cref="RootProviderException">Whether it is destroyed is not known; it may be asked
    /// again.</exception>
    ValueTask DestroyAsync(string purpose, int version, CancellationToken cancel);
}
