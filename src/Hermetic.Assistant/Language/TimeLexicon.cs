namespace Hermetic.Assistant.Language;

/// <summary>
/// The words of one language that have to do with times, from <c>Tables/{language}.times.tsv</c>.
/// </summary>
internal sealed class TimeLexicon
{
    private readonly PhraseTable<Entry> _phrases;

    public TimeLexicon(string language, Vocabulary vocabulary)
    {
        _phrases = new PhraseTable<Entry>(vocabulary);
        Table.Read(
            $"{language}.times.tsv",
            3,
            (line, columns) =>
            {
                var symbol = Enum.Parse<Symbol>(Table.Name(line[columns[0]]));
                var value = int.Parse(line[columns[1]]);
                Table.ForEachPhrase(
                    line[columns[2]],
                    phrase =>
                    {
                        var weak = phrase[0] == '?';
                        _phrases.Add(phrase[(weak ? 1 : 0)..], new Entry(symbol, value, !weak));
                    }
                );
            }
        );
    }

    public int Count => _phrases.Count;

    /// <summary>Adds every reading of every phrase that begins at <paramref name="start"/>.</summary>
    public void Seed(TokenizedText text, ReadOnlySpan<int> words, int start, Chart chart)
    {
        var node = 0;
        for (var end = start; end < words.Length && end < start + PhraseTable<Entry>.MostWords; end++)
        {
            node = _phrases.Next(node, words[end]);
            if (node < 0)
                return;
            var spanEnd = IsAbbreviation(text, end) ? end + 2 : end + 1;
            foreach (var entry in _phrases.At(node))
                Seed(
                    text,
                    chart,
                    entry,
                    start,
                    end + 1,
                    entry.Symbol is Symbol.Weekday or Symbol.Month ? spanEnd : end + 1
                );
        }
    }

    private static void Seed(TokenizedText text, Chart chart, Entry entry, int start, int end, int dottedEnd)
    {
        // "3p" is three in the afternoon; a "p" that stands alone is not.
        if (entry.Symbol == Symbol.Meridiem && !entry.Sure && !text[start].Glued)
            return;
        var sense = Sense(entry);
        chart.Seed(start, end, sense);
        if (dottedEnd > end)
            chart.Seed(start, dottedEnd, sense);
        if (entry.Symbol == Symbol.Month)
            chart.Seed(
                start,
                dottedEnd,
                Language.Sense.Of(new DateReading(DateAnchor.Calendar) { Month = entry.Value }, entry.Sure)
            );
    }

    private static Sense Sense(Entry entry) =>
        entry.Symbol switch
        {
            Symbol.Weekday => Language.Sense.Of(
                new DateReading(DateAnchor.Weekday) { Weekday = entry.Value },
                entry.Sure
            ),
            Symbol.RelativeDay => Language.Sense.Of(Day(entry.Value), entry.Sure),
            Symbol.FixedDate => Language.Sense.Of(
                new DateReading(DateAnchor.Calendar) { Month = entry.Value / 100, Day = entry.Value % 100 },
                entry.Sure
            ),
            Symbol.DayPart => Language.Sense.Of(new TimePoint(null, null, (DayPart)entry.Value), sure: false),
            Symbol.PartToday => Language.Sense.Of(new TimePoint(Day(0), null, (DayPart)entry.Value)),
            Symbol.NamedClock => Language.Sense.Of(
                ClockReading.At(entry.Value / 100, entry.Value % 100, certain: true),
                entry.Sure
            ),
            Symbol.Now => Language.Sense.Of(new DateReading(DateAnchor.Now), entry.Sure),
            _ => new Sense(entry.Symbol)
            {
                Number = entry.Value,
                Unit = entry.Symbol == Symbol.Unit ? (TimeUnit)entry.Value : TimeUnit.None,
                Sure = entry.Sure,
            },
        };

    private static DateReading Day(int offset) => new(DateAnchor.Offset) { Amount = offset };

    // A dot that ends a short name belongs to it ("thu. at 3"), one that ends a sentence does not.
    private static bool IsAbbreviation(TokenizedText text, int last) =>
        text[last].FoldedLength <= 4
        && last + 1 < text.Count
        && text[last + 1] is { Glued: true } next
        && next.IsMark('.');

    internal readonly record struct Entry(Symbol Symbol, int Value, bool Sure);
}
