namespace Hermetic.Assistant.Language;

/// <summary>Phrases of one or more words and what each of them means: a trie over word numbers.</summary>
internal sealed class PhraseTable<TMeaning>(Vocabulary vocabulary)
{
    /// <summary>No phrase is longer, so a look-up takes a bounded number of steps.</summary>
    public const int MostWords = 8;

    private readonly Dictionary<(int Node, int Word), int> _edges = [];
    private readonly List<List<TMeaning>> _meanings =
    [
        [],
    ];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> phrase, TMeaning meaning)
    {
        using var text = Tokenizer.Tokenize(phrase);
        if (text.Count is 0 or > MostWords)
            throw new FormatException($"A phrase has one to {MostWords} words, this one has {text.Count}.");
        var node = 0;
        for (var i = 0; i < text.Count; i++)
            node = Step(node, vocabulary.Intern(text.Folded(i)));
        _meanings[node].Add(meaning);
        Count++;
    }

    /// <summary>Follows one word; -1 where no phrase goes on that way.</summary>
    public int Next(int node, int word) =>
        word >= 0 && _edges.TryGetValue((node, word), out var next) ? next : -1;

    /// <summary>What the phrase that ends at this node means; empty when none ends here.</summary>
    public IReadOnlyList<TMeaning> At(int node) => _meanings[node];

    /// <summary>The longest phrase that begins at a word; a length of 0 when none does.</summary>
    public (int Length, IReadOnlyList<TMeaning> Meanings) Longest(ReadOnlySpan<int> words)
    {
        var (length, found, node) = (0, 0, 0);
        for (var i = 0; i < words.Length && i < MostWords; i++)
        {
            node = Next(node, words[i]);
            if (node < 0)
                break;
            if (_meanings[node].Count > 0)
                (length, found) = (i + 1, node);
        }
        return (length, _meanings[found]);
    }

    private int Step(int node, int word)
    {
        if (_edges.TryGetValue((node, word), out var next))
            return next;
        _meanings.Add([]);
        _edges[(node, word)] = _meanings.Count - 1;
        return _meanings.Count - 1;
    }
}
