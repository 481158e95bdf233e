using System.Diagnostics.CodeAnalysis;

namespace Hermetic.Ledger;

/// <summary>
/// The entry with which a log names its next key: action <c>ledger.key</c>, the vkey as its object. It counts once a
/// checkpoint that covers it is signed by the key before and by the one that it names.
/// </summary>
public static class KeyAnnouncement
{
    /// <summary>The entry's action.</summary>
    public const string Action = "ledger.key";

    /// <summary>The key that an entry announces for a log; false for any other entry.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="name">The log's origin, under which the key has to speak.</param>
    /// <param name="key">The key.</param>
    public static bool TryRead(ReadOnlySpan<byte> entry, string name, [NotNullWhen(true)] out NoteVerifier? key)
    {
        key = null;
        // Nearly no entry is one, and reading each as JSON would cost more than hashing it.
        if (entry.IndexOf("\"ledger.key\""u8) < 0
            || !LedgerEntry.TryParse(entry, out var read) || read.Action != Action || read.Object is null
            || !NoteVerifier.TryParse(read.Object, out var announced) || announced.Name != name)
            return false;
        key = announced;
        return true;
    }
}
