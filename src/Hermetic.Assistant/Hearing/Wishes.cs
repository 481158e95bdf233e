namespace Hermetic.Assistant;

/// <summary>What a wish says about an appointment that there is already, in English.</summary>
internal static class Wishes
{
    private static readonly Phrase[] Coming = All(
        "can i come", "could i come", "may i come", "can we come", "fit me in", "squeeze me in",
        "see me today", "can you see me", "can you take me", "slot me in", "get me in");

    private static readonly Phrase[] Wanting = All(
        "book one", "book me one", "book me in", "id like one", "would like one", "need one", "make one",
        "want to come in", "like to come in", "need to come in", "want to come", "like to come",
        "i need to come", "id like to come", "appt");

    private static readonly Phrase[] WantingOne = All(
        "id like a", "like to book a", "would like a", "i need a", "i want a", "id love a",
        "id like the", "need an", "want an", "id like an");

    private static readonly Phrase[] Again = All(
        "and book a new one", "and book another", "and book me a new one", "and book me another", "and make a new one",
        "and make a new appointment", "and book a new appointment", "and get a new one", "and take a new one");

    private static readonly Phrase[] Weekdays = All(
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun");

    private static readonly Phrase[] NotThatWeekday = All("this", "next", "tomorrow", "today", "coming");

    private static readonly Phrase[] Same = All("same time", "same hour", "same clock time");

    private static readonly Phrase[] More = All(
        "after that", "afterwards", "after it", "right after", "straight after", "directly after",
        "as well", "too", "in addition", "on top", "additionally", "also", "at the same appointment");

    private static readonly Phrase[] Absence = All(
        "will not come", "wont come", "not coming", "wont be coming", "will not be coming",
        "unable to come", "not able to come", "cant come", "cannot come", "can not come", "cant make it",
        "cannot make it", "can not make it", "wont make it", "will not make it", "not going to make it",
        "wont be there", "will not be there", "wont be able to come", "will not be able to come",
        "cant attend", "cannot attend");

    private static readonly Phrase[] Doubt = All(
        "are you sure", "you sure", "really", "is that sure", "is it sure", "is that certain",
        "is it certain", "is it confirmed", "is that confirmed", "is that final", "for sure",
        "are you certain", "is it fixed", "so its booked", "so it is booked", "is my appointment confirmed",
        "did that work", "did it work");

    private static readonly Phrase[] Nobody = All(
        "forget it", "forget about it", "never mind", "nevermind", "no need", "not needed", "not necessary",
        "need nobody", "dont need anybody", "dont need anyone", "dont need a person", "dont need a human",
        "dont need a person anymore", "dont need a human anymore", "dont need anybody anymore",
        "no need for a person", "no need for a human", "no human needed", "no person needed", "no human",
        "no person", "no longer needed", "not needed anymore", "no need anymore", "it has been solved",
        "its solved", "solved", "back to the bot", "back to the assistant", "want the bot",
        "want the bot back", "want the assistant", "the bot is fine", "the assistant is fine",
        "you can do it", "go on without a person", "go on without them", "cancel that", "drop it",
        "leave it");

    // Who asks what would happen, or whether another time would do, does not cancel.
    private static readonly Phrase[] Otherwise = All(
        "if", "what", "instead", "move", "reschedule", "another", "other", "why", "because of the hours",
        "can i come", "could i come", "earlier", "later", "before", "after", "until", "late");

    /// <summary>"Can you fit me in today": an appointment without the word.</summary>
    internal static bool Comes(ReadOnlySpan<byte> folded) => HasOne(Coming, folded);

    /// <summary>"Book me one then", and "I'd like a" before the name of a service.</summary>
    internal static bool Wants(ReadOnlySpan<byte> folded, bool namesService) =>
        HasOne(Wanting, folded) || (namesService && HasOne(WantingOne, folded));

    /// <summary>"Since last night": it says how long something has been so.</summary>
    internal static bool HasSince(ReadOnlySpan<byte> folded) => folded.IndexOf(" since "u8) >= 0;

    /// <summary>"Cancel my appointment and book a new one for friday": one that is moved.</summary>
    internal static bool Rebooks(ReadOnlySpan<byte> folded) => HasOne(Again, folded);

    /// <summary>"Thursday", by which one of the days that are spoken about is meant.</summary>
    internal static bool IsWeekday(ReadOnlySpan<byte> folded) => HasOne(Weekdays, folded)
        && !folded.ContainsAnyInRange((byte)'0', (byte)'9') && !HasOne(NotThatWeekday, folded);

    internal static bool IsSameTime(ReadOnlySpan<byte> folded) => HasOne(Same, folded);

    internal static bool Adds(ReadOnlySpan<byte> folded) => folded.StartsWith(" and "u8) || HasOne(More, folded);

    /// <summary>Nothing else is said.</summary>
    internal static bool Doubts(ReadOnlySpan<byte> folded)
    {
        foreach (var phrase in Doubt)
        {
            if (phrase.IsAll(folded))
                return true;
        }
        return false;
    }

    /// <summary>Who waits for a person says that none is needed any more, and nothing else.</summary>
    internal static bool NeedsNobody(ReadOnlySpan<byte> folded)
    {
        var essence = Essence.Of(folded);
        foreach (var phrase in Nobody)
        {
            if (phrase.IsAll(folded) || phrase.IsAll(essence))
                return true;
        }
        return false;
    }

    internal static bool StaysAway(ReadOnlySpan<byte> folded) =>
        HasOne(Absence, folded) && !HasOne(Otherwise, folded);

    private static bool HasOne(Phrase[] phrases, ReadOnlySpan<byte> folded)
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
