using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>
/// Reads the hours of a week, or of a day: <c>"09:00-18:00"</c>, a list of such spans, or <c>"closed"</c>.
/// </summary>
internal static class HoursFile
{
    private const string Example = "\"09:00-18:00\"";

    private static readonly IsoDayOfWeek[] Weekdays =
        [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    private static readonly IPattern<LocalTime>[] Times =
    [
        LocalTimePattern.CreateWithInvariantCulture("H:mm"),
        LocalTimePattern.CreateWithInvariantCulture("%H"),
    ];

    /// <summary>A weekday that is missing is closed.</summary>
    internal static IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> Week(FactObject week) =>
        Weekdays.Select(day => (Day: day, Spans: Day(week, Name(day)) ?? []))
            .Where(one => one.Spans.Count > 0)
            .ToDictionary(one => one.Day, one => one.Spans);

    /// <summary>As the files call it.</summary>
    internal static string Name(IsoDayOfWeek weekday) => weekday.ToString().ToLowerInvariant();

    /// <summary>
    /// The spans of one member in order; empty when it says "closed", null when it is missing.
    /// </summary>
    internal static IReadOnlyList<OpenSpan>? Day(FactObject of, string name)
    {
        if (!of.Has(name))
            return null;
        var spans = new List<OpenSpan>();
        foreach (var text in of.Texts(name, Example, most: 20))
        {
            if (text.Value.Equals("closed", StringComparison.OrdinalIgnoreCase))
                continue;
            if (TryParse(text.Value, out var span))
                spans.Add(span);
            else
                of.Report.Add(text.Line, Refusal(name, text.Value));
        }
        spans.Sort((one, other) => one.From.CompareTo(other.From));
        foreach (var (before, after) in spans.Zip(spans.Skip(1)))
        {
            if (after.From < before.Until)
                of.Refuse(name, $"\"{name}\" has spans that overlap: {Say(before)} and {Say(after)}");
        }
        return spans;
    }

    internal static string Say(OpenSpan span) =>
        $"{Times[0].Format(span.From)}-{Times[0].Format(span.Until)}";

    private static string Refusal(string name, string text) =>
        Ends(text) is ({ } from, { } until) && until <= from
        ? $"\"{name}\": {text} ends before it begins; a day ends at 23:59 at the latest"
        : $"\"{name}\": {text} is not a span of time; write {Example}, or \"closed\"";

    private static bool TryParse(string text, [NotNullWhen(true)] out OpenSpan? span)
    {
        span = Ends(text) is ({ } from, { } until) && from < until ? new(from, until) : null;
        return span is not null;
    }

    private static (LocalTime? From, LocalTime? Until) Ends(string text) =>
        text.Replace(" to ", "-", StringComparison.Ordinal).Replace('–', '-')
            .Split('-', StringSplitOptions.TrimEntries)
            is [var from, var until]
            ? (Time(from), Time(until))
            : (null, null);

    private static LocalTime? Time(string text) =>
        Times.Select(pattern => pattern.Parse(text)).FirstOrDefault(read => read.Success)?.Value;
}
