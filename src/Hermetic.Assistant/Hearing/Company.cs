namespace Hermetic.Assistant;

/// <summary>For how many people something is wished: "for me and my daughter", "for 2".</summary>
internal static class Company
{
    /// <summary>What is worth reading comes in the first words.</summary>
    private const int Most = 64;

    private static readonly string[] _numbers =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] _people =
    [
        "people", "persons", "adults", "children", "kids", "boys", "girls", "sons", "daughters",
        "friends", "guests", "pax", "patients", "customers",
    ];

    // "For 2 hours", "for 2 in the afternoon": no people.
    private static readonly string[] _noPeople =
    [
        "am", "pm", "a", "p", "o", "oclock", "h", "in", "hour", "hours", "minutes", "min", "days", "day",
        "weeks", "week", "months", "month", "years", "year", "euro", "euros", "thirty", "fifteen",
        "forty", "nights",
    ];

    private static readonly string[] _mine = ["my", "our", "her", "him", "them", "someone", "somebody"];

    private static readonly string[] _relatives =
    [
        "wife", "husband", "partner", "girlfriend", "boyfriend", "friend", "son", "daughter", "child",
        "kid", "kids", "children", "boy", "girl", "boys", "girls", "mother", "father", "mum", "mom",
        "dad", "sister", "brother", "family",
    ];

    private static readonly string[] _others = ["friend", "colleague", "second", "guest"];

    /// <summary>2 to 9; 1 when nobody else is spoken of.</summary>
    /// <param name="services">"Two haircuts" are for two.</param>
    /// <param name="times">
    /// What was read as the times; "for 2 on friday" is an hour, unless another one is named.
    /// </param>
    internal static int In(
        ReadOnlySpan<byte> folded, ServiceLexicon services, ref IReadOnlyList<TimeReading> times)
    {
        var words = new FoldedWords(folded, stackalloc Range[Most]);
        for (var at = 0; at < words.Count; at++)
        {
            if (IsTwo(words, at))
                return 2;
            if (Number(words, at) is not { } number)
                continue;
            if (IsOfPeople(words, at, services))
                return number;
            if (words.Is(at - 1, "for") && !words.Is(at + 1, _noPeople) && IsNoHour(number, ref times))
                return number;
        }
        return 1;
    }

    private static bool IsOfPeople(FoldedWords words, int at, ServiceLexicon services) =>
        words.Is(at + 1, _people)
        || (words.Is(at + 1, "of") && words.Is(at + 2, "us"))
        || services.BeginsPlural(words.From(at + 1))
        || (words.Is(at - 1, "my", "our") && words.Is(at - 2, "for"));

    /// <summary>"For 2 on saturday at 10": ten is the hour, on that saturday.</summary>
    private static bool IsNoHour(int number, ref IReadOnlyList<TimeReading> times)
    {
        var taken = times.FirstOrDefault(time => time.Best.HasTime && time.Best.Start.Hour % 12 == number);
        if (taken is null)
            return true;
        if (!times.Any(time => time != taken && time.Best.HasTime))
            return false;
        var day = taken.Best.Start.Date.AtMidnight();
        var span = new LocalSpan(day, day.PlusDays(1), HasDate: true, HasTime: false);
        var whole = new TimeReading([span], TimeAmbiguity.None);
        times = [.. times.Select(time => time == taken ? whole : time)];
        return true;
    }

    private static bool IsTwo(FoldedWords words, int at)
    {
        // "A haircut for my husband and one for me"
        if (words.Is(at, "and") && words.Is(at + 1, "one", "another") && words.Is(at + 2, "for"))
            return words.Is(at + 3, "me", "myself", "us", "the", "a") || words.Is(at + 3, _mine);
        if (words.Is(at, "both"))
            return words.Is(at + 1, "of") && words.Is(at + 2, "us");
        // "my son and my daughter"
        if (words.Is(at, "and") && words.Is(at - 1, _relatives) && words.Is(at + 2, _relatives))
            return words.Is(at + 1, "my", "our");
        // "my wife and I"
        if (words.Is(at, "and") && words.Is(at + 1, "i", "me", "myself"))
        {
            return (words.Is(at - 2, "my") && words.Is(at - 1, _relatives))
                || NamedStranger.IsGivenName(words.Word(at - 1));
        }
        var also = words.Is(at, "and") && words.Is(at - 1, "me", "myself");
        return also && (words.Is(at + 1, _mine) || (words.Is(at + 1, "a") && words.Is(at + 2, _others))
            || NamedStranger.IsGivenName(words.Word(at + 1)));
    }

    private static int? Number(FoldedWords words, int at)
    {
        for (var number = 0; number < _numbers.Length; number++)
        {
            if (words.Is(at, _numbers[number]))
                return number + 2;
        }
        return words.IsUnit(at, "") && words.LeadingNumber(at) is >= 2 and <= 9 and var digits
            ? digits : null;
    }
}
