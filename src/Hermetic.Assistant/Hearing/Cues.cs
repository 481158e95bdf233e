namespace Hermetic.Assistant;

/// <summary>A fact of the business that a message asks for by its usual words.</summary>
internal enum Topic
{
    None,
    Address,
    Phone,
    Prices,
    Services,
}

/// <summary>The few fixed phrases of a language that the dialogue itself listens for.</summary>
internal sealed record Cues(IReadOnlyList<(Topic Topic, Phrase Phrase)> Topics, IReadOnlyList<Phrase> NeverMind)
{
    private static readonly Cues English = new(
        [
            .. All(Topic.Prices, "price", "cost", "how much", "charge", "how expensive"),
            .. All(Topic.Address, "address", "where are you", "where is the", "location", "located", "directions",
                "how do i get to you", "how do i get there", "find you"),
            .. All(Topic.Phone, "phone number", "telephone", "call you", "ring you"),
            .. All(Topic.Services, "services", "what do you offer", "what do you do", "treatments", "price list"),
        ],
        [
            .. new[]
            {
                "never mind", "nevermind", "forget it", "forget about it", "cancel", "cancel that", "cancel it",
                "leave it", "drop it", "no thanks", "no thank you", "not now", "abort", "back",
            }.Select(words => new Phrase(words)),
        ]);

    /// <summary>The phrases of a language; those of English where it has none of its own.</summary>
    internal static Cues For(string language) => language switch
    {
        _ => English,
    };

    internal Topic Find(ReadOnlySpan<byte> folded)
    {
        foreach (var (topic, phrase) in Topics)
        {
            if (phrase.IsIn(folded))
                return topic;
        }
        return Topic.None;
    }

    internal bool IsNeverMind(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in NeverMind)
        {
            if (phrase.IsAll(folded))
                return true;
        }
        return false;
    }

    private static IEnumerable<(Topic Topic, Phrase Phrase)> All(Topic topic, params IEnumerable<string> phrases) =>
        phrases.Select(words => (topic, new Phrase(words)));
}
