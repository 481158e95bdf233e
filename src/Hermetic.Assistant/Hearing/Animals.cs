namespace Hermetic.Assistant;

/// <summary>"A haircut for a dog": told where nothing of the business is for animals.</summary>
internal static class Animals
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly string[] _animals =
    [
        "dog", "dogs", "cat", "cats", "puppy", "kitten", "rabbit", "hamster", "horse", "pony", "pet",
        "pets", "parrot", "poodle", "goat", "guinea",
    ];

    private static readonly string[] _theirs =
        ["hair", "fur", "coat", "nails", "claws", "teeth", "tooth", "haircut", "check", "appointment"];

    private static readonly string[] _owners = ["a", "my", "our", "the", "his", "her", "two"];

    private static readonly string[] _verbs = ["cut", "trim", "groom", "wash", "shave", "style", "treat", "clip"];

    private static readonly Phrase[] _names = [.. _animals.Select(animal => new Phrase(animal))];

    internal static bool IsFor(ReadOnlySpan<byte> folded, ServiceLexicon services)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        for (var at = 1; at < words.Count; at++)
        {
            if (!words.Is(at, _animals) || !words.Is(at - 1, _owners))
                continue;
            // "For my dog", "cut my dog", "my dogs hair", and not "is there water for my dog".
            if ((words.Is(at - 2, "for") && !words.AnyIs(0, "water", "bowl", "place", "allowed", "there"))
                || words.Is(at - 2, _verbs) || words.Is(at + 1, _theirs))
            {
                return !services.NamesOne(_names);
            }
        }
        return false;
    }
}
