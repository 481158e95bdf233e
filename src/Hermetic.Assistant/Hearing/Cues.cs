namespace Hermetic.Assistant;

/// <summary>A fact of the business that a message asks for by its usual words.</summary>
internal enum Topic
{
    None,
    Address,
    Phone,
    Prices,
    Services,
    Hours,

    /// <summary>Who works when.</summary>
    Staff,

    /// <summary>"How long does it take?"</summary>
    Duration,
}

/// <summary>What a message is that consists of a fixed phrase and nothing else.</summary>
internal enum Cue
{
    None,

    /// <summary>"Never mind": the running task is to be dropped.</summary>
    NeverMind,

    /// <summary>"Cancel it": drops the running task, unless the task is to cancel something.</summary>
    Cancel,

    /// <summary>The label of a confirming button, typed instead of pressed: a "yes".</summary>
    Confirm,

    /// <summary>The label of a declining button, typed instead of pressed: a "no".</summary>
    Keep,

    /// <summary>"The service", in answer to what shall be changed.</summary>
    Service,

    /// <summary>"The day".</summary>
    Day,

    /// <summary>"The time".</summary>
    Time,

    /// <summary>"The person": somebody else shall do it.</summary>
    Staff,

    /// <summary>"Any time", "you choose".</summary>
    Any,

    /// <summary>"None of these".</summary>
    Other,
}

/// <summary>The few fixed phrases of a language that the dialogue itself listens for.</summary>
/// <param name="Topics">Anywhere in a message; the first one that occurs counts.</param>
/// <param name="Whole">The whole message.</param>
internal sealed record Cues(
    IReadOnlyList<(Topic Topic, Phrase Phrase)> Topics, IReadOnlyList<(Cue Cue, Phrase Phrase)> Whole)
{
    private static readonly Phrase[] Offers =
        [new("do you do"), new("do you also do"), new("do you offer"), new("do you also offer")];

    private static readonly Cues English = new(
        [
            .. All(Topic.Prices, "price", "cost", "how much", "charge", "how expensive", "cheapest"),
            .. All(Topic.Duration, "how long does it take", "how long will it take", "how long does that take",
                "how long will that take", "how long is it", "how long is that", "how long is the appointment",
                "how long does the appointment", "how long will i be"),
            .. All(Topic.Address, "address", "adress", "addres", "where are you", "where is the", "location", "located",
                "directions", "how do i get to you", "how do i get there", "find you"),
            .. All(Topic.Phone, "phone number", "telephone", "call you", "ring you"),
            .. All(Topic.Services, "services", "what do you offer", "what do you do", "treatments",
                "price list"),
            .. All(Topic.Hours, "opening hours", "opening times", "business hours", "your hours",
                "closing time", "you open", "you close", "you closed"),
        ],
        [
            .. All(Cue.NeverMind, "leave it as it is", "never mind leave it as it is", "keep it as it is",
                "leave it like that"),
            .. All(Cue.NeverMind, "never mind", "nevermind", "forget it", "forget about it", "leave it",
                "drop it", "no thanks", "no thank you", "not now", "abort", "back"),
            .. All(Cue.NeverMind, "nothing", "nothing thanks", "nothing thank you", "nothing more",
                "nobody else", "thats all", "thats all thanks", "that is all", "that is all thanks",
                "no thats all",
                "no thanks thats all", "no thank you thats all", "no thanks that is all", "no thats it", "just the one",
                "no just the one", "only the one", "thats it"),
            .. All(Cue.Cancel, "cancel", "cancel that", "cancel it", "cancel please", "please cancel"),
            .. All(Cue.Confirm, "book it", "please book it"),
            .. All(Cue.Keep, "keep it", "keep my data"),
            .. All(Cue.Service, "the service", "service", "another service", "change the service"),
            .. All(Cue.Day, "the day", "day", "the date", "date", "another day", "change the day"),
            .. All(Cue.Time, "the time", "time", "another time", "change the time"),
        ]);

    /// <summary>The phrases of a language; those of English where it has none of its own.</summary>
    internal static Cues For(string language) => language switch
    {
        _ => English,
    };

    /// <param name="service">A service is named: "do you do balayage?" asks about it.</param>
    internal Topic TopicOf(ReadOnlySpan<byte> folded, bool service = false)
    {
        foreach (var offer in Offers)
        {
            if (service && offer.IsIn(folded))
                return Topic.Prices;
        }
        foreach (var (topic, phrase) in Topics)
        {
            if (phrase.IsIn(folded))
                return topic;
        }
        return Topic.None;
    }

    /// <summary>Whether it is the usual word for a fact, and nothing else.</summary>
    internal bool IsTopic(ReadOnlySpan<byte> folded)
    {
        foreach (var (_, phrase) in Topics)
        {
            if (phrase.IsAll(folded))
                return true;
        }
        return false;
    }

    internal Cue CueOf(ReadOnlySpan<byte> folded)
    {
        foreach (var (cue, phrase) in Whole)
        {
            if (phrase.IsAll(folded))
                return cue;
        }
        return Cue.None;
    }

    private static IEnumerable<(T Meaning, Phrase Phrase)> All<T>(
        T meaning, params IEnumerable<string> phrases) =>
        phrases.Select(words => (meaning, new Phrase(words)));
}
