namespace Hermetic.Cryptography;

/// <summary>The only shape in which content reaches a disk: an HV1 envelope.</summary>
/// <typeparam name="T">What it holds; a box of one kind cannot be handed over as another.</typeparam>
public sealed class Sealed<T> where T : IContentKind
{
    internal Sealed(KeyId keyId, ReadOnlyMemory<byte> envelope) => (KeyId, Envelope) = (keyId, envelope);

    /// <summary>The key that opens it.</summary>
    public KeyId KeyId { get; }

    /// <summary>The whole envelope, 90 bytes longer than its padded content.</summary>
    public ReadOnlyMemory<byte> Envelope { get; }

    /// <summary>Takes an envelope from storage. Only its form is checked; whether it opens, its key knows.</summary>
    /// <exception cref="EnvelopeException">Not an HV1 envelope of padded content.</exception>
    public static Sealed<T> FromStore(ReadOnlyMemory<byte> envelope)
    {
        var keyId = Cryptography.Envelope.ReadKeyId(envelope.Span);
        if (Cryptography.Envelope.ContentLength(envelope.Span) < Padding.Smallest)
            throw new EnvelopeException(EnvelopeFailure.Format);
        return new(keyId, envelope);
    }
}
