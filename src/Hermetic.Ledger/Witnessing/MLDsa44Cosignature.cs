using System.Buffers.Binary;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Hermetic.Ledger.Witnessing;

/// <summary>
/// tlog-cosignature, "ML-DSA-44 signed message". .NET's own ML-DSA needs OpenSSL 3.5, which Debian 12 does not have, so
/// the primitive is BouncyCastle's: pure ML-DSA, empty context, deterministic (FIPS 204 §3.4).
/// </summary>
internal sealed class MLDsa44Cosignature : CosignatureScheme
{
    private const int PublicKeyLength = 1312;

    public static CosignatureScheme Scheme { get; } = new MLDsa44Cosignature();

    public override byte Type => (byte)CosignatureAlgorithm.MLDsa44;

    public override int SignatureLength => 2420;

    private static ReadOnlySpan<byte> Label => "subtree/v1\n\0"u8;

    // Any 1312 bytes are a public key: FIPS 204 §7.2 decodes them all.
    public override bool IsPublicKey(ReadOnlySpan<byte> key) => key.Length == PublicKeyLength;

    public override byte[]? Message(string cosigner, long timestamp, ReadOnlySpan<byte> text, Checkpoint checkpoint)
    {
        var (name, origin) = (PublicText.Write(cosigner), PublicText.Write(checkpoint.Origin));
        if (name.Length > MaxNameLength || origin.Length > MaxNameLength)
            return null;
        // start is 0: what is signed is a whole tree, not a part of one.
        return
        [
            .. Label, (byte)name.Length, .. name, .. BigEndian(timestamp), (byte)origin.Length, .. origin,
            .. BigEndian(0), .. BigEndian(checkpoint.Size), .. checkpoint.Root.ToArray(),
        ];
    }

    public override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var signer = new MLDsaSigner(MLDsaParameters.ml_dsa_44, deterministic: true);
        signer.Init(forSigning: false, MLDsaPublicKeyParameters.FromEncoding(MLDsaParameters.ml_dsa_44, publicKey.ToArray()));
        signer.BlockUpdate(message);
        return signer.VerifySignature(signature.ToArray());
    }

    public override CosigningKey Import(ReadOnlySpan<byte> seed) =>
        new PrivateKey(MLDsaPrivateKeyParameters.FromSeed(MLDsaParameters.ml_dsa_44, seed.ToArray()));

    private static byte[] BigEndian(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    // BouncyCastle keeps keys in ordinary memory and wipes none.
    private sealed class PrivateKey(MLDsaPrivateKeyParameters key) : CosigningKey
    {
        public override byte[] PublicKey => key.GetPublicKey().GetEncoded();

        public override byte[] Sign(ReadOnlySpan<byte> message)
        {
            var signer = new MLDsaSigner(MLDsaParameters.ml_dsa_44, deterministic: true);
            signer.Init(forSigning: true, key);
            signer.BlockUpdate(message);
            return signer.GenerateSignature();
        }

        public override void Dispose()
        {
        }
    }
}
