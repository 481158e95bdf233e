namespace Hermetic.Assistant.Language;

/// <summary>
/// Bottom-up, left to right: every two readings that stand beside each other are offered to the rules. No
/// reading spans more than <see cref="WidestSpan"/> tokens and no category is held twice for the same tokens,
/// so the work for each token is bounded and the whole is linear in the text, whatever the text is.
/// </summary>
internal sealed class Chart(int tokens)
{
    public const int WidestSpan = 12;

    private const int End = -1;

    private readonly List<Item> _items = [];
    private readonly int[] _lastByEnd = Filled(tokens + 1);
    private readonly int[] _lastSeedByEnd = Filled(tokens + 1);
    private readonly List<Item> _seeds = [];

    /// <summary>How often two readings were put side by side: the measure of work.</summary>
    public long Operations { get; private set; }

    public void Seed(int start, int end, Sense sense)
    {
        _seeds.Add(new Item(start, sense, _lastSeedByEnd[end]));
        _lastSeedByEnd[end] = _seeds.Count - 1;
    }

    /// <summary>Builds every reading that ends at a token, tokens in order.</summary>
    public void Complete()
    {
        if (_seeds.Count == 0)
            return;
        for (var end = 1; end <= tokens; end++)
        {
            var from = _items.Count;
            for (var seed = _lastSeedByEnd[end]; seed != End; seed = _seeds[seed].Before)
                Add(_seeds[seed].Start, end, _seeds[seed].Sense);
            for (var next = from; next < _items.Count; next++)
                CombineWithLeft(_items[next], end);
        }
    }

    /// <summary>
    /// The readings that end before token <paramref name="end"/>, each with the token at which it begins.
    /// </summary>
    public IEnumerable<(int Start, Sense Sense)> EndingAt(int end)
    {
        for (var item = _lastByEnd[end]; item != End; item = _items[item].Before)
            yield return (_items[item].Start, _items[item].Sense);
    }

    public bool IsEmpty => _items.Count == 0;

    /// <summary>Whether a single word of this category stands anywhere in a gap.</summary>
    public bool HasBetween(int start, int end, Symbol symbol)
    {
        for (var token = start; token < end; token++)
        {
            if (Has(token, token + 1, symbol))
                return true;
        }
        return false;
    }

    public bool Has(int start, int end, Symbol symbol) => At(start, end, symbol) is not null;

    /// <summary>The reading of these tokens in a category; null when there is none.</summary>
    public Sense? At(int start, int end, Symbol symbol)
    {
        for (var item = _lastByEnd[end]; item != End; item = _items[item].Before)
        {
            if (_items[item].Start == start && _items[item].Sense.Symbol == symbol)
                return _items[item].Sense;
        }
        return null;
    }

    private void CombineWithLeft(Item right, int end)
    {
        for (var left = _lastByEnd[right.Start]; left != End; left = _items[left].Before)
        {
            Operations++;
            var start = _items[left].Start;
            if (end - start > WidestSpan)
                continue;
            foreach (var rule in TimeGrammar.Rules(_items[left].Sense.Symbol, right.Sense.Symbol))
            {
                if (rule(_items[left].Sense, right.Sense) is { } whole)
                    Add(start, end, whole);
            }
        }
    }

    private void Add(int start, int end, Sense sense)
    {
        if (Has(start, end, sense.Symbol))
            return;
        _items.Add(new Item(start, sense, _lastByEnd[end]));
        _lastByEnd[end] = _items.Count - 1;
    }

    private static int[] Filled(int length)
    {
        var links = new int[length];
        Array.Fill(links, End);
        return links;
    }

    private readonly record struct Item(int Start, Sense Sense, int Before);
}
