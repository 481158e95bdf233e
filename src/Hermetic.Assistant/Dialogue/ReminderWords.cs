using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What a message says about being reminded that no time expression says.</summary>
/// <param name="Minutes">"two hours before".</param>
/// <param name="Days">"the day before", "on the same day"; 0 is the day of the appointment.</param>
/// <param name="Time">"the evening before" names a time of that day, roughly.</param>
/// <param name="Errand">"to call my mother": nothing that the business could remind of.</param>
internal sealed record ReminderWords(int? Minutes, int? Days, LocalTime? Time, bool Errand)
{
    private const int MinutesOfADay = 24 * 60;

    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly ReminderWords _none = new(Minutes: null, Days: null, Time: null, Errand: false);

    private static readonly string[] _before =
        ["before", "earlier", "beforehand", "ahead", "prior", "advance"];
    private static readonly string[] _numbers =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    // Whoever asks to be reminded "to come" means the appointment.
    private static readonly string[] _comings =
        ["come", "go", "attend", "be", "show", "turn", "visit", "get", "keep", "my", "the", "me"];

    private static readonly string[] _ours =
        ["appointment", "appointments", "appt", "booking", "bookings", "visit", "reservation", "slot", "it"];

    internal bool NamesATime => Minutes is not null || Days is not null;

    /// <summary>English; nothing of the wording is kept.</summary>
    internal static ReminderWords Read(ReadOnlySpan<byte> folded)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        var found = _none;
        for (var at = 0; at < words.Count; at++)
        {
            if (words.Is(at, _before))
                found = Lead(words, words.Is(at - 1, "in") ? at - 2 : at - 1) ?? found;
            else if (words.Is(at, "day") && words.Is(at - 1, "same", "that"))
                found = found with { Days = 0 };
            else if (words.Is(at, "day", "morning") && words.Is(at - 1, "the") && words.Is(at + 1, "of"))
                found = found with { Days = 0, Time = words.Is(at, "morning") ? Reminder.Morning : null };
        }
        return found with { Errand = IsErrand(words) };
    }

    /// <summary>
    /// "two hours", "half an hour", "the day", "the evening", by the place of its last word.
    /// </summary>
    private static ReminderWords? Lead(FoldedWords words, int unit)
    {
        if (MinutesOf(words, unit) is not { } each)
            return words.Is(unit - 1, "the") ? PartOfTheDayBefore(words, unit) : null;
        if (words.Is(unit - 1, "an") && words.Is(unit - 2, "half"))
            return _none with { Minutes = each / 2 };
        return (words.LeadingNumber(unit) ?? Count(words, unit - 1)) switch
        {
            null => null,
            { } count when each < MinutesOfADay => _none with { Minutes = count * each },
            { } count => _none with { Days = count * (each / MinutesOfADay) },
        };
    }

    private static ReminderWords? PartOfTheDayBefore(FoldedWords words, int part)
    {
        int? hour = words.Is(part, "evening", "night") ? 18
            : words.Is(part, "afternoon") ? 14
            : words.Is(part, "morning") ? 9
            : null;
        return hour is { } at ? _none with { Days = 1, Time = new(at, 0) } : null;
    }

    private static int? MinutesOf(FoldedWords words, int unit) =>
        words.IsUnit(unit, "minute", "minutes", "min", "mins") ? 1
        : words.IsUnit(unit, "hour", "hours", "hr", "hrs", "h") ? 60
        : words.IsUnit(unit, "day", "days") ? MinutesOfADay
        : words.IsUnit(unit, "week", "weeks") ? 7 * MinutesOfADay
        : null;

    private static int? Count(FoldedWords words, int at)
    {
        if (words.Is(at, "a", "an", "one", "the"))
            return 1;
        // "a couple of hours"
        if (words.Is(at, "couple") || (words.Is(at, "of") && words.Is(at - 1, "couple")))
            return 2;
        for (var number = 0; number < _numbers.Length; number++)
        {
            if (words.Is(at, _numbers[number]))
                return number + 2;
        }
        return words.LeadingNumber(at);
    }

    /// <summary>
    /// "remind me to call ana", "a reminder about my pills", but not "remind me about my haircut".
    /// </summary>
    private static bool IsErrand(FoldedWords words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var asks = words.Is(at, "reminder", "forget")
                || (words.Is(at, "me") && words.Is(at - 1, "remind", "reminding"));
            if (asks && words.Is(at + 1, "to"))
                return at + 2 < words.Count && !words.Is(at + 2, _comings);
            if (asks && words.Is(at + 1, "of", "about") && words.Is(at + 2, "my", "the", "our", "his", "her"))
                return at + 3 < words.Count && words.LeadingNumber(at + 3) is null
                    && !words.AnyIs(at + 3, _ours);
        }
        return false;
    }
}
