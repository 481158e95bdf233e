namespace Hermetic.Assistant.Language;

/// <summary>
/// Recognizes a yes or a no at the beginning of a message, from <c>Tables/{language}.replies.tsv</c>.
/// </summary>
internal sealed class ReplyLexicon
{
    private readonly PhraseTable<Meaning> _phrases;

    public ReplyLexicon(string language, Vocabulary vocabulary)
    {
        _phrases = new PhraseTable<Meaning>(vocabulary);
        Table.Read(
            $"{language}.replies.tsv",
            3,
            (line, columns) =>
            {
                var filler = line[columns[0]].SequenceEqual("filler"u8);
                var reply = filler ? YesNo.Neither : Enum.Parse<YesNo>(Table.Name(line[columns[0]]));
                var meaning = new Meaning(reply, filler, line[columns[1]].SequenceEqual("whole"u8));
                Table.ForEachPhrase(line[columns[2]], phrase => _phrases.Add(phrase, meaning));
            }
        );
    }

    public int Count => _phrases.Count;

    public YesNo Read(TokenizedText text, ReadOnlySpan<int> words)
    {
        var start = 0;
        while (start < words.Length)
        {
            var (length, meanings) = _phrases.Longest(words[start..]);
            if (length == 0 && text[start].Kind != TokenKind.Mark)
                return YesNo.Neither;
            if (length == 0 || meanings is [{ Filler: true }])
            {
                start += Math.Max(length, 1);
                continue;
            }
            var whole = EndsAt(text, start + length);
            foreach (var meaning in meanings)
            {
                if (!meaning.Filler && (whole || !meaning.Whole))
                    return meaning.Reply;
            }
            return YesNo.Neither;
        }
        return YesNo.Neither;
    }

    /// <summary>
    /// Whether answers, fillers and marks are all there is, and at least one answer among them.
    /// </summary>
    public bool IsAll(TokenizedText text, ReadOnlySpan<int> words)
    {
        var answers = false;
        for (var start = 0; start < words.Length;)
        {
            var (length, meanings) = _phrases.Longest(words[start..]);
            if (length == 0 && text[start].Kind != TokenKind.Mark)
                return false;
            foreach (var meaning in meanings)
                answers |= meaning.Reply != YesNo.Neither;
            start += Math.Max(length, 1);
        }
        return answers;
    }

    private static bool EndsAt(TokenizedText text, int position)
    {
        while (position < text.Count && text[position].Kind is (TokenKind.Mark or TokenKind.Symbol))
            position++;
        return position == text.Count;
    }

    private readonly record struct Meaning(YesNo Reply, bool Filler, bool Whole);
}
