namespace Hermetic.Assistant;

/// <summary>A section with its terms.</summary>
internal sealed class IndexedSection
{
    /// <summary>So short an answer is given whole: half of it might mislead.</summary>
    private const int Short = 300;

    /// <summary>
    /// Two sentences of the greatest length; only sections that no reader made can have more.
    /// </summary>
    private const int Longest = 2 * Sentences.Longest;

    private readonly KnowledgeDocument _document;
    private readonly KnowledgeSection _section;
    private readonly (Range Words, HashSet<int> Terms)[] _sentences;

    internal IndexedSection(KnowledgeDocument document, KnowledgeSection section, Terms terms)
    {
        (_document, _section) = (document, section);
        Title = [.. terms.Learn(document.Title)];
        Text = terms.Learn(section.Text);
        Asked =
        [
            .. section.Questions.Prepend(section.Heading)
                .Select(question => terms.Learn(question).Distinct().ToArray())
                .Where(question => question.Length > 0),
        ];
        Terms = [.. Title, .. Text, .. Asked.SelectMany(question => question)];
        _sentences =
        [
            .. Sentences.Of(section.Text)
                .Select(words => (words, terms.Learn(section.Text.AsSpan()[words]).ToHashSet())),
        ];
    }

    internal HashSet<int> Title { get; }

    /// <summary>The terms of the text, with repetitions.</summary>
    internal IReadOnlyList<int> Text { get; }

    /// <summary>The terms of the heading and of each other question.</summary>
    internal IReadOnlyList<int[]> Asked { get; }

    internal HashSet<int> Terms { get; }

    /// <summary>Which questions of all are its own.</summary>
    internal Range Questions { get; set; }

    internal bool Has(int term) => Terms.Contains(term);

    /// <summary>The whole text when it is short, else the one or two sentences that answer best.</summary>
    internal KnowledgeQuote Quote(ReadOnlySpan<int> terms, TermWeights weights)
    {
        var words = _section.Text.Length <= Short ? _section.Text : _section.Text[Best(terms, weights)];
        if (words.Length > Longest)
            words = words[..words.LastIndexOf(' ', Longest - 1)] + "…";
        return new(words, _document.Title, _section.Heading, _document.Updated);
    }

    /// <summary>The sentence that has most of what was asked, and the better one of its neighbours.</summary>
    private Range Best(ReadOnlySpan<int> terms, TermWeights weights)
    {
        var best = 0;
        for (var index = 1; index < _sentences.Length; index++)
        {
            if (Score(index, terms, weights) > Score(best, terms, weights))
                best = index;
        }
        var first = best + 1 == _sentences.Length
            || Score(best - 1, terms, weights) > Score(best + 1, terms, weights) ? best - 1 : best;
        var last = Math.Min(first + 1, _sentences.Length - 1);
        return _sentences[Math.Max(first, 0)].Words.Start.._sentences[last].Words.End;
    }

    private float Score(int sentence, ReadOnlySpan<int> terms, TermWeights weights)
    {
        var score = 0f;
        foreach (var term in terms)
        {
            if (sentence >= 0 && _sentences[sentence].Terms.Contains(term))
                score += weights[term];
        }
        return score;
    }
}
