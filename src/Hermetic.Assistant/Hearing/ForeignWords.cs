using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// Tells that a message is in a language which is not spoken here yet, from everyday words: enough to say so
/// politely, not to understand it.
/// </summary>
internal sealed class ForeignWords
{
    private readonly List<(ForeignLanguage Language, List<Phrase> Words)> _languages = [];

    private ForeignWords() => Table.Read("foreign.tsv", 2, (line, columns) =>
    {
        List<Phrase> words = [];
        Table.ForEachPhrase(line[columns[1]], word => words.Add(new(word)));
        _languages.Add((Enum.Parse<ForeignLanguage>(Table.Name(line[columns[0]])), words));
    });

    internal static ForeignWords All { get; } = new();

    /// <summary>
    /// The language of which the message has most words, at least two; null when there is none.
    /// </summary>
    internal ForeignLanguage? Find(ReadOnlySpan<byte> folded)
    {
        var (best, most) = (default(ForeignLanguage?), 1);
        foreach (var (language, words) in _languages)
        {
            var count = 0;
            foreach (var word in words)
                count += word.IsIn(folded) ? 1 : 0;
            if (count > most)
                (best, most) = (language, count);
        }
        return best;
    }
}
