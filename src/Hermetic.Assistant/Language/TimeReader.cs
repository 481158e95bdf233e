namespace Hermetic.Assistant.Language;

/// <summary>Finds the times that a message names, in the order of the text.</summary>
internal sealed class TimeReader(TimeLexicon lexicon)
{
    /// <summary>
    /// How many marks may stand beside a word that is a time only when it is all that is said ("sun?").
    /// </summary>
    private const int MostMarks = 3;

    // More than any rank, so that rank only settles a tie: "24/7" over a date, a date over a range of hours.
    private const int Weight = 4;

    public IReadOnlyList<TimeExpression> Read(TokenizedText text, ReadOnlySpan<int> words) =>
        Read(text, words, out _);

    /// <param name="operations">The work done; grows linearly with the text.</param>
    public IReadOnlyList<TimeExpression> Read(
        TokenizedText text,
        ReadOnlySpan<int> words,
        out long operations
    )
    {
        var chart = Fill(text, words);
        operations = chart.Operations;
        if (chart.IsEmpty)
            return [];
        var times = JoinApart(Coordination.Mark(Choose(chart, text), text, chart), chart);
        Coordination.Share(times);
        return times;
    }

    private Chart Fill(TokenizedText text, ReadOnlySpan<int> words)
    {
        var chart = new Chart(text.Count);
        for (var start = 0; start < text.Count; start++)
        {
            lexicon.Seed(text, words, start, chart);
            if (text[start].Kind == TokenKind.Number)
                NumericShapes.Seed(text, start, chart);
        }
        chart.Complete();
        return chart;
    }

    /// <summary>
    /// The readings that together explain most of the text; of two that explain as much, fewer and longer
    /// ones.
    /// </summary>
    private static List<Found> Choose(Chart chart, TokenizedText text)
    {
        var best = new (int Score, int Start, Sense? Sense)[text.Count + 1];
        for (var end = 1; end <= text.Count; end++)
        {
            best[end] = (best[end - 1].Score, end - 1, null);
            foreach (var (start, sense) in chart.EndingAt(end))
            {
                if (!Stands(sense, start, end, chart, text))
                    continue;
                var length = end - start;
                var score = best[start].Score + (Weight * length * length) + Rank(sense.Symbol);
                if (score > best[end].Score)
                    best[end] = (score, start, sense);
            }
        }
        var found = new List<Found>();
        for (var end = text.Count; end > 0; end = best[end].Start)
        {
            if (best[end].Sense is { Symbol: not Symbol.NoTime } sense)
                found.Add(new Found(best[end].Start, end, sense.Time));
        }
        found.Reverse();
        return found;
    }

    private static int Rank(Symbol symbol) =>
        symbol switch
        {
            Symbol.NoTime => 3,
            Symbol.Time => 2,
            _ => 1,
        };

    private static bool Stands(Sense sense, int start, int end, Chart chart, TokenizedText text)
    {
        if (sense.Symbol == Symbol.NoTime)
            return true;
        if (sense.Symbol is not (Symbol.Time or Symbol.Span))
            return false;
        if (sense.Bare && IsClaimed(sense, end, chart, text))
            return false;
        return sense.Sure || IsAlone(start, end, text);
    }

    /// <summary>Nothing but marks beside it in a short message.</summary>
    private static bool IsAlone(int start, int end, TokenizedText text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (
                text.Count - (end - start) > MostMarks
                || ((i < start || i >= end) && text[i].Kind is (TokenKind.Word or TokenKind.Number))
            )
                return false;
        }
        return true;
    }

    /// <summary>
    /// "at 5 euros", "in the 3rd week": the noun that follows counts or ranks something else.
    /// </summary>
    private static bool IsClaimed(Sense sense, int end, Chart chart, TokenizedText text) =>
        IsClaimed(end, chart, text)
        || (sense.Clock is null && end < text.Count && chart.Has(end, end + 1, Symbol.Ranked));

    internal static bool IsClaimed(int end, Chart chart, TokenizedText text) =>
        end < text.Count
        && (chart.Has(end, end + 1, Symbol.Counted) || chart.Has(end, end + 1, Symbol.Unit));

    /// <summary>
    /// "friday for a haircut at 3": a day and a clock that stand apart are one time when nothing else could
    /// be meant and no "to" stands between them ("move my 3pm to friday" names two).
    /// </summary>
    private static List<TimeExpression> JoinApart(List<Found> found, Chart chart)
    {
        var times = new List<TimeExpression>();
        for (var i = 0; i < found.Count; i++)
        {
            var time = found[i].Time;
            // "from friday to monday at 3" is no stretch of days: it names a day and a moment.
            if (
                i + 1 < found.Count
                && time.IsDays
                && found[i + 1] is { Time.Start: { Date: null, Clock: not null } } clock
                && clock.Start == found[i].End
                && !time.IsOut
            )
            {
                times.Add(new TimeExpression(TimeKind.Point, time.Start) { Or = time.Or });
                time = new TimeExpression(TimeKind.Point, time.End);
            }
            // What is ruled out may stand between: "friday, not at 3 but at 4".
            var next = found.FindIndex(i + 1, static other => !other.Time.IsOut);
            if (
                next > 0
                && !chart.HasBetween(found[i].End, found[next].Start, Symbol.Until)
                && Together(time, found[next].Time) is { } joined
            )
            {
                time = joined;
                found.RemoveAt(next);
            }
            times.Add(time);
        }
        if (times.Count > 1)
            times.RemoveAll(static time => time.Start.Date is { Anchor: DateAnchor.Now, Shift.Amount: 0 });
        return times;
    }

    private static TimeExpression? Together(TimeExpression first, TimeExpression second)
    {
        if (first.IsOut || second.IsOut || second.Or)
            return null;
        if (Between(first, second) is { } between)
            return between;
        var (day, clock) = first.Start.Date is not null ? (first, second) : (second, first);
        if (
            day is not { Kind: TimeKind.Point, Start: { Date: not null, Clock: null } }
            || clock.Start.Date is not null
        )
            return null;
        if (TimeUnion.Join(day.Start, clock.Start) is not { } start)
            return null;
        return clock with
        {
            Start = start,
            End = clock.Kind == TimeKind.Interval ? clock.End with { Date = start.Date } : default,
            Or = first.Or,
        };
    }

    /// <summary>"After 11 but before 3", on the same day or on any.</summary>
    private static TimeExpression? Between(TimeExpression first, TimeExpression second)
    {
        var (after, before) = first.Kind == TimeKind.After ? (first, second) : (second, first);
        return (after.Kind, before.Kind) == (TimeKind.After, TimeKind.Before)
            && (before.Start.Date is null || after.Start.Date is null || before.Start.Date == after.Start.Date)
            ? new TimeExpression(
                TimeKind.Interval,
                after.Start with { Date = after.Start.Date ?? before.Start.Date },
                before.Start with { Date = after.Start.Date ?? before.Start.Date }) { Or = first.Or }
            : null;
    }
}
