namespace Hermetic.Assistant;

/// <summary>For each term, where it stands and how much it counts there.</summary>
internal sealed class Postings
{
    /// <summary>How soon a repeated term counts no more (k1 of BM25).</summary>
    private const float Saturation = 0.6f;
    private const float OfTitle = 1;
    private const float OfHeading = 2;

    private readonly List<(int Place, float Share)>?[] _places;

    private Postings(int terms, int count) =>
        (_places, Count) = (new List<(int, float)>?[terms], count);

    /// <summary>How many places there are.</summary>
    internal int Count { get; }

    /// <summary>Sections as places. A share is below 1, near it when the heading says the term.</summary>
    internal static Postings OfTexts(IReadOnlyList<IndexedSection> sections, TermWeights weights)
    {
        var postings = new Postings(weights.Count, sections.Count);
        foreach (var (place, section) in sections.Index())
        {
            var asked = section.Asked.SelectMany(question => question).ToHashSet();
            var inText = section.Text.CountBy(term => term).ToDictionary();
            foreach (var term in section.Terms)
            {
                var count = inText.GetValueOrDefault(term) + (asked.Contains(term) ? OfHeading : 0)
                    + (section.Title.Contains(term) ? OfTitle : 0);
                postings.Put(term, place, count / (count + Saturation));
            }
        }
        return postings;
    }

    /// <summary>Headings and other questions as places; the shares of a question are 1 together.</summary>
    internal static Postings OfQuestions(IReadOnlyList<IndexedSection> sections, TermWeights weights)
    {
        var postings = new Postings(weights.Count, sections.Sum(section => section.Asked.Count));
        var place = 0;
        foreach (var section in sections)
        {
            section.Questions = place..(place + section.Asked.Count);
            foreach (var question in section.Asked)
            {
                var whole = question.Sum(term => weights[term]);
                foreach (var term in question)
                    postings.Put(term, place, weights[term] / whole);
                place++;
            }
        }
        return postings;
    }

    /// <summary>Adds the term's shares, each times a factor.</summary>
    internal void Add(int term, float factor, Span<float> sums)
    {
        if (term < 0 || _places[term] is not { } places)
            return;
        foreach (var (place, share) in places)
            sums[place] += factor * share;
    }

    private void Put(int term, int place, float share) => (_places[term] ??= []).Add((place, share));
}
