using System.Buffers;

namespace Hermetic.Assistant;

/// <summary>
/// Finds the name in "my name is Anna Meier". It works on the words as they were written, because a name
/// keeps its capitals and accents; what it returns is one name or nothing.
/// </summary>
internal static class NamedSelf
{
    /// <summary>More words than this are a sentence.</summary>
    private const int MostWords = 5;

    private static readonly SearchValues<byte> Marks = SearchValues.Create(",;:!?\n()"u8);

    // Said of oneself, whatever else a message wants. Apostrophes are folded before the comparison.
    private static readonly byte[][] Plain =
    [
        .. Cues("my name is now", "my name is actually", "my name is", "my name's", "my real name is",
            "my full name is", "my first name is", "my correct name is", "the name is", "i am called",
            "i'm called", "change my name to", "correct my name to", "please call me"),
    ];

    // "Call me tomorrow" and "it's late" are no names: these count only where a correction was asked for.
    private static readonly byte[][] InCorrection =
    [
        .. Cues("call me", "it's spelled", "it is spelled", "it's spelt", "it is spelt", "is spelled", "it's",
            "it is", "its", "it should be", "should be", "correction:"),
    ];

    private static readonly byte[][] About =
        [.. Cues("name", "call me", "called", "spell", "spelt", "spelled", "surname")];

    private static readonly byte[][] Endings =
        [.. Cues("please", "thanks", "thank you", "not", "instead", "by the way", "and not", "with", "now")];

    // "My name is wrong" says that there is one, not which.
    private static readonly byte[][] NoNames =
    [
        .. Cues("wrong", "incorrect", "spelled", "spelt", "misspelled", "misspelt", "different", "missing",
            "not",
            "still", "in", "on", "with", "a", "the", "what"),
    ];

    /// <summary>The name that the person gives themselves.</summary>
    /// <param name="correcting">The message is known to be about what is wrong.</param>
    /// <param name="whole">True when nothing else follows: then the message is only about the name.</param>
    internal static PersonName? Find(ReadOnlySpan<byte> utf8, bool correcting, out bool whole)
    {
        whole = false;
        if (utf8.Length > FoldedText.Limit)
            return null;
        Span<byte> lower = stackalloc byte[utf8.Length];
        Lower(utf8, lower);
        var from = After(lower, Plain);
        if (correcting)
            from = Math.Max(from, After(lower, InCorrection));
        var name = from < 0 ? null : Read(utf8[from..], lower[from..], out whole);
        lower.Clear();
        return name;
    }

    /// <summary>The whole message as a name, for an answer to the question for it.</summary>
    internal static PersonName? All(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > PersonName.Most * 4)
            return null;
        Span<byte> lower = stackalloc byte[utf8.Length];
        Lower(utf8, lower);
        var name = Read(utf8, lower, out var whole);
        lower.Clear();
        return whole ? name : null;
    }

    /// <summary>Whether a message speaks of what somebody is called.</summary>
    internal static bool IsAbout(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > FoldedText.Limit)
            return false;
        Span<byte> lower = stackalloc byte[utf8.Length];
        Lower(utf8, lower);
        var found = After(lower, About) >= 0;
        lower.Clear();
        return found;
    }

    private static PersonName? Read(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> lower, out bool whole)
    {
        var end = lower.IndexOfAny(Marks);
        end = end < 0 ? lower.Length : end;
        // A point ends a sentence; that of an initial stands behind one letter.
        for (var at = 2; at < end; at++)
        {
            if (lower[at] == '.' && lower[at - 2] != ' ' && (at + 1 == end || lower[at + 1] == ' '))
                end = at;
        }
        foreach (var ending in Endings)
        {
            var at = Find(lower[..end], ending);
            end = at > 0 ? at : end;
        }
        whole = OnlyCourtesy(lower[end..]);
        var words = utf8[..end].Trim(" \t.'\""u8);
        // What goes on behind a colon is an address or a list.
        var isName = words.Count((byte)' ') < MostWords && !(end < lower.Length && lower[end] == ':')
            && !IsNoName(lower[..end].TrimStart(" \t.'\""u8));
        return isName ? PersonName.Spoken(words) : null;
    }

    private static bool IsNoName(ReadOnlySpan<byte> lower)
    {
        foreach (var word in NoNames)
        {
            if (Find(lower, word) == 0)
                return true;
        }
        return false;
    }

    /// <summary>"Please", "thanks" and marks: nothing that wants something else.</summary>
    private static bool OnlyCourtesy(ReadOnlySpan<byte> rest)
    {
        rest = rest.Trim(" .,;!?)\n\t"u8);
        return rest.IsEmpty || rest.SequenceEqual("please"u8) || rest.StartsWith("thank"u8)
            || rest.StartsWith("not "u8) || rest.StartsWith("and not "u8)
            || rest.SequenceEqual("by the way"u8);
    }

    /// <summary>Where the last of the cues ends, in whole words; -1 when there is none.</summary>
    private static int After(ReadOnlySpan<byte> lower, byte[][] cues)
    {
        var best = -1;
        foreach (var cue in cues)
        {
            for (var (at, from) = (Find(lower, cue), 0); at >= 0; at = Find(lower[from..], cue))
            {
                from += at + cue.Length;
                best = Math.Max(best, from);
            }
        }
        return best;
    }

    private static int Find(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> words)
    {
        for (var from = 0; ; from++)
        {
            var at = lower[from..].IndexOf(words);
            if (at < 0)
                return -1;
            from += at;
            var end = from + words.Length;
            if ((from == 0 || !IsLetter(lower[from - 1])) && (end == lower.Length || !IsLetter(lower[end])))
                return from;
        }
    }

    private static bool IsLetter(byte one) => one is >= (byte)'a' and <= (byte)'z' or >= 0x80;

    /// <summary>
    /// ASCII in small letters at the same places; a curly apostrophe keeps its three bytes.
    /// </summary>
    private static void Lower(ReadOnlySpan<byte> utf8, Span<byte> lower)
    {
        System.Text.Ascii.ToLower(utf8, lower, out var written);
        while (written < utf8.Length)
        {
            lower[written] = utf8[written];
            var rest = written + 1;
            System.Text.Ascii.ToLower(utf8[rest..], lower[rest..], out var more);
            written = rest + more;
        }
    }

    private static IEnumerable<byte[]> Cues(params IEnumerable<string> words) =>
        words.Select(System.Text.Encoding.UTF8.GetBytes);
}
