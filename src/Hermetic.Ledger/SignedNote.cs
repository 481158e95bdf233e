using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Hermetic.Ledger;

/// <summary>
/// A signature line: <c>— name base64(key id ‖ signature)</c>. Nothing is known about its truth yet.
/// </summary>
internal readonly record struct NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The line, ended by a newline.</summary>
    public byte[] ToUtf8()
    {
        var bytes = new byte[sizeof(uint) + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
        return PublicText.Write($"— {Name} {Convert.ToBase64String(bytes)}\n");
    }
}

/// <summary>The shape of a signed note (C2SP signed-note v1): text, blank line, signature lines.</summary>
/// <param name="Text">The signed bytes, the final newline included, the blank line not.</param>
/// <param name="Signatures">At least one.</param>
internal sealed record SignedNote(ReadOnlyMemory<byte> Text, IReadOnlyList<NoteSignature> Signatures)
{
    // The limits of Go's sumdb/note; the specification asks for at least 16 signatures of up to 5 kB.
    public const int MaxLength = 1_000_000;
    public const int MaxSignatures = 100;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code != '\n').Select(code => (byte)code)]);

    /// <summary>Em dash and space, which start a signature line.</summary>
    public static ReadOnlySpan<byte> SignaturePrefix => "— "u8;

    /// <summary>False for anything that the specification calls malformed, or beyond the limits.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;
        var bytes = note.Span;
        // The last blank line separates: the text may have blank lines of its own.
        var split = bytes.LastIndexOf("\n\n"u8);
        if (bytes.Length > MaxLength || !IsPlainText(bytes)
            || split < 0 || split + 2 == bytes.Length || bytes[^1] != '\n')
            return false;
        var signatures = new List<NoteSignature>();
        for (var rest = bytes[(split + 2)..]; !rest.IsEmpty;)
        {
            if (signatures.Count == MaxSignatures
                || !TryParseLine(PublicText.TakeLine(ref rest), out var signature))
                return false;
            signatures.Add(signature);
        }
        parsed = new(note[..(split + 1)], signatures);
        return true;
    }

    /// <summary>Valid UTF-8 without ASCII control characters other than newline.</summary>
    public static bool IsPlainText(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) && text.IndexOfAny(Controls) < 0;

    /// <summary>Non-empty, without Unicode spaces, plus signs and control characters.</summary>
    public static bool IsKeyName(string name) =>
        name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    private static bool TryParseLine(ReadOnlySpan<byte> line, out NoteSignature signature)
    {
        signature = default;
        if (!line.StartsWith(SignaturePrefix))
            return false;
        line = line[SignaturePrefix.Length..];
        var space = line.IndexOf((byte)' ');
        if (space < 0 || PublicText.Read(line[..space]) is var name && !IsKeyName(name))
            return false;
        if (!StrictBase64.TryDecode(line[(space + 1)..], out var bytes) || bytes.Length <= sizeof(uint))
            return false;
        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
        return true;
    }
}
