namespace Hermetic.Assistant;

/// <summary>Fixed phrases with which people answer an offer, or ask for one, in English.</summary>
internal static class Answers
{
    /// <summary>"The last one".</summary>
    internal const int Last = -1;

    private static readonly (Phrase Phrase, int Position)[] Ordinals = [.. MadeOrdinals()];

    private static string[] OrdinalForms =>
        ["{0}", "the {0}", "{0} one", "the {0} one", "the {0} time", "the {0} option"];

    private static readonly Phrase[] AnyTime = All(
        "any", "any time", "anytime", "whenever", "any day", "you choose", "you decide", "doesnt matter",
        "does not matter", "dont mind", "do not mind", "no preference", "whatever suits you", "any of them",
        "any of these", "all of them", "either");

    private static readonly Phrase[] NoneOfThem = All(
        "none", "none of these", "none of them", "none of those", "something else", "else", "neither",
        "other times", "another one", "a different time", "different times", "something different",
        "more times", "not these");

    private static readonly Phrase[] Anyone = All(
        "anyone", "anybody", "whoever", "no preference", "doesnt matter who", "dont mind who",
        "do not mind who", "whoever is free", "anyone who is free", "any stylist", "any of you", "who ever");

    private static readonly Phrase[] Somebody = All(
        "somebody else", "someone else", "with somebody else", "with someone else", "with whom", "whom",
        "who", "another stylist", "someone different");

    private static readonly Phrase[] Soon = All(
        "next free", "next available", "next possible", "next opening", "next slot",
        "next appointment you have", "first available", "first free", "first possible", "earliest", "soonest",
        "as soon as possible", "asap", "how soon", "the next days", "next few days", "coming days");

    private static readonly byte[][] Dropping =
        [.. new[] { "never mind", "nevermind", "forget it", "forget about it", "leave it" }
            .Select(FoldedText.Fold)];

    private static readonly Phrase[] Refusing = All(
        "dont book", "do not book", "dont want to book", "do not want to book", "dont make a booking");

    /// <summary>What may follow "don't book" without being another wish.</summary>
    private static readonly string[] NoWish =
    [
        "it", "that", "this", "anything", "any", "one", "yet", "please", "thanks", "thank", "you", "after", "all",
        "for", "me", "now", "sorry", "an", "the", "appointment", "at", "just",
    ];

    private static readonly Phrase[] Pointing = All("it", "that", "this", "this one", "that one", "mine");

    /// <summary>Which of several: 1 for the first, <see cref="Last"/> for the last one.</summary>
    internal static int? OrdinalIn(ReadOnlySpan<byte> folded)
    {
        var essence = Essence.Of(folded);
        foreach (var (phrase, position) in Ordinals)
        {
            if (phrase.IsAll(essence))
                return position;
        }
        return null;
    }

    internal static bool IsAnyone(ReadOnlySpan<byte> folded) => IsOne(Anyone, folded)
        || Anyone[0].After(folded, "with"u8) || Anyone[1].After(folded, "with"u8);

    /// <summary>The next free time is asked for, whenever it is.</summary>
    internal static bool IsSoon(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in Soon)
        {
            if (phrase.IsIn(folded))
                return true;
        }
        return false;
    }

    /// <summary>"How much is it?": something that was spoken about is meant.</summary>
    internal static bool PointsBack(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in Pointing)
        {
            if (phrase.IsIn(folded))
                return true;
        }
        return false;
    }

    /// <summary>"Never mind, leave it as it is"; whether a new task follows, the intent tells.</summary>
    internal static bool Drops(ReadOnlySpan<byte> folded)
    {
        foreach (var words in Dropping)
        {
            if (folded.StartsWith(words))
                return true;
        }
        return false;
    }

    /// <summary>"Haircut on friday, actually no, don't book anything": the last word counts.</summary>
    internal static bool CallsOff(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in Refusing)
        {
            if (phrase.RestIn(folded) is { IsEmpty: false } rest && IsNoWish(rest))
                return true;
        }
        return false;
    }

    private static bool IsNoWish(ReadOnlySpan<byte> rest)
    {
        var words = new FoldedWords(rest, stackalloc Range[NoWish.Length]);
        for (var at = 0; at < words.Count; at++)
        {
            if (!words.Is(at, NoWish))
                return false;
        }
        return true;
    }

    internal static Cue CueOf(ReadOnlySpan<byte> folded) =>
        IsOne(NoneOfThem, folded) ? Cue.Other
        : IsOne(AnyTime, folded) ? Cue.Any
        : IsOne(Somebody, folded) ? Cue.Staff
        : Cue.None;

    private static bool IsOne(Phrase[] phrases, ReadOnlySpan<byte> folded)
    {
        var essence = Essence.Of(folded);
        foreach (var phrase in phrases)
        {
            if (phrase.IsAll(folded) || phrase.IsAll(essence))
                return true;
        }
        return false;
    }

    private static IEnumerable<(Phrase, int)> MadeOrdinals()
    {
        (string Word, string Short)[] names =
        [
            ("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"),
            ("sixth", "6th"), ("seventh", "7th"), ("eighth", "8th"), ("ninth", "9th"), ("tenth", "10th"),
        ];
        foreach (var (index, name) in names.Append(("last", "latest")).Index())
        {
            var position = index < names.Length ? index + 1 : Last;
            foreach (var word in new[] { name.Item1, name.Item2 })
            {
                foreach (var form in OrdinalForms)
                    yield return (new(form.Replace("{0}", word, StringComparison.Ordinal)), position);
            }
            if (position > 0)
            {
                yield return (new($"number {position}"), position);
                yield return (new($"option {position}"), position);
            }
            else
            {
                yield return (new("latest possible"), position);
                yield return (new("the latest possible"), position);
                yield return (new("last possible"), position);
            }
        }
    }

    private static Phrase[] All(params IEnumerable<string> phrases) =>
        [.. phrases.Select(words => new Phrase(words))];
}
