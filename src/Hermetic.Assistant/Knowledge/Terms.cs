using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// The words that a business's knowledge is made of, as numbers. Words that mean the same have the same
/// number ("car", "vehicle"), words that say nothing have none, and a word with one wrong letter has the
/// number of the right one. Filled while the index is built; after that only read, by many threads.
/// </summary>
internal sealed class Terms
{
    /// <summary>A question is short: so many terms of it are looked at and no more.</summary>
    internal const int Most = 64;

    /// <summary>And so many words, those that say nothing included.</summary>
    private const int MostWords = 200;

    /// <summary>A word that the business never uses.</summary>
    internal const int Unknown = -1;

    private const int Nothing = -2;
    private const int LongestWord = 40;
    private const int LongestPair = (2 * LongestWord) + 1;

    /// <summary>Shorter words are too easily taken for others.</summary>
    private const int ShortestTypo = 5;

    private readonly Vocabulary _words = new();
    private readonly List<int> _terms = [];
    private readonly HashSet<int> _light = [];
    private readonly HashSet<int> _names = [];
    private readonly Vocabulary _spellings = new();
    private readonly Dictionary<byte, List<(byte[] Spelling, int Term)>> _byFirstLetter = [];

    /// <summary>The words of a language: those that say nothing, those that say little, those that mean the
    /// same.</summary>
    internal Terms(string language) => Table.Read($"{language}.knowledge.tsv", 2, (line, columns) =>
    {
        var kind = Table.Name(line[columns[0]]);
        var term = kind is "stop" ? Nothing : Unknown;
        Table.ForEachPhrase(line[columns[1]], phrase =>
        {
            using var text = Tokenizer.Tokenize(phrase);
            Span<byte> pair = stackalloc byte[LongestPair];
            var word = text.Count == 1 ? StemAt(text, 0) : Pair(StemAt(text, 0), StemAt(text, 1), pair);
            term = Intern(word, kind is "light" ? Unknown : term);
            if (text.Count == 1)
                Spell(text.Folded(0), term);
            if (kind is "light")
                _light.Add(term);
        });
    });

    internal int Count => _terms.Count;

    /// <summary>Whether it says too little to answer a question because of it.</summary>
    internal bool IsLight(int term) => _light.Contains(term);

    internal bool IsName(int term) => _names.Contains(term);

    /// <summary>What something is called that is booked: asking for it is no question about it.</summary>
    internal void Name(IEnumerable<string> names) => _names.UnionWith(names.SelectMany(name => Learn(name)));

    /// <summary>The terms of a text of the business, in order; its words are known from now on.</summary>
    internal List<int> Learn(ReadOnlySpan<char> text)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        using var tokens = Tokenizer.Tokenize(utf8);
        var terms = new List<int>();
        for (var at = 0; at < tokens.Count;)
        {
            if (Take(tokens, ref at, learn: true) is >= 0 and var term)
                terms.Add(term);
        }
        return terms;
    }

    /// <summary>The terms of a message, each once, and <see cref="Unknown"/> for every other word.</summary>
    internal int Read(TokenizedText message, Span<int> terms)
    {
        var count = 0;
        for (var at = 0; at < Math.Min(message.Count, MostWords) && count < terms.Length;)
        {
            var term = Take(message, ref at, learn: false);
            if (term == Unknown || (term >= 0 && !terms[..count].Contains(term)))
                terms[count++] = term;
        }
        return count;
    }

    private int Take(TokenizedText text, ref int at, bool learn)
    {
        var word = StemAt(text, at);
        // A pair of words is content, as the message is.
        Span<byte> buffer = stackalloc byte[LongestPair];
        var both = Find(Pair(word, StemAt(text, at + 1), buffer));
        buffer.Clear();
        var token = text[at];
        at += both == Unknown ? 1 : 2;
        if (both != Unknown || word.IsEmpty)
            return word.IsEmpty ? Nothing : both;
        var known = token.Kind == TokenKind.Number && IsAge(text, at - 1) ? Find(Stem.Of("age"u8)) : Find(word);
        if (learn)
            return Spell(text.Folded(token), known == Unknown ? Intern(word, Unknown) : known);
        if (known != Unknown)
            return known;
        // A number that stands nowhere says as little as one that does.
        return token.Kind == TokenKind.Number ? Nothing : Corrected(text.Folded(token));
    }

    /// <summary>"I'm 15", and not "I'm 15 minutes late".</summary>
    private static bool IsAge(TokenizedText text, int at) =>
        at > 0 && text[at - 1].Kind == TokenKind.Word && IsBeing(text.Folded(at - 1))
        && (at + 1 == text.Count || text[at + 1].Kind == TokenKind.Mark
            || text.Folded(at + 1) is [(byte)'y', ..] or [(byte)'a', (byte)'n', (byte)'d']);

    private static bool IsBeing(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("im"u8) || word.SequenceEqual("am"u8) || word.SequenceEqual("m"u8);

    private int Find(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && _words.Find(word) is >= 0 and var id ? _terms[id] : Unknown;

    private int Intern(ReadOnlySpan<byte> word, int term)
    {
        var id = _words.Intern(word);
        if (id == _terms.Count)
            _terms.Add(term == Unknown ? id : term);
        return _terms[id];
    }

    /// <summary>How the word is written whole: slips are looked for in words, not in stems.</summary>
    private int Spell(ReadOnlySpan<byte> word, int term)
    {
        var known = _spellings.Find(word) != Vocabulary.Unknown;
        if (known || term == Nothing || word.Length is < ShortestTypo or > LongestWord)
            return term;
        _spellings.Intern(word);
        if (!_byFirstLetter.TryGetValue(word[0], out var spellings))
            _byFirstLetter[word[0]] = spellings = [];
        spellings.Add((word.ToArray(), term));
        return term;
    }

    private int Corrected(ReadOnlySpan<byte> word)
    {
        if (word.Length < ShortestTypo || !_byFirstLetter.TryGetValue(word[0], out var spellings))
            return Unknown;
        foreach (var (spelling, term) in spellings)
        {
            if (IsOneSlipFrom(word, spelling))
                return term;
        }
        return Unknown;
    }

    /// <summary>One letter too many, too few, wrong, or two letters in the wrong order.</summary>
    private static bool IsOneSlipFrom(ReadOnlySpan<byte> word, ReadOnlySpan<byte> right)
    {
        // A difference at the end is grammar or another word ("crowd" is no "crown"), not a slip.
        if (Math.Abs(word.Length - right.Length) > 1 || word[^1] != right[^1])
            return false;
        var same = word.CommonPrefixLength(right);
        var left = word[same..];
        var other = right[same..];
        if (left.Length != other.Length)
        {
            return left.Length > other.Length
                ? left[1..].SequenceEqual(other)
                : other[1..].SequenceEqual(left);
        }
        if (left.Length == 0 || left[1..].SequenceEqual(other[1..]))
            return true;
        return left.Length > 1 && left[0] == other[1] && left[1] == other[0]
            && left[2..].SequenceEqual(other[2..]);
    }

    private static ReadOnlySpan<byte> StemAt(TokenizedText text, int at)
    {
        if (at >= text.Count || text[at].Kind is not (TokenKind.Word or TokenKind.Number))
            return [];
        var word = text.Folded(at);
        return word.Length > LongestWord ? [] : Stem.Of(word);
    }

    /// <summary>Two words with a space between; empty where there are not two.</summary>
    private static ReadOnlySpan<byte> Pair(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> buffer)
    {
        if (first.IsEmpty || second.IsEmpty)
            return [];
        first.CopyTo(buffer);
        buffer[first.Length] = (byte)' ';
        second.CopyTo(buffer[(first.Length + 1)..]);
        return buffer[..(first.Length + 1 + second.Length)];
    }
}
