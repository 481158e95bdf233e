using NSec.Cryptography;

namespace Hermetic.Ledger.Witnessing;

/// <summary>One of the two kinds of signature in C2SP tlog-cosignature: what is signed, and with what.</summary>
internal abstract class CosignatureScheme
{
    /// <summary>Both kinds of private key are expanded from a seed of 32 bytes.</summary>
    public const int SeedLength = 32;

    /// <summary>What names and origins may have at most, in UTF-8: ML-DSA-44 signs their length as one byte.</summary>
    public const int MaxNameLength = byte.MaxValue;

    public abstract byte Type { get; }

    public abstract int SignatureLength { get; }

    /// <summary>Null for a type that is no cosignature's.</summary>
    public static CosignatureScheme? Of(byte type) => type switch
    {
        (byte)CosignatureAlgorithm.Ed25519 => Ed25519Cosignature.Scheme,
        (byte)CosignatureAlgorithm.MLDsa44 => MLDsa44Cosignature.Scheme,
        _ => null,
    };

    public abstract bool IsPublicKey(ReadOnlySpan<byte> key);

    /// <summary>The bytes under the signature; null when the checkpoint cannot be expressed in them.</summary>
    public abstract byte[]? Message(string cosigner, long timestamp, ReadOnlySpan<byte> text, Checkpoint checkpoint);

    public abstract bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    public abstract CosigningKey Import(ReadOnlySpan<byte> seed);
}

/// <summary>A witness's private key.</summary>
internal abstract class CosigningKey : IDisposable
{
    public abstract byte[] PublicKey { get; }

    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    public abstract void Dispose();
}

/// <summary>tlog-cosignature, "Ed25519 signed message".</summary>
internal sealed class Ed25519Cosignature : CosignatureScheme
{
    public static CosignatureScheme Scheme { get; } = new Ed25519Cosignature();

    public override byte Type => (byte)CosignatureAlgorithm.Ed25519;

    public override int SignatureLength => NoteKey.Algorithm.SignatureSize;

    public override bool IsPublicKey(ReadOnlySpan<byte> key) => Read(key) is not null;

    // Extension lines are part of the text and therefore of the message; nothing is stated about them.
    public override byte[] Message(string cosigner, long timestamp, ReadOnlySpan<byte> text, Checkpoint checkpoint) =>
        [.. PublicText.Write($"cosignature/v1\ntime {timestamp}\n"), .. text];

    public override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Read(publicKey) is { } key && NoteKey.Algorithm.Verify(key, message, signature);

    public override CosigningKey Import(ReadOnlySpan<byte> seed) =>
        new PrivateKey(Key.Import(NoteKey.Algorithm, seed, KeyBlobFormat.RawPrivateKey));

    private static PublicKey? Read(ReadOnlySpan<byte> key) =>
        PublicKey.TryImport(NoteKey.Algorithm, key, KeyBlobFormat.RawPublicKey, out var read) ? read : null;

    private sealed class PrivateKey(Key key) : CosigningKey
    {
        public override byte[] PublicKey => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

        public override byte[] Sign(ReadOnlySpan<byte> message) => NoteKey.Algorithm.Sign(key, message);

        public override void Dispose() => key.Dispose();
    }
}
