namespace Hermetic.Assistant;

/// <summary>
/// "An appointment for a perm", "I need a massage": somebody names what they want. Asked only where nothing of the
/// business has such a name; which it is, is not kept.
/// </summary>
internal static class NamedTreatment
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly string[] _wanting = ["need", "want", "book", "get", "have", "like", "for", "do"];

    private static readonly string[] _articles = ["a", "an", "some"];

    /// <summary>What ends the name of a treatment.</summary>
    private static readonly string[] _after =
    [
        "on", "at", "for", "today", "tomorrow", "tonight", "next", "this", "please", "pls", "with", "asap",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "in", "by",
        "possible", "and", "from", "appointment", "treatment", "session", "sometime", "soon", "then", "is",
        "would", "thanks",
    ];

    /// <summary>What is wanted and is no treatment.</summary>
    private static readonly string[] _noTreatment =
    [
        "appointment", "appointments", "apointment", "appt", "appoinment", "booking", "slot", "slots",
        "time", "times", "date", "day", "visit", "reservation", "session", "treatment", "service",
        "services", "look", "chat", "talk", "question", "questions", "reminder", "person", "human",
        "somebody", "someone", "friend", "child", "kid", "baby", "couple", "few", "bit", "minute", "moment",
        "while", "week", "month", "year", "long", "short", "new", "good", "quick", "different", "earlier",
        "later", "free", "first", "second", "third", "last", "other", "copy", "list", "price", "quote",
        "discount", "refund", "voucher", "receipt", "invoice", "bill", "word", "problem", "walk", "lot",
        "place", "spot", "change", "cut", "trim", "check", "consultation", "favour", "favor", "hand", "man",
        "woman", "boy", "girl", "student", "lady", "patient", "customer", "client", "regular", "half",
        "morning", "afternoon", "evening", "weekday", "weekend", "quarter", "hour", "free", "tooth", "pain",
        "emergency", "pregnant", "wedding", "party", "birthday", "family", "group", "people", "idea",
        "answer", "nice", "great", "beer", "pizza", "coffee", "taxi", "table", "room", "cab", "car",
        "train", "flight", "hotel", "ticket", "job", "dog", "cat", "pet", "puppy", "joke", "poem", "recipe",
        "song", "story",
    ];

    internal static bool IsIn(ReadOnlySpan<byte> folded)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        for (var at = 2; at < words.Count; at++)
        {
            if (!words.Is(at - 1, _articles) || !words.Is(at - 2, _wanting) || words.Is(at, _noTreatment)
                || words.LeadingNumber(at) is not null)
            {
                continue;
            }
            // One or two words ("a root canal"), and then something else or nothing.
            if (at + 1 == words.Count || words.Is(at + 1, _after)
                || (!words.Is(at + 1, _noTreatment) && (at + 2 == words.Count || words.Is(at + 2, _after))))
            {
                return true;
            }
        }
        return false;
    }
}
