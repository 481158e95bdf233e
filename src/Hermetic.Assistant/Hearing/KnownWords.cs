using Hermetic.Assistant.Language;

namespace Hermetic.Assistant;

/// <summary>
/// The words of the sentences from which understanding was learnt. A message that has none of them ("qwertz")
/// was not understood, whatever it is taken for.
/// </summary>
internal sealed class KnownWords
{
    private readonly Vocabulary _words = new();

    private KnownWords(string language) => Table.Read($"{language}.intents.tsv", 2, (line, columns) =>
        Table.ForEachPhrase(line[columns[1]], sentence => Learn(sentence)));

    private static KnownWords English { get; } = new("en");

    /// <summary>The words of a language; those of English where it has none of its own.</summary>
    internal static KnownWords For(string language) => language switch
    {
        _ => English,
    };

    /// <param name="folded">As <see cref="FoldedText"/> makes it.</param>
    internal bool HasOneOf(ReadOnlySpan<byte> folded)
    {
        foreach (var word in folded.Split((byte)' '))
        {
            if (_words.Find(folded[word]) != Vocabulary.Unknown)
                return true;
        }
        return false;
    }

    /// <summary>A single word may be an example of one that means nothing.</summary>
    private void Learn(ReadOnlySpan<byte> sentence)
    {
        using var text = Tokenizer.Tokenize(sentence);
        if (text.Count < 2)
            return;
        foreach (var token in text.Tokens)
        {
            if (token.Kind == TokenKind.Word)
                _words.Intern(text.Folded(token));
        }
    }
}
