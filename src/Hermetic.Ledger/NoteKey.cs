using System.Buffers.Binary;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Hermetic.Ledger;

/// <summary>How a signed-note Ed25519 key is named and encoded: shared by signer and verifier.</summary>
internal static class NoteKey
{
    /// <summary>Signature type 0x01: Ed25519 over the note text.</summary>
    public const byte Ed25519Type = 0x01;

    public static Ed25519 Algorithm => SignatureAlgorithm.Ed25519;

    /// <summary>0x01 ‖ the 32-byte public key, as key ids and verifier keys carry it.</summary>
    public static byte[] Encode(PublicKey key) => [Ed25519Type, .. key.Export(KeyBlobFormat.RawPublicKey)];

    /// <summary>SHA-256(name ‖ newline ‖ encoded key), first four bytes, big-endian.</summary>
    public static uint Id(string name, ReadOnlySpan<byte> encodedKey)
    {
        var digest = SHA256.HashData([.. PublicText.Write(name), (byte)'\n', .. encodedKey]);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }
}
