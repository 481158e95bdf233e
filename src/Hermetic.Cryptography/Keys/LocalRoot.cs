namespace Hermetic.Cryptography;

/// <summary>
/// A root provider whose key is in this process's secret memory: it was read from a file, or derived from a
/// passphrase. What it wraps are HV1 envelopes (docs/formats.md), bound to deployment, purpose and version.
/// </summary>
public sealed class LocalRoot : IRootProvider
{
    /// <summary>Length of its key in bytes.</summary>
    public const int KeySize = Envelope.KeySize;

    private readonly ContentKey _key;

    /// <summary>Takes over <paramref name="key"/>, 32 bytes.</summary>
    /// <param name="description">What it is and where, without a secret.</param>
    /// <param name="assurance">What destroying is worth.</param>
    /// <param name="deployment">Whose.</param>
    /// <param name="key">Disposed with the provider.</param>
    public LocalRoot(string description, RootAssurance assurance, Guid deployment, SecretBuffer key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize, nameof(key));
        (Description, Assurance) = (description, assurance);
        _key = new(KeyId.ForRoot(), deployment, key);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public RootAssurance Assurance { get; }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> WrapAsync(
        ReadOnlyMemory<byte> secret, string purpose, int version, CancellationToken cancel)
    {
        WrappedFor.Check(secret.Length, purpose, version);
        cancel.ThrowIfCancellationRequested();
        return new(_key.Seal<WrappedSecret>(secret.Span, Place(purpose, version)).Envelope);
    }

    /// <inheritdoc/>
    public ValueTask<SecretBuffer> UnwrapAsync(
        ReadOnlyMemory<byte> wrapped, string purpose, int version, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            using var opened = _key.Open(Sealed<WrappedSecret>.FromStore(wrapped), Place(purpose, version));
            return new(opened.Keep());
        }
        catch (EnvelopeException)
        {
            throw RootProviderException.Mismatch(Description);
        }
    }

    /// <summary>Does nothing: there is one key for everything.</summary>
    public ValueTask DestroyAsync(string purpose, int version, CancellationToken cancel) => default;

    /// <summary>Zeroes the key in memory.</summary>
    public void Dispose() => _key.Dispose();

    private static SealContext Place(string purpose, int version) =>
        new("keys", purpose, Guid.Empty, version, Guid.Empty);

    private sealed class WrappedSecret : IContentKind
    {
        public static string Kind => "wrapped-key";

        public static int SchemaVersion => 1;
    }
}
