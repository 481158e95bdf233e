using System.Globalization;

namespace Hermetic.Ledger;

/// <summary>
/// A vkey (C2SP signed-note, "Verifier keys"): name, key id, and type byte ‖ public key. What kind of key it is, and
/// whether it is one, the reader of the type decides.
/// </summary>
internal readonly record struct VerifierKeyText(string Name, uint Id, byte[] Encoded)
{
    /// <summary>False unless the id belongs to name and key and the spelling is the one of <see cref="ToString"/>.</summary>
    public static bool TryParse(string vkey, out VerifierKeyText parsed)
    {
        parsed = default;
        var parts = vkey.Split('+', 3);         // the base64 may have plus signs of its own
        if (parts.Length != 3 || !SignedNote.IsKeyName(parts[0]) || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, null, out var id)
            || !StrictBase64.TryDecode(System.Text.Encoding.UTF8.GetBytes(parts[2]), out var encoded)
            || encoded.Length < 2 || NoteKey.Id(parts[0], encoded) != id)
            return false;
        parsed = new(parts[0], id, encoded);
        return parsed.ToString() == vkey;       // one spelling: lower-case digits
    }

    /// <summary>The vkey of a key of this type.</summary>
    public static VerifierKeyText Of(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        byte[] encoded = [type, .. publicKey];
        return new(name, NoteKey.Id(name, encoded), encoded);
    }

    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String(Encoded)}";
}
