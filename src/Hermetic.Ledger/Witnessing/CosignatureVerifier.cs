using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger.Witnessing;

/// <summary>
/// A trusted witness: its public key (a vkey of type 0x04 or 0x06) and name. Whoever verifies gets it from a place that
/// the log does not control.
/// </summary>
public sealed class CosignatureVerifier
{
    private readonly CosignatureScheme _scheme;
    private readonly VerifierKeyText _text;

    private CosignatureVerifier(CosignatureScheme scheme, VerifierKeyText text) => (_scheme, _text) = (scheme, text);

    /// <summary>The key's name.</summary>
    public string Name => _text.Name;

    /// <summary>Which kind of key it is.</summary>
    public CosignatureAlgorithm Algorithm => (CosignatureAlgorithm)_scheme.Type;

    private ReadOnlySpan<byte> PublicKey => _text.Encoded.AsSpan(1);

    /// <summary>Reads a witness's vkey.</summary>
    /// <exception cref="FormatException">Malformed, a log's key, or a hash that does not belong to the key.</exception>
    public static CosignatureVerifier Parse(string vkey) =>
        TryParse(vkey, out var verifier) ? verifier : throw new FormatException("Not the verifier key of a witness.");

    /// <summary>Reads a witness's vkey; false where <see cref="Parse"/> throws.</summary>
    public static bool TryParse(string vkey, [NotNullWhen(true)] out CosignatureVerifier? verifier)
    {
        verifier = null;
        if (!VerifierKeyText.TryParse(vkey, out var text) || !Cosigner.IsName(text.Name)
            || CosignatureScheme.Of(text.Encoded[0]) is not { } scheme || !scheme.IsPublicKey(text.Encoded.AsSpan(1)))
            return false;
        verifier = new(scheme, text);
        return true;
    }

    /// <summary>
    /// Looks for this witness on a checkpoint. Whether the log signed it is another question. Lines of other keys are
    /// ignored; of several by this key each has to verify, and the latest time counts.
    /// </summary>
    public Cosignature Find(ReadOnlyMemory<byte> note)
    {
        if (!SignedNote.TryParse(note, out var parsed) || !Checkpoint.TryParse(parsed.Text.Span, out var checkpoint))
            return default;
        var found = default(Cosignature);
        foreach (var line in parsed.Signatures.Where(line => line.Name == Name && line.KeyId == _text.Id))
        {
            if (!TryVerify(parsed.Text.Span, checkpoint, line.Bytes.Span, out var timestamp))
                return new(CosignatureState.Bad, 0);
            found = new(CosignatureState.Good, Math.Max(found.Timestamp, timestamp));
        }
        return found;
    }

    /// <summary>
    /// The lines by this witness, as they stand in the note; empty unless they verify. What else an answer carries is
    /// not passed on.
    /// </summary>
    public byte[] LinesOf(ReadOnlyMemory<byte> note) =>
        Find(note).State == CosignatureState.Good && SignedNote.TryParse(note, out var parsed)
            ? [.. parsed.Signatures.Where(line => line.Name == Name && line.KeyId == _text.Id)
                .SelectMany(line => line.ToUtf8())]
            : [];

    /// <summary>Whether both are the same key under whatever name: then they are one witness.</summary>
    public bool SharesKeyWith(CosignatureVerifier other) => PublicKey.SequenceEqual(other.PublicKey);

    /// <summary>The vkey.</summary>
    public override string ToString() => _text.ToString();

    private bool TryVerify(
        ReadOnlySpan<byte> text, Checkpoint checkpoint, ReadOnlySpan<byte> signature, out long timestamp)
    {
        timestamp = 0;
        if (signature.Length != sizeof(long) + _scheme.SignatureLength)
            return false;
        timestamp = BinaryPrimitives.ReadInt64BigEndian(signature);
        return timestamp >= 0           // "MUST NOT exceed 2^63 - 1"
            && _scheme.Message(Name, timestamp, text, checkpoint) is { } message
            && _scheme.Verify(PublicKey, message, signature[sizeof(long)..]);
    }
}
