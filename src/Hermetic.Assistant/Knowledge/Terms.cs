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

    /// <summary>A word that the business never uses.</summary>
    internal const int Unknown = -1;

    private const int Nothing = -2;
    private const int LongestWord = 40;

    /// <summary>Shorter words are too easily taken for others.</summary>
    private const int ShortestTypo = 5;

    private readonly Vocabulary _words = new();
    private readonly List<int> _terms = [];
    private readonly HashSet<int> _light = [];
    private readonly HashSet<int> _names = [];
    private readonly Dictionary<byte, List<byte[]>> _byFirstLetter = [];

    /// <summary>The words of a language: stop words, words that say little, words that mean the same.</summary>
    internal Terms(string language) => Table.Read($"{language}.knowledge.tsv", 2, (line, columns) =>
    {
        var kind = Table.Name(line[columns[0]]);
        var term = kind is "stop" ? Nothing : Unknown;
        Table.ForEachPhrase(line[columns[1]], phrase =>
        {
            using var text = Tokenizer.Tokenize(phrase);
            Span<byte> key = stackalloc byte[(2 * LongestWord) + 1];
            var word = text.Count == 1 ? WordAt(text, 0) : Pair(text, 0, key);
            term = Intern(word, kind is "light" ? Unknown : term);
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
        for (var at = 0; at < message.Count && count < terms.Length;)
        {
            var term = Take(message, ref at, learn: false);
            if (term == Unknown || (term >= 0 && !terms[..count].Contains(term)))
                terms[count++] = term;
        }
        return count;
    }

    private int Take(TokenizedText text, ref int at, bool learn)
    {
        // A pair of words is content, as the message is.
        Span<byte> buffer = stackalloc byte[(2 * LongestWord) + 1];
        var both = Find(Pair(text, at, buffer));
        buffer.Clear();
        var word = WordAt(text, at);
        var isNumber = text[at].Kind == TokenKind.Number;
        at += both == Unknown ? 1 : 2;
        if (both != Unknown)
            return both;
        if (word.IsEmpty)
            return Nothing;
        return Find(word) switch
        {
            Unknown when learn => Intern(word, Unknown),
            Unknown when isNumber => Nothing,
            Unknown => Corrected(word),
            var known => known,
        };
    }

    private int Find(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && _words.Find(word) is >= 0 and var id ? _terms[id] : Unknown;

    private int Intern(ReadOnlySpan<byte> word, int term)
    {
        var id = _words.Intern(word);
        if (id < _terms.Count)
            return _terms[id];
        _terms.Add(term == Unknown ? id : term);
        if (term != Nothing && word.Length >= ShortestTypo && !word.Contains((byte)' '))
            (_byFirstLetter.TryGetValue(word[0], out var list) ? list : _byFirstLetter[word[0]] = [])
                .Add(word.ToArray());
        return _terms[id];
    }

    private int Corrected(ReadOnlySpan<byte> word)
    {
        if (word.Length < ShortestTypo || !_byFirstLetter.TryGetValue(word[0], out var candidates))
            return Unknown;
        foreach (var candidate in candidates)
        {
            if (IsOneSlipFrom(word, candidate))
                return Find(candidate);
        }
        return Unknown;
    }

    /// <summary>One letter too many, too few, wrong, or two letters in the wrong order.</summary>
    private static bool IsOneSlipFrom(ReadOnlySpan<byte> word, ReadOnlySpan<byte> right)
    {
        // A difference at the end is grammar or another word ("train" is no "trainee"), not a slip.
        if (Math.Abs(word.Length - right.Length) > 1 || word[^1] != right[^1])
            return false;
        var same = word.CommonPrefixLength(right);
        var left = word[same..];
        var other = right[same..];
        if (left.Length != other.Length)
            return left.Length > other.Length ? left[1..].SequenceEqual(other) : other[1..].SequenceEqual(left);
        if (left.Length == 0 || left[1..].SequenceEqual(other[1..]))
            return true;
        return left.Length > 1 && left[0] == other[1] && left[1] == other[0]
            && left[2..].SequenceEqual(other[2..]);
    }

    private static ReadOnlySpan<byte> WordAt(TokenizedText text, int at)
    {
        if (at >= text.Count || text[at].Kind is not (TokenKind.Word or TokenKind.Number))
            return [];
        var word = text.Folded(at);
        return word.Length > LongestWord ? [] : Stem.Of(word);
    }

    /// <summary>The words at two tokens with a space between; empty where there are not two.</summary>
    private static ReadOnlySpan<byte> Pair(TokenizedText text, int at, Span<byte> buffer)
    {
        var first = WordAt(text, at);
        var second = WordAt(text, at + 1);
        if (first.IsEmpty || second.IsEmpty)
            return [];
        first.CopyTo(buffer);
        buffer[first.Length] = (byte)' ';
        second.CopyTo(buffer[(first.Length + 1)..]);
        return buffer[..(first.Length + 1 + second.Length)];
    }
}
