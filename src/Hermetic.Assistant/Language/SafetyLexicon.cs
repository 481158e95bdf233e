namespace Hermetic.Assistant.Language;

/// <summary>
/// The words that decide before any model: stop and resume, erase, export, what is known, a human, "are you
/// a bot".
/// An exact list from <c>Tables/{language}.safety.tsv</c>, so its recall on that list is complete by
/// construction.
/// </summary>
internal sealed class SafetyLexicon
{
    private readonly PhraseTable<Rule> _phrases;
    private int _rank;

    public SafetyLexicon(string language, Vocabulary vocabulary)
    {
        _phrases = new PhraseTable<Rule>(vocabulary);
        Table.Read(
            $"{language}.safety.tsv",
            3,
            (line, columns) =>
            {
                var intent = IntentNames.FromWire(line[columns[0]]);
                var role = intent is not null
                    ? Role.Decides
                    : Enum.Parse<Role>(Table.Name(line[columns[0]]), ignoreCase: true);
                var rule = new Rule(
                    role,
                    line[columns[1]].SequenceEqual("whole"u8),
                    intent ?? default,
                    _rank++
                );
                Table.ForEachPhrase(line[columns[2]], phrase => _phrases.Add(phrase, rule));
            }
        );
    }

    public int Count => _phrases.Count;

    /// <summary>Null when no rule applies. Only words are looked at, and the emoji of the list.</summary>
    public Intent? Decide(TokenizedText text, ReadOnlySpan<int> numbers)
    {
        Span<int> words = numbers.Length <= 64 ? stackalloc int[64] : new int[numbers.Length];
        var count = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Speaks(text[i], numbers[i]))
                words[count++] = numbers[i];
        }
        return Decide(words[..count]);
    }

    // Marks say nothing here, and an emoji only where the list has it ("stop 🙏" is a stop).
    private bool Speaks(Token token, int number) =>
        token.Kind != TokenKind.Mark && (token.Kind != TokenKind.Symbol || _phrases.Next(0, number) >= 0);

    private Intent? Decide(ReadOnlySpan<int> words)
    {
        var (best, negatedAt) = (default(Rule?), -1);
        for (var i = 0; i < words.Length; )
        {
            var (length, rules) = _phrases.Longest(words[i..]);
            foreach (var rule in rules)
            {
                if (rule.Role == Role.Negator)
                    negatedAt = Math.Max(negatedAt, i + length);
                else if (
                    rule is { Role: Role.Decides, Whole: false }
                    && i != negatedAt
                    && Outranks(rule, best)
                )
                    best = rule;
            }
            // What an exception covers is not looked at again: "stop by", "stop the reminder".
            i += rules.Any(static rule => rule.Role == Role.Except) ? length : 1;
        }
        best = Whole(words) is { } whole && Outranks(whole, best) ? whole : best;
        return best?.Intent;
    }

    /// <summary>The rule whose phrase is all that is said once the fillers around it are left out.</summary>
    private Rule? Whole(ReadOnlySpan<int> words)
    {
        while (!words.IsEmpty)
        {
            var (length, rules) = _phrases.Longest(words);
            if (length == words.Length)
                return rules.FirstOrDefault(static rule => rule.Role == Role.Decides);
            var core = CoreAtStart(words);
            if (core is not null)
                return core;
            var filler = FillerAt(words);
            if (filler == 0)
                return null;
            words = words[filler..];
        }
        return null;
    }

    /// <summary>A deciding phrase at the start, followed by nothing but fillers.</summary>
    private Rule? CoreAtStart(ReadOnlySpan<int> words)
    {
        var node = 0;
        for (var i = 0; i < words.Length && i < PhraseTable<Rule>.MostWords; i++)
        {
            node = _phrases.Next(node, words[i]);
            if (node < 0)
                return null;
            if (
                _phrases.At(node).FirstOrDefault(static rule => rule.Role == Role.Decides) is { } rule
                && OnlyFillers(words[(i + 1)..])
            )
                return rule;
        }
        return null;
    }

    private bool OnlyFillers(ReadOnlySpan<int> words)
    {
        while (!words.IsEmpty)
        {
            var filler = FillerAt(words);
            if (filler == 0)
                return false;
            words = words[filler..];
        }
        return true;
    }

    /// <summary>How many words the longest filler at the start takes; 0 when there is none.</summary>
    private int FillerAt(ReadOnlySpan<int> words)
    {
        var (node, longest) = (0, 0);
        for (var i = 0; i < words.Length && i < PhraseTable<Rule>.MostWords; i++)
        {
            node = _phrases.Next(node, words[i]);
            if (node < 0)
                break;
            if (_phrases.At(node).Any(static rule => rule.Role == Role.Filler))
                longest = i + 1;
        }
        return longest;
    }

    private static bool Outranks(Rule rule, Rule? best) => best is null || rule.Rank < best.Rank;

    private enum Role
    {
        Decides,
        Filler,
        Negator,
        Except,
    }

    private sealed record Rule(Role Role, bool Whole, Intent Intent, int Rank);
}
