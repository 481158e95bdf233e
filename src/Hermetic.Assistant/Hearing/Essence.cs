namespace Hermetic.Assistant;

/// <summary>
/// A short answer without the words around it: "no, the second one please" is "the second one".
/// </summary>
internal static class Essence
{
    private static readonly byte[][] Before = Words(
        "no", "yes", "ok", "okay", "hm", "hmm", "well", "actually", "oh", "sorry", "rather", "then", "lets",
        "take", "ill", "id", "i", "we", "would", "will", "like", "want", "prefer", "have", "go", "with",
        "for", "and", "can", "could", "do", "make", "it", "is", "please", "maybe", "perhaps", "something",
        "anything", "wait", "oops", "meant", "mean", "at", "that", "a", "bit", "little", "much", "there", "thats",
        "be", "you", "got", "come", "choose",
        "pick", "how", "about", "what",
        "whatabout", "hows", "say", "um", "uhm", "alright");

    private static readonly byte[][] After = Words(
        "please", "then", "thanks", "thank", "you", "instead", "is", "fine", "works", "good", "great", "for",
        "me", "be", "ok", "okay", "possible", "if", "would", "better", "suits", "sounds", "on", "that", "the",
        "same", "day", "pls", "plz", "thx", "lol", "it");

    /// <summary>What is left, between two spaces; one space when nothing is.</summary>
    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> folded)
    {
        var rest = folded;
        for (var end = rest[1..].IndexOf((byte)' ') + 1; end > 0 && Is(rest[1..end], Before);)
        {
            rest = rest[end..];
            end = rest[1..].IndexOf((byte)' ') + 1;
        }
        for (var begin = rest[..^1].LastIndexOf((byte)' '); begin >= 0 && Is(rest[(begin + 1)..^1], After);)
        {
            rest = rest[..(begin + 1)];
            begin = rest[..^1].LastIndexOf((byte)' ');
        }
        return rest;
    }

    private static bool Is(ReadOnlySpan<byte> word, byte[][] words)
    {
        foreach (var one in words)
        {
            if (word.SequenceEqual(one))
                return true;
        }
        return false;
    }

    private static byte[][] Words(params IEnumerable<string> words) =>
        [.. words.Select(word => FoldedText.Fold(word)[1..^1])];
}
