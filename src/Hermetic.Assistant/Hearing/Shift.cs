using NodaTime;

namespace Hermetic.Assistant;

/// <summary>"An hour later", "a day earlier", "later": from the time that is spoken about.</summary>
/// <param name="Sign">1 for later, -1 for earlier.</param>
/// <param name="Amount">Null when none is named.</param>
internal sealed record Shift(int Sign, Period? Amount)
{
    private const int MostWords = 6;

    private static readonly (Phrase Phrase, int Sign)[] Directions =
    [
        .. All(1, "later", "push", "delay", "postpone"), .. All(-1, "earlier", "sooner", "forward"),
    ];

    /// <summary>Without an amount only these, and only as the whole of a short message.</summary>
    private static readonly (Phrase Phrase, int Sign)[] Alone =
    [
        .. All(1, "later", "later time", "a later time", "later one", "a later one", "later on", "too early",
            "too soon"),
        .. All(-1, "earlier", "earlier time", "an earlier time", "earlier one", "an earlier one", "sooner",
            "too late"),
    ];

    private static readonly (Phrase Phrase, Period Amount)[] Amounts =
        [.. MadeAmounts().OrderByDescending(entry => entry.Item1.Length)];

    /// <param name="moves">An appointment is to be moved: "later" counts wherever it stands.</param>
    internal static Shift? Read(ReadOnlySpan<byte> folded, int words, bool moves)
    {
        foreach (var (phrase, sign) in Directions)
        {
            if (phrase.IsIn(folded) && AmountIn(folded) is { } amount)
                return new(sign, amount);
            if (phrase.IsIn(folded) && moves)
                return new(sign, Amount: null);
        }
        if (words > MostWords)
            return null;
        var essence = Essence.Of(folded);
        foreach (var (phrase, sign) in Alone)
        {
            if (phrase.IsAll(essence))
                return new(sign, Amount: null);
        }
        return null;
    }

    internal LocalDateTime From(LocalDateTime time) =>
        Amount is null ? time : Sign > 0 ? time + Amount : time - Amount;

    private static Period? AmountIn(ReadOnlySpan<byte> folded)
    {
        foreach (var (phrase, amount) in Amounts)
        {
            if (phrase.IsIn(folded))
                return amount;
        }
        return null;
    }

    private static IEnumerable<(Phrase, Period)> MadeAmounts()
    {
        string[] small = ["a", "one", "two", "three", "four", "five", "six"];
        yield return (new("half an hour"), Period.FromMinutes(30));
        yield return (new("half hour"), Period.FromMinutes(30));
        yield return (new("quarter of an hour"), Period.FromMinutes(15));
        yield return (new("an hour and a half"), Period.FromMinutes(90));
        yield return (new("an hour"), Period.FromHours(1));
        foreach (var minutes in new[] { 5, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90 })
        {
            yield return (new($"{minutes} minute"), Period.FromMinutes(minutes));
            yield return (new($"{minutes} min"), Period.FromMinutes(minutes));
            yield return (new($"{minutes}min"), Period.FromMinutes(minutes));
        }
        foreach (var (index, word) in small.Index())
        {
            var count = Math.Max(1, index);
            foreach (var name in new[] { word, $"{count}" })
            {
                yield return (new($"{name} hour"), Period.FromHours(count));
                yield return (new($"{name} day"), Period.FromDays(count));
                yield return (new($"{name} week"), Period.FromWeeks(count));
            }
            yield return (new($"{count}h"), Period.FromHours(count));
        }
    }

    private static IEnumerable<(Phrase, int)> All(int sign, params IEnumerable<string> phrases) =>
        phrases.Select(words => (new Phrase(words), sign));
}
