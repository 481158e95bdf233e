namespace Hermetic.Assistant;

/// <summary>Hears that somebody asks who works when: "is Dr Weber in on monday?".</summary>
internal static class RotaQuestion
{
    private static readonly Phrase[] Who = All(
        "who works", "who is working", "whos working", "who will be working", "who is in", "whos in",
        "who is there", "whos there", "who is here", "whos here", "who is on duty", "whos on duty",
        "who do you have", "who can i see", "which stylists work", "which dentists do you have",
        "which doctors do you have", "which stylists do you have", "which dentists work",
        "which doctors work", "who are your", "who is on your team", "who is in your team");

    /// <summary>Where somebody of the business is named.</summary>
    private static readonly Phrase[] Present = All(
        "work", "working", "in on", "there on", "here on", "in today", "in tomorrow", "there today",
        "there tomorrow", "here today", "here tomorrow", "in this", "in next", "there this", "there next",
        "on duty", "start", "finish", "hours", "what days", "which days");

    private static readonly Phrase[] Asking = All("is", "does", "when", "which", "what", "will", "are", "do");

    // "Who is in charge", "work on my hair", "is Mira free" ask for something else.
    private static readonly Phrase[] Other = All(
        "in charge", "work on my", "work for me", "works for me", "free", "available", "appointment",
        "book", "slot", "move", "instead");

    /// <param name="named">Somebody is named, whoever it is.</param>
    internal static bool IsIn(ReadOnlySpan<byte> folded, bool named) => !IsAnyIn(Other, folded)
        && (IsAnyIn(Who, folded) || (named && IsPresent(folded) && IsAnyIn(Asking, folded)));

    /// <summary>"When is Lena in?"</summary>
    private static bool IsPresent(ReadOnlySpan<byte> folded) => IsAnyIn(Present, folded)
        || folded.EndsWith(" in "u8) || folded.EndsWith(" there "u8) || folded.EndsWith(" here "u8);

    private static bool IsAnyIn(Phrase[] phrases, ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.IsIn(folded))
                return true;
        }
        return false;
    }

    private static Phrase[] All(params IEnumerable<string> phrases) =>
        [.. phrases.Select(words => new Phrase(words))];
}
