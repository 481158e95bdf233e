namespace Hermetic.Assistant;

/// <summary>
/// How much a term says: the inverse document frequency of BM25, and less for words that say little anywhere.
/// </summary>
internal sealed class TermWeights
{
    private const float Unknown = 0.5f;
    private const float Light = 0.5f;
    private const float LightAndAbsent = 0.15f;

    private readonly float[] _weights;
    private readonly float _unknown;

    /// <param name="terms">Complete: every section has been read.</param>
    internal TermWeights(Terms terms, IReadOnlyList<IndexedSection> sections)
    {
        var found = new int[terms.Count];
        foreach (var term in sections.SelectMany(section => section.Terms))
            found[term]++;
        var many = sections.Count;
        _weights = [.. found.Select((count, term) => Rarity(count, many) * (terms.IsLight(term), count) switch
        {
            (true, 0) => LightAndAbsent,
            (true, _) => Light,
            // "Is there parking when I come for a beard trim?" does not ask about the beard.
            (false, 0) when terms.IsName(term) => LightAndAbsent,
            _ => 1,
        })];
        _unknown = Rarity(0, sections.Count) * Unknown;
    }

    internal int Count => _weights.Length;

    /// <summary>
    /// A word that only the language knows ("sauna") weighs most: it is asked for, and nowhere to be found.
    /// One that nobody knows may be a name or a slip, and weighs half.
    /// </summary>
    internal float this[int term] => term == Terms.Unknown ? _unknown : _weights[term];

    private static float Rarity(int found, int sections) =>
        MathF.Log(1 + ((sections - found + 0.5f) / (found + 0.5f)));
}
