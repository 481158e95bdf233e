using System.Buffers;
using System.Runtime.CompilerServices;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// Finds the section that answers a question: BM25 over title, heading with other questions, and text, as a
/// share of what the question asks for, and how much of a heading the question says in turn. In memory, over
/// at most <see cref="KnowledgeReader.MostSections"/> sections, built once for each state of a business. When
/// in doubt it finds nothing. Of a question nothing is kept, and no string is made.
/// </summary>
internal sealed class KnowledgeIndex
{
    /// <summary>The languages differ in their table of words only.</summary>
    private const string Language = "en";

    // Chosen on the development questions of test/vectors/knowledge.
    private const float OfHeading = 0.3f;
    private const float Enough = 0.45f;
    private const float EnoughForOneWord = 0.6f;
    private const float Lead = 0.15f;
    private const float SomeHeading = 0.3f;
    private const float WholeHeading = 0.75f;

    private static readonly ConditionalWeakTable<Business, KnowledgeIndex> Made = [];

    /// <summary>A word alone is no question.</summary>
    private const int FewestWords = 2;

    private readonly Terms _terms = new(Language);
    private readonly IndexedSection[] _sections;
    private readonly Postings _texts;
    private readonly Postings _questions;

    private KnowledgeIndex(Business business)
    {
        foreach (var service in business.Services)
            _terms.Name([service.Name, .. service.Aliases]);
        _sections =
        [
            .. business.Knowledge
                .SelectMany(document => document.Sections.Select(section => (document, section)))
                .Take(KnowledgeReader.MostSections)
                .Select(one => new IndexedSection(one.document, one.section, _terms)),
        ];
        var weights = new TermWeights(_terms, _sections);
        _texts = Postings.OfTexts(_sections, weights);
        _questions = Postings.OfQuestions(_sections, weights);
        Weights = weights;
    }

    internal TermWeights Weights { get; }

    internal static KnowledgeIndex Of(Business business) => Made.GetValue(business, made => new(made));

    /// <summary>
    /// The answer; null when there is none, or none that is clearly better than the others.
    /// </summary>
    /// <param name="utf8">The message; its first 4,096 bytes and 64 different terms are looked at.</param>
    internal KnowledgeFinding? Find(ReadOnlySpan<byte> utf8)
    {
        if (_sections.Length == 0)
            return null;
        Span<int> room = stackalloc int[Terms.Most];
        using var text = Tokenizer.Tokenize(utf8[..Math.Min(utf8.Length, FoldedText.Limit)]);
        var terms = room[.._terms.Read(text, room)];
        var scores = ArrayPool<float>.Shared.Rent(_sections.Length + _questions.Count);
        var best = Best(terms, scores.AsSpan(0, _sections.Length), scores.AsSpan(_sections.Length));
        var finding = best.Score > 0 && (IsEnough(best, terms) || (IsQuestion(text) && IsOnlyThere(best, terms)))
            ? new KnowledgeFinding(
                _sections[best.Section].Quote(terms, Weights), best.Score, NamesMore(best, terms))
            : null;
        // Which words a message has is content as well.
        room.Clear();
        ArrayPool<float>.Shared.Return(scores, clearArray: true);
        return finding;
    }

    /// <summary>
    /// The answer to the message, or else to the first question in it: "I'm new in town. Do you take new patients?"
    /// </summary>
    /// <param name="utf8">As for <see cref="Find"/>.</param>
    internal KnowledgeFinding? FindInAny(ReadOnlySpan<byte> utf8)
    {
        var found = Find(utf8);
        for (var rest = utf8; found is null && rest.IndexOf((byte)'?') is > 0 and var mark; rest = rest[(mark + 1)..])
        {
            var question = rest[..(mark + 1)];
            question = question[(question[..mark].LastIndexOfAny("?!.\n"u8) + 1)..];
            found = question.Length < utf8.Length ? Find(question) : null;
        }
        return found;
    }

    /// <summary>
    /// Whether a message asks for more than a service and a price: it has a word that says something, or "if".
    /// </summary>
    /// <param name="strangers">A word that nobody knows counts as well.</param>
    internal bool AsksMore(ReadOnlySpan<byte> utf8, bool strangers)
    {
        Span<int> room = stackalloc int[Terms.Most];
        using var text = Tokenizer.Tokenize(utf8[..Math.Min(utf8.Length, FoldedText.Limit)]);
        var terms = room[.._terms.Read(text, room)];
        var more = false;
        foreach (var term in terms)
            more |= term == Terms.Unknown ? strangers : !_terms.IsLight(term) && !_terms.IsName(term);
        foreach (var token in text.Tokens)
            more |= token.Kind == TokenKind.Word && text.Folded(token).SequenceEqual("if"u8);
        room.Clear();
        return more;
    }

    private Candidate Best(ReadOnlySpan<int> terms, Span<float> scores, Span<float> headings)
    {
        scores.Clear();
        headings.Clear();
        var asked = 0f;
        foreach (var term in terms)
        {
            var weight = Weights[term];
            asked += weight;
            _texts.Add(term, weight, scores);
            _questions.Add(term, 1, headings);
        }
        var (best, second) = (default(Candidate), 0f);
        for (var section = 0; section < scores.Length; section++)
        {
            if (scores[section] == 0)
                continue;
            var heading = 0f;
            foreach (var share in headings[_sections[section].Questions])
                heading = MathF.Max(heading, share);
            var score = ((1 - OfHeading) * scores[section] / asked) + (OfHeading * heading);
            second = MathF.Max(second, MathF.Min(score, best.Score));
            if (score > best.Score)
                best = new(section, score, heading, 0);
        }
        return best with { Lead = best.Score - second };
    }

    /// <summary>
    /// One telling word is little: it has to be what the heading is about, and more so when other words of
    /// the question are nowhere in the section.
    /// </summary>
    private bool IsEnough(Candidate best, ReadOnlySpan<int> terms)
    {
        var (told, missing) = (0, 0);
        foreach (var term in terms)
        {
            if (_sections[best.Section].Has(term))
                told += _terms.IsLight(term) ? 0 : 1;
            else if (!_terms.IsLight(term) && !_terms.IsName(term))
                missing++;
        }
        return best.Lead >= Lead
            && best.Score >= (told < 2 && missing > 0 ? EnoughForOneWord : Enough)
            && (told >= 2 || (told == 1 && best.Heading >= SomeHeading) || best.Heading >= WholeHeading);
    }

    /// <summary>More than a word or two, and no number, of which there are many.</summary>
    private static bool IsQuestion(TokenizedText text)
    {
        var words = 0;
        foreach (var token in text.Tokens)
        {
            if (token.Kind == TokenKind.Number)
                return false;
            words += token.Kind == TokenKind.Word ? 1 : 0;
        }
        return words > FewestWords;
    }

    /// <summary>
    /// "Is there a toilet?" asks for one thing only, and one section alone speaks of it, wherever it does.
    /// </summary>
    private bool IsOnlyThere(Candidate best, ReadOnlySpan<int> terms)
    {
        var only = Terms.Unknown;
        foreach (var term in terms)
        {
            if (term != Terms.Unknown && _terms.IsLight(term))
                continue;
            if (term == Terms.Unknown || _terms.IsName(term) || only != Terms.Unknown)
                return false;
            only = term;
        }
        return only != Terms.Unknown && _sections[best.Section].Has(only)
            && Array.TrueForAll(_sections, other => other == _sections[best.Section] || !other.Has(only));
    }

    /// <summary>Whether it was found by more than the name of a service.</summary>
    private bool NamesMore(Candidate best, ReadOnlySpan<int> terms)
    {
        foreach (var term in terms)
        {
            if (_sections[best.Section].Has(term) && !_terms.IsLight(term) && !_terms.IsName(term))
                return true;
        }
        return false;
    }

    /// <param name="Heading">How much of a heading or other question was said, 0 to 1.</param>
    private readonly record struct Candidate(int Section, float Score, float Heading, float Lead);
}
