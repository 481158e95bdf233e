using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Hermetic.Ledger;

/// <summary>
/// A trusted public key (vkey) and the name it speaks for. Two are equal when name and key are. Whoever
/// verifies gets it from a place that the log does not control.
/// </summary>
public sealed record NoteVerifier
{
    private readonly PublicKey _key;
    private readonly uint _id;

    private NoteVerifier(string name, uint id, PublicKey key) => (Name, _id, _key) = (name, id, key);

    /// <summary>The key's name, and the origin of the log whose key it is.</summary>
    public string Name { get; }

    /// <summary>Reads an Ed25519 vkey, <c>name+8 hex digits+base64(0x01 ‖ 32-byte key)</c>.</summary>
    /// <exception cref="FormatException">Malformed, another algorithm, or a hash that does not belong to the
    /// key.</exception>
    public static NoteVerifier Parse(string vkey) =>
        TryParse(vkey, out var verifier)
            ? verifier
            : throw new FormatException("Not the verifier key of an Ed25519 note.");

    /// <summary>Reads a vkey; false where <see cref="Parse"/> throws.</summary>
    public static bool TryParse(string vkey, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        verifier = null;
        if (!VerifierKeyText.TryParse(vkey, out var text) || text.Encoded is not [NoteKey.Ed25519Type, ..]
            || !PublicKey.TryImport(
                NoteKey.Algorithm, text.Encoded.AsSpan(1), KeyBlobFormat.RawPublicKey, out var key)
            || key is null)
            return false;
        verifier = new(text.Name, text.Id, key);
        return true;
    }

    /// <summary>
    /// Opens a signed checkpoint of this key's log. False unless the note is well formed, this key signed it,
    /// and the origin is this key's name.
    /// </summary>
    public bool TryOpen(ReadOnlyMemory<byte> note, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        return TryOpenText(note, out var text)
            && Checkpoint.TryParse(text.Span, out checkpoint)
            && checkpoint.Origin == Name;
    }

    /// <summary>
    /// Opens any signed note. Signatures by other keys are ignored, even under the same name or the same id;
    /// one by this key that does not verify refuses the whole note. At most 1,000,000 bytes and 100
    /// signatures.
    /// </summary>
    /// <param name="note">The note.</param>
    /// <param name="text">What was signed, final newline included; empty when refused, so that it is never
    /// shown unverified.</param>
    public bool TryOpenText(ReadOnlyMemory<byte> note, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (!SignedNote.TryParse(note, out var parsed))
            return false;
        var signed = parsed.Text;
        var own = parsed.Signatures.Where(line => line.Name == Name && line.KeyId == _id).ToList();
        if (own.Count == 0 || !own.TrueForAll(line => NoteKey.Algorithm.Verify(_key, signed.Span, line.Bytes.Span)))
            return false;
        text = signed;
        return true;
    }

    /// <summary>Whether both are the same key under whatever name.</summary>
    internal bool SharesKeyWith(NoteVerifier other) => _key.Equals(other._key);

    /// <summary>The vkey.</summary>
    public override string ToString() => new VerifierKeyText(Name, _id, NoteKey.Encode(_key)).ToString();
}
