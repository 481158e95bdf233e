using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// An entry of a log and the proof that the log has it, in one file: a tlog-proof whose extra data are the entry's
/// bytes, a newline, the log's verifier key and a newline. An entry is JSON without a newline.
/// </summary>
/// <param name="Receipt">Where it stands, and what proves it.</param>
/// <param name="Entry">The bytes that are proven.</param>
/// <param name="VerifierKey">As it came with the file: to be compared with one that is trusted.</param>
public sealed record ProvenEntry(InclusionReceipt Receipt, ReadOnlyMemory<byte> Entry, string VerifierKey)
{
    /// <summary>Larger is no such file, in bytes.</summary>
    public const int LargestFile = 1 << 20;

    private const byte Newline = (byte)'\n';

    /// <summary>The extra data of such a file.</summary>
    public static byte[] Extra(ReadOnlySpan<byte> entry, string verifierKey) =>
        [.. entry, Newline, .. PublicText.Write(verifierKey), Newline];

    /// <summary>Reads the file. What it claims is not verified by that.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out ProvenEntry? proven)
    {
        proven = null;
        if (file.Length > LargestFile || !InclusionReceipt.TryParse(file, out var receipt))
            return false;
        var rest = receipt.Extra.Span;
        var entry = PublicText.TakeLine(ref rest);
        var key = PublicText.TakeLine(ref rest);
        if (entry.IsEmpty || key.IsEmpty || !rest.IsEmpty || key.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            return false;
        proven = new(receipt, receipt.Extra[..entry.Length], PublicText.Read(key));
        return true;
    }

    /// <summary>Whether <paramref name="log"/> signed a tree that has the entry.</summary>
    /// <param name="log">Whose signature counts.</param>
    /// <param name="checkpoint">That tree's head; null when refused.</param>
    public bool Verify(NoteVerifier log, [NotNullWhen(true)] out Checkpoint? checkpoint) =>
        Receipt.Verify(log, Entry.Span, out checkpoint);
}
