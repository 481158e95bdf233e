namespace Hermetic.Assistant;

/// <summary>One or more words to be found as whole words, also in the plural with s.</summary>
internal sealed class Phrase
{
    private readonly byte[] _folded;

    internal Phrase(string words) => _folded = FoldedText.Fold(words);

    /// <summary>From a table.</summary>
    internal Phrase(ReadOnlySpan<byte> utf8)
    {
        Span<byte> folded = stackalloc byte[(utf8.Length * Language.Folding.Growth * 2) + 1];
        _folded = folded[..FoldedText.Fold(utf8, folded)].ToArray();
    }

    internal int Length => _folded.Length;

    internal bool Names(Phrase word) => word.IsIn(_folded);

    internal bool IsAll(ReadOnlySpan<byte> folded) => folded.SequenceEqual(_folded);

    internal bool IsSame(Phrase other) => IsAll(other._folded);

    /// <summary>Whether it stands right after these words, which are folded already.</summary>
    internal bool After(ReadOnlySpan<byte> folded, ReadOnlySpan<byte> words)
    {
        for (var at = folded.IndexOf(_folded); at >= 0;)
        {
            if (folded[..at].EndsWith(words) && (at == words.Length || folded[at - words.Length - 1] == ' '))
                return true;
            var next = folded[(at + 1)..].IndexOf(_folded);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    /// <summary>
    /// Blots it out where it stands as whole words, so that no shorter phrase is found in it; where that was, or -1.
    /// </summary>
    internal int TakeFrom(Span<byte> folded)
    {
        var stem = _folded.AsSpan()[..^1];
        var at = folded.IndexOf(stem);
        var rest = at < 0 ? default : folded[(at + stem.Length)..];
        if (at < 0 || !(rest.StartsWith(" "u8) || rest.StartsWith("s "u8)))
            return -1;
        folded.Slice(at + 1, stem.Length - 1).Fill((byte)'-');
        return at;
    }

    /// <summary>The text begins with several of it.</summary>
    internal bool BeginsPlural(ReadOnlySpan<byte> folded)
    {
        var stem = _folded.AsSpan()[..^1];
        return folded.StartsWith(stem) && folded[stem.Length..].StartsWith("s "u8);
    }

    /// <summary>What follows its last place, from the space on; empty where it does not stand.</summary>
    internal ReadOnlySpan<byte> RestIn(ReadOnlySpan<byte> folded) =>
        folded.LastIndexOf(_folded) is >= 0 and var at ? folded[(at + _folded.Length - 1)..] : default;

    internal bool IsIn(ReadOnlySpan<byte> folded)
    {
        var stem = _folded.AsSpan()[..^1];
        for (var at = folded.IndexOf(stem); at >= 0; at = folded.IndexOf(stem))
        {
            folded = folded[(at + stem.Length)..];
            if (folded.StartsWith(" "u8) || folded.StartsWith("s "u8))
                return true;
        }
        return false;
    }
}
