using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// A key that seals content: a subject's, a bucket's, a day's or the system's. 32 bytes in secret memory.
/// Thread-safe, except that it must not be disposed while in use.
/// </summary>
public sealed class ContentKey : IDisposable
{
    private readonly SecretBuffer _key;
    private readonly Guid _deployment;

    /// <summary>Takes over <paramref name="key"/>.</summary>
    internal ContentKey(KeyId keyId, Guid deployment, SecretBuffer key) =>
        (KeyId, _deployment, _key) = (keyId, deployment, key);

    /// <summary>What envelopes sealed under it carry as their key id.</summary>
    public KeyId KeyId { get; }

    /// <summary>A fresh random key.</summary>
    public static ContentKey Generate(KeyId keyId, Guid deployment, SecretArena arena) =>
        new(keyId, deployment, arena.RentRandom(Envelope.KeySize));

    /// <summary>Seals <paramref name="content"/>, padded, for one place.</summary>
    /// <param name="content">Any length; at most what the arena's budget holds a copy of.</param>
    /// <param name="context">The place where alone it will open.</param>
    public Sealed<T> Seal<T>(ReadOnlySpan<byte> content, in SealContext context) where T : IContentKind
    {
        using var padded = _key.Arena.Rent(Padding.PaddedLength(content.Length));
        Padding.Pad(content, padded.Span);
        EnvelopeCount.Sealed();
        var envelope = Envelope.Seal(_key.Span, KeyId, Full<T>(context), padded.Span);
        GC.KeepAlive(this);     // else the finalizer of a key that nobody holds could zero it under this call
        return new(KeyId, envelope);
    }

    /// <summary>Opens a box in its place. Dispose what it returns.</summary>
    /// <exception cref="EnvelopeException">Another key, another place, or altered.</exception>
    /// <exception cref="SecretMemoryExhaustedException">No memory to open it in.</exception>
    public Plaintext Open<T>(Sealed<T> box, in SealContext context) where T : IContentKind
    {
        var envelope = box.Envelope.Span;
        var padded = _key.Arena.Rent(Envelope.ContentLength(envelope));
        try
        {
            Envelope.Open(_key.Span, KeyId, Full<T>(context), envelope, padded.Span);
            EnvelopeCount.Opened();
            var length = Padding.Unpad(padded.Span);
            if (length < 0)
                throw new EnvelopeException(EnvelopeFailure.Format);
            GC.KeepAlive(this);
            return new(padded, length);
        }
        catch
        {
            padded.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The pepper of a bucket whose key this is: HKDF-SHA-512, no salt, info = "hermetic/pepper" ‖ key id. It dies
    /// with the slot. The caller disposes it.
    /// </summary>
    public MacKey Pepper()
    {
        var label = "hermetic/pepper"u8;
        Span<byte> info = stackalloc byte[label.Length + KeyId.Size];
        label.CopyTo(info);
        KeyId.WriteTo(info[label.Length..]);
        var key = _key.Span;
        var pepper = _key.Arena.Rent(Envelope.KeySize);
        HKDF.DeriveKey(HashAlgorithmName.SHA512, key, pepper.Span, salt: default, info);
        GC.KeepAlive(this);
        return new(pepper);
    }

    /// <summary>
    /// The key of what opens only for whoever has a code as well: HKDF-SHA-512, ikm = this key, salt = the code, info =
    /// "hermetic/code" ‖ key id ‖ row. It dies with this key's slot; without the code it cannot be made. A wrong code
    /// makes a key that opens nothing (<see cref="EnvelopeFailure.Commitment"/>). The caller disposes it.
    /// </summary>
    /// <param name="code">Any length above zero; its entropy is what the second lock is worth.</param>
    /// <param name="row">What the code is for: the same code makes another key for another row.</param>
    /// <exception cref="ArgumentException">The code is empty: there would be no second lock.</exception>
    public ContentKey WithCode(ReadOnlySpan<byte> code, Guid row)
    {
        if (code.IsEmpty)
            throw new ArgumentException("A code is not empty.", nameof(code));
        var label = "hermetic/code"u8;
        Span<byte> info = stackalloc byte[label.Length + KeyId.Size + 16];
        label.CopyTo(info);
        KeyId.WriteTo(info[label.Length..]);
        row.TryWriteBytes(info[(label.Length + KeyId.Size)..], bigEndian: true, out _);
        var derived = _key.Arena.Rent(Envelope.KeySize);
        HKDF.DeriveKey(HashAlgorithmName.SHA512, _key.Span, derived.Span, salt: code, info);
        GC.KeepAlive(this);
        return new(KeyId, _deployment, derived);
    }

    /// <summary>Zeroes the key.</summary>
    public void Dispose() => _key.Dispose();

    private EnvelopeContext Full<T>(in SealContext place) where T : IContentKind =>
        new(_deployment, T.Kind, T.SchemaVersion, place);
}
