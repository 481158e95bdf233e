namespace Hermetic.Assistant;

/// <summary>"My mother died, I have to cancel": somebody has lost somebody.</summary>
internal static class Grief
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    /// <summary>How far before "died" it stands who did.</summary>
    private const int Reach = 5;

    private static readonly string[] _people =
    [
        "mother", "father", "mum", "mom", "dad", "husband", "wife", "partner", "son", "daughter", "child",
        "baby", "brother", "sister", "grandmother", "grandfather", "grandma", "grandpa", "gran", "granny",
        "nan", "uncle", "aunt", "cousin", "friend", "boyfriend", "girlfriend", "nephew", "niece", "parents",
        "family", "colleague", "neighbour",
    ];

    internal static bool IsIn(ReadOnlySpan<byte> folded)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        for (var at = 0; at < words.Count; at++)
        {
            if (words.Is(at, "funeral", "bereavement", "bereaved"))
                return true;
            var died = words.Is(at, "died", "dead", "dying") || (words.Is(at, "passed") && words.Is(at + 1, "away"));
            var death = words.Is(at, "lost", "losing") || (words.Is(at, "death") && words.Is(at + 1, "of"));
            if ((died && HasOne(words, at - Reach, at)) || (death && HasOne(words, at + 1, at + 4)))
                return true;
        }
        return false;
    }

    private static bool HasOne(FoldedWords words, int from, int until)
    {
        for (var at = from; at < until; at++)
        {
            if (words.Is(at, _people))
                return true;
        }
        return false;
    }
}
