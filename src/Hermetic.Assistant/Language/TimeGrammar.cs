namespace Hermetic.Assistant.Language;

/// <summary>What two readings side by side mean together; null when nothing.</summary>
internal delegate Sense? TimeRule(Sense left, Sense right);

/// <summary>The rules of the time grammar by the pair of categories they apply to.</summary>
internal static class TimeGrammar
{
    private static readonly int Symbols = Enum.GetValues<Symbol>().Length;
    private static readonly TimeRule[][] ByPair = Build();

    public static ReadOnlySpan<TimeRule> Rules(Symbol left, Symbol right) =>
        ByPair[((int)left * Symbols) + (int)right];

    private static TimeRule[][] Build()
    {
        (Symbol Left, Symbol Right, TimeRule Rule)[] rules =
        [
            .. AmountRules.Rules,
            .. DateRules.Rules,
            .. ClockRules.Rules,
            .. SpanRules.Rules,
        ];
        var pairs = new TimeRule[Symbols * Symbols][];
        Array.Fill(pairs, []);
        foreach (var pair in rules.GroupBy(rule => ((int)rule.Left * Symbols) + (int)rule.Right))
            pairs[pair.Key] = [.. pair.Select(rule => rule.Rule)];
        return pairs;
    }
}
