namespace Hermetic.Cryptography;

/// <summary>
/// The key that seals what belongs to the business, in all of its versions: the active one seals, and an envelope is
/// opened by the version that its key id names. There is no trial decryption.
/// </summary>
public sealed class SystemKey
{
    private readonly KeyRing _ring;

    internal SystemKey(KeyRing ring) => _ring = ring;

    /// <summary>What is sealed now carries this.</summary>
    public KeyId KeyId => _ring.Now.Sealing.KeyId;

    /// <summary>Whether an envelope of that key id would be opened: the version is in this process's ring.</summary>
    public bool Knows(KeyId id) => _ring.Now.Content(id) is not null;

    /// <summary>Seals <paramref name="content"/>, padded, for one place, under the active version.</summary>
    public Sealed<T> Seal<T>(ReadOnlySpan<byte> content, in SealContext context) where T : IContentKind =>
        _ring.Now.Sealing.Seal<T>(content, context);

    /// <summary>Opens a box in its place. Dispose what it returns.</summary>
    /// <exception cref="EnvelopeException">Another place, or altered; or a version that the ring does not have
    /// (<see cref="EnvelopeFailure.UnknownVersion"/>): destroyed, or not read yet.</exception>
    /// <exception cref="SecretMemoryExhaustedException">No memory to open it in.</exception>
    public Plaintext Open<T>(Sealed<T> box, in SealContext context) where T : IContentKind
    {
        if (box.KeyId.Kind != KeyKind.System)
            throw new EnvelopeException(EnvelopeFailure.WrongKey);
        return (_ring.Now.Content(box.KeyId) ?? throw new EnvelopeException(EnvelopeFailure.UnknownVersion))
            .Open(box, context);
    }
}
