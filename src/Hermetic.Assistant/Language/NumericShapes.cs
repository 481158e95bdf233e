namespace Hermetic.Assistant.Language;

/// <summary>
/// Times written in digits, the same in every language: 3:30, 15.30, 15h30, 24/11, 24.11.2026, 2026-11-24,
/// 1/2.
/// </summary>
internal static class NumericShapes
{
    /// <summary>Adds every reading of the digits that begin at <paramref name="start"/>.</summary>
    public static void Seed(TokenizedText text, int start, Chart chart)
    {
        var first = text[start];
        if (first.Digits > 4 || IsPrefixed(text, start))
            return;
        chart.Seed(
            start,
            start + 1,
            new Sense(Symbol.Number) { Number = first.Value, Digits = first.Digits }
        );
        if (
            start + 2 >= text.Count
            || !text[start + 1].Glued
            || text[start + 2] is not { Glued: true, Kind: TokenKind.Number }
        )
            return;
        var (mark, second) = (text[start + 1], text[start + 2]);
        SeedClock(text, start, chart);
        if (mark.IsMark('/') && first.Value < second.Value && second.Value is 2 or 4 && second.Digits == 1)
            chart.Seed(
                start,
                start + 3,
                new Sense(Symbol.Fraction) { Number = 60 * first.Value / second.Value }
            );
        if ((mark.IsMark('.') || mark.IsMark(',')) && second.Digits == 1 && first.Digits <= 2)
            chart.Seed(
                start,
                start + 3,
                new Sense(Symbol.Fraction) { Number = (60 * first.Value) + (6 * second.Value) }
            );
        if (mark.Kind == TokenKind.Mark && (mark.Value is '/' or '.' or '-'))
            SeedDate(text, start, (char)mark.Value, chart);
    }

    private static void SeedClock(TokenizedText text, int start, Chart chart)
    {
        var (hour, mark, minute) = (text[start], text[start + 1], text[start + 2]);
        if (hour.Digits > 2 || hour.Value > 24 || minute.Digits != 2 || minute.Value > 59)
            return;
        var hourMark = mark is { Kind: TokenKind.Word, FoldedLength: 1 } && text.Folded(mark)[0] == 'h';
        if (!hourMark && !mark.IsMark(':') && !mark.IsMark('.'))
            return;
        var certain = hour.Value is 0 or > 12 || hour.Digits > 1 && hour.Value < 10 || hourMark;
        var clock = ClockReading.At(hour.Value, minute.Value, certain);
        var end = start + 3;
        if (mark.IsMark(':') && Follows(text, end, ':', out var seconds) && seconds.Digits == 2)
            end += 2;
        // 15.30 may be a price; it needs a day or an "at" beside it.
        var dotted = mark.IsMark('.');
        // No month is above twelve: "12.30" can be no day, and is an hour where it is all that is said.
        chart.Seed(start, end, Sense.Of(clock, sure: !dotted, bare: dotted && minute.Value > 12));
        // 3.15 may be the 15th of March as well, but 3.15pm may not.
        if (dotted)
            chart.Seed(start, end, Sense.Of(clock) with { Symbol = Symbol.DottedClock });
    }

    private static void SeedDate(TokenizedText text, int start, char mark, Chart chart)
    {
        var (first, second) = (text[start], text[start + 2]);
        var end = start + 3;
        if (Follows(text, end, mark, out var third))
        {
            if (first.Digits == 4 && IsMonthDay(second.Value, third.Value))
                SeedDay(
                    text,
                    start,
                    end + 2,
                    new DateReading(DateAnchor.Calendar)
                    {
                        Year = first.Value,
                        Month = second.Value,
                        Day = third.Value,
                    },
                    true,
                    chart
                );
            else if (
                first.Digits <= 2
                && third.Digits is 2 or 4
                && DayAndMonth(first.Value, second.Value) is { } dated
            )
                SeedDay(text, start, end + 2, dated with { Year = Year(third) }, true, chart);
        }
        else if (first.Digits <= 2 && second.Digits <= 2 && DayAndMonth(first.Value, second.Value) is { } read)
        {
            // With a dash a range of hours is the likelier reading unless a number is too large for one.
            var dotted = mark == '.' && end < text.Count && text[end].Glued && text[end].IsMark('.');
            // Nobody who writes the month first writes "6.1.", or "4.15".
            var day = read with { Swappable = read.Swappable && !dotted };
            if (mark == '.' && second.Value > 12)
                return;
            if (mark != '-' || first.Value > 12 || second.Value > 12)
                SeedDay(text, start, dotted ? end + 1 : end, day, mark == '/', chart);
        }
    }

    /// <summary>The "T" of ISO 8601 belongs to the date before it.</summary>
    private static void SeedDay(
        TokenizedText text,
        int start,
        int end,
        DateReading date,
        bool sure,
        Chart chart
    )
    {
        var isoTime =
            end + 1 < text.Count
            && IsIsoMark(text, end)
            && text[end + 1] is { Glued: true, Kind: TokenKind.Number };
        chart.Seed(start, isoTime ? end + 1 : end, Sense.Of(date, sure) with { Bare = sure });
    }

    // Day first where both orders are possible; the resolver's policy may swap them.
    private static DateReading? DayAndMonth(int first, int second) =>
        IsMonthDay(second, first)
            ? new DateReading(DateAnchor.Calendar)
            {
                Day = first,
                Month = second,
                Swappable = first != second && IsMonthDay(first, second),
            }
        : IsMonthDay(first, second) ? new DateReading(DateAnchor.Calendar) { Day = second, Month = first }
        : null;

    private static bool IsMonthDay(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;

    // Two digits are the nearest century but one for a birthday: 74 is 1974, 26 is 2026.
    private static int Year(Token year) =>
        year.Digits == 4 ? year.Value
        : year.Value < 70 ? 2000 + year.Value
        : 1900 + year.Value;

    private static bool Follows(TokenizedText text, int position, char mark, out Token number)
    {
        number = position + 1 < text.Count ? text[position + 1] : default;
        return number is { Glued: true, Kind: TokenKind.Number }
            && text[position].Glued
            && text[position].IsMark(mark);
    }

    private static bool IsIsoMark(TokenizedText text, int position) =>
        position > 0
        && text[position] is { Glued: true, Kind: TokenKind.Word, FoldedLength: 1 }
        && text.Folded(position)[0] == 't'
        && text[position - 1].Kind == TokenKind.Number;

    /// <summary>"#4512", "+49 170", "A4", "$15" are not times.</summary>
    private static bool IsPrefixed(TokenizedText text, int start)
    {
        if (start == 0 || !text[start].Glued)
            return false;
        var before = text[start - 1];
        if (before.Kind == TokenKind.Word)
            return !IsIsoMark(text, start - 1);
        return before.Kind == TokenKind.Symbol
            || before.IsMark('#')
            || before.IsMark('+')
            || before.IsMark('$')
            || before.IsMark('*')
            || before.IsMark('_');
    }
}
