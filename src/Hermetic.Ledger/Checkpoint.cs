using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// A tree head as C2SP tlog-checkpoint writes it: what a log signs and everybody can compare.
/// </summary>
/// <param name="Origin">The log's unique name, non-empty, one line; by convention its key's name.</param>
/// <param name="Size">Entries in the tree, zero or more.</param>
/// <param name="Root">The RFC 6962 root at that size.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    /// <summary>The note text: origin, size and base64 root, each followed by a newline.</summary>
    /// <exception cref="InvalidOperationException">The origin is empty or has a line break, or the size is
    /// negative.</exception>
    public byte[] ToNoteText()
    {
        var text = PublicText.Write($"{Origin}\n{Size}\n{Root}\n");
        return TryParse(text, out var same) && same == this
            ? text
            : throw new InvalidOperationException("A checkpoint has one line of origin and a size from 0.");
    }

    /// <summary>
    /// Reads the text of a note. Extension lines behind the root are allowed and dropped; an empty line is
    /// not.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!SignedNote.IsPlainText(text) || text.IsEmpty || text[^1] != '\n' || text.IndexOf("\n\n"u8) >= 0)
            return false;
        var origin = PublicText.TakeLine(ref text);
        if (origin.IsEmpty
            || !PublicText.TryReadDecimal(PublicText.TakeLine(ref text), out var size)
            || !MerkleHash.TryParse(PublicText.TakeLine(ref text), out var root))
            return false;
        checkpoint = new(PublicText.Read(origin), size, root);
        return true;
    }
}
