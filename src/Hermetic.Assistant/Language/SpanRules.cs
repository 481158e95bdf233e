using static Hermetic.Assistant.Language.Symbol;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Intervals and open ends: "from 3 to 5", "between friday and sunday", "3-5pm", "after 4", "before noon".
/// </summary>
internal static class SpanRules
{
    public static readonly (Symbol, Symbol, TimeRule)[] Rules =
    [
        .. Edges(From, FromTime),
        .. Edges(Between, BetweenTime),
        .. Edges(Until, UntilTime),
        .. Edges(Dash, UntilTime),
        .. Edges(And, AndTime),
        .. OpenEnds(After, TimeKind.After),
        .. OpenEnds(Before, TimeKind.Before),
        .. OpenEnds(By, TimeKind.Point),
        (FromTime, UntilTime, (start, end) => Interval(start, end, sure: true)),
        (BetweenTime, AndTime, (start, end) => Interval(start, end, sure: true)),
        (BetweenTime, UntilTime, (start, end) => Interval(start, end, sure: true)),
        (Time, UntilTime, (start, end) => Interval(start, end, sure: start.Sure || end.Sure)),
        (Number, UntilTime, (start, end) => Days(start, end) ?? Hours(start, end)),
        (Time, Onwards, (time, _) => OpenEnd(time, TimeKind.After)),
        (FromTime, Onwards, (time, _) => OpenEnd(time, TimeKind.After)),
        (Span, Time, Join),
        (Time, Span, (time, span) => Join(span, time)),
        (TimeComma, Span, (time, span) => Join(span, time)),
        (Not, Time, (_, time) => RuledOut(time)),
        (Not, Span, (_, span) => RuledOut(span)),
        (Time, Fails, (time, _) => RuledOut(time)),
        (Only, Time, (_, time) => time with { Sure = true }),
        (Time, Only, (time, _) => time with { Sure = true }),
        (At, Span, (_, span) => span with { Sure = true }),
        (On, Span, (_, span) => span with { Sure = true }),
    ];

    /// <summary>A word that begins or ends an interval, before an hour or a time.</summary>
    private static (Symbol, Symbol, TimeRule)[] Edges(Symbol word, Symbol part) =>
        [
            (word, Number, (_, number) => Edge(number, part)),
            (word, Time, (_, time) => time with { Symbol = part }),
        ];

    private static (Symbol, Symbol, TimeRule)[] OpenEnds(Symbol word, TimeKind kind) =>
        [
            (word, Number, (_, number) => Edge(number, Span) is { } edge ? OpenEnd(edge, kind) : null),
            (word, Time, (_, time) => OpenEnd(time, kind)),
        ];

    /// <summary>"3-5pm", and "3-5" beside a day.</summary>
    private static Sense? Hours(Sense start, Sense end) =>
        Edge(start, FromTime) is { } edge
            ? Interval(edge, end, sure: end is { Sure: true, Bare: false })
            : null;

    private static Sense? Edge(Sense number, Symbol part) =>
        number.IsHour && ClockRules.Clock(number) is { } clock
            ? Sense.Of(clock, bare: true) with
            {
                Symbol = part,
            }
            : null;

    private static Sense? OpenEnd(Sense edge, TimeKind kind) =>
        edge.Point is { Date: null, Clock: null }
            ? null
            : new Sense(Span)
            {
                Time = edge.Time with { Kind = kind },
                Sure = true,
                Bare = edge.Bare,
            };

    /// <summary>"24 to 26 november": the month is said once.</summary>
    private static Sense? Days(Sense day, Sense end) =>
        end is { Clock: null, Date: { Anchor: DateAnchor.Calendar, Month: > 0, Day: > 0 } last }
        && day is { Number: >= 1 and <= 31, Digits: 1 or 2 }
            ? Interval(Sense.Of(last with { Day = day.Number, Weekday = 0 }), end, sure: true)
            : null;

    /// <summary>Two clocks, two days, or a moment and the clock that ends it.</summary>
    private static Sense? Interval(Sense start, Sense end, bool sure)
    {
        var (first, last) = (start.Point, end.Point);
        if (
            start.Time.Kind != TimeKind.Point
            || end.Time.Kind != TimeKind.Point
            || first.Clock is null != (last.Clock is null)
            || (last.Clock is null && (first.Date is null || last.Date is null))
        )
        {
            return null;
        }
        // "tomorrow from 2 to 4": the end is on the day of the start; "from 2 to 4 tomorrow" says the day at
        // the end.
        var day = last.Date ?? first.Date;
        var whole = new TimeExpression(
            TimeKind.Interval,
            first with
            {
                Date = first.Date ?? day,
                Part = first.Part == DayPart.None ? last.Part : first.Part,
            },
            last with
            {
                Date = day,
                Part = last.Part == DayPart.None ? first.Part : last.Part,
            }
        );
        return new Sense(Span)
        {
            Time = SharedHalf(whole),
            Sure = sure || first.Date is not null,
            Bare = end.Bare,
        };
    }

    /// <summary>
    /// "2 to 4 pm" is afternoon twice, "10 to 2 pm" is not: the start takes the latest half that comes before
    /// the end.
    /// </summary>
    private static TimeExpression SharedHalf(TimeExpression span)
    {
        if (span is not { Start.Clock: { Certain: false } start, End.Clock: { Certain: true } end })
            return span;
        const int Noon = 12 * 60;
        var minute = start.Minute % Noon;
        var late = minute + Noon;
        return span with
        {
            Start = span.Start with
            {
                Clock = new ClockReading(late < end.Minute ? late : minute, Certain: true),
            },
        };
    }

    private static Sense? RuledOut(Sense time) =>
        time.Time.IsOut || time.Date is { Anchor: DateAnchor.Now }
            ? null
            : new Sense(Span)
            {
                Time = time.Time with { IsOut = true },
                Sure = time.Sure || time.Point.Part != DayPart.None,
                Bare = time.Bare,
            };

    private static Sense? Join(Sense span, Sense time)
    {
        // "tomorrow, not friday" names two days.
        if (span.Time.IsOut)
            return null;
        if (time.Clock is not null || TimeUnion.Join(span.Time.Start, time.Point) is not { } start)
            return null;
        var end =
            span.Time.Kind == TimeKind.Interval
                ? TimeUnion.Join(span.Time.End, time.Point)
                : default(TimePoint);
        return end is null
            ? null
            : span with
            {
                Time = span.Time with { Start = start, End = end.Value },
                Sure = true,
            };
    }
}
