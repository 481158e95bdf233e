using System.Buffers;
using System.Buffers.Text;
using System.Text;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Fills templates straight into bytes: what is about a person never becomes a string.</summary>
internal sealed class Utf8Text(IBufferWriter<byte> to, WordTable words)
{
    /// <summary>Titles longer than these are refused by WhatsApp.</summary>
    internal const int LabelLength = 20;
    internal const int RowLength = 24;

    internal void Line() => to.Write("\n"u8);

    internal void Space() => to.Write(" "u8);

    internal void Say(string key, params ReadOnlySpan<(string Name, object Value)> holes)
    {
        var template = words.Texts[key].AsSpan();
        for (var open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{'))
        {
            var close = template.IndexOf('}');
            Text(template[..open]);
            Fill(template[(open + 1)..close], holes, key);
            template = template[(close + 1)..];
        }
        Text(template);
    }

    /// <summary>A name of the business, cut to what fits on a button or in a row.</summary>
    internal void Label(string name, int most = LabelLength) => Text(Cut(name, most));

    /// <summary>Never through a character.</summary>
    internal static string Cut(string name, int most)
    {
        if (name.Length <= most)
            return name;
        var end = most - 1;
        return string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[end - 1]) ? end - 1 : end).TrimEnd(), "…");
    }

    /// <summary>Words within words: "Haircut with Mira" in a sentence about it.</summary>
    internal sealed record Described(string Key, params (string Name, object Value)[] Holes);

    internal sealed record Joined(IReadOnlyList<string> Names, string Between);

    private void Fill(ReadOnlySpan<char> hole, ReadOnlySpan<(string Name, object Value)> values, string key)
    {
        var twoDigits = hole.EndsWith(":2");
        var name = twoDigits ? hole[..^2] : hole;
        foreach (var (candidate, value) in values)
        {
            if (name.SequenceEqual(candidate))
            {
                Write(value, twoDigits);
                return;
            }
        }
        throw new InvalidOperationException($"The text {key} has a hole that nothing fills.");
    }

    private void Write(object value, bool twoDigits)
    {
        switch (value)
        {
            case string text:
                Text(text);
                break;
            case int number:
                Number(number, twoDigits);
                break;
            case LocalDate date:
                Say("date", Names(date, words.Weekdays, words.Months));
                break;
            case LocalTime time:
                Say("time", ("hour", time.Hour), ("minute", time.Minute));
                break;
            case LocalDateTime time:
                Say("date.time", ("date", time.Date), ("time", time.TimeOfDay));
                break;
            case ZonedDateTime time:
                Say(Occurrence(time), ("date", time.Date), ("time", time.TimeOfDay));
                break;
            case PersonName name:
                to.Write(name.Utf8);
                break;
            case ReadOnlyMemory<byte> ascii:
                to.Write(ascii.Span);
                break;
            case Price price:
                Money(price);
                break;
            case Described described:
                Say(described.Key, described.Holes);
                break;
            case Joined joined:
                Join(joined);
                break;
            case IReadOnlyList<OpenSpan> spans:
                Spans(spans);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} cannot be written.");
        }
    }

    internal (string Name, object Value)[] ShortNames(LocalDate date) =>
        Names(date, words.ShortWeekdays, words.ShortMonths);

    internal string Month(LocalDate date) => Month(date.Month);

    /// <param name="month">1 to 12.</param>
    internal string Month(int month) => words.Months[month - 1];

    internal string Weekday(IsoDayOfWeek weekday) => words.Weekdays[(int)weekday - 1];

    private static (string Name, object Value)[] Names(
        LocalDate date, IReadOnlyList<string> weekdays, IReadOnlyList<string> months) =>
    [
        ("weekday", weekdays[(int)date.DayOfWeek - 1]), ("day", date.Day), ("month", months[date.Month - 1]),
    ];

    /// <summary>When the clocks go back, a wall time alone does not say when.</summary>
    private static string Occurrence(ZonedDateTime time) => time.Zone.MapLocal(time.LocalDateTime) switch
    {
        { Count: 2 } twice => twice.First().Offset == time.Offset ? "date.time.first" : "date.time.second",
        _ => "date.time",
    };

    private void Join(Joined joined)
    {
        for (var index = 0; index < joined.Names.Count; index++)
        {
            if (index > 0 && index == joined.Names.Count - 1)
                Say(joined.Between);
            else if (index > 0)
                Text(", ");
            Text(joined.Names[index]);
        }
    }

    private void Spans(IReadOnlyList<OpenSpan> spans)
    {
        for (var index = 0; index < spans.Count; index++)
        {
            if (index > 0)
                Say("spans.and");
            Say("span", ("from", spans[index].From), ("until", spans[index].Until));
        }
    }

    private void Money(Price price)
    {
        var symbol = price.Currency switch
        {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            var code => code + "\u00A0",
        };
        var cents = decimal.ToInt32(decimal.Round((price.Amount - decimal.Truncate(price.Amount)) * 100));
        var whole = decimal.ToInt32(decimal.Truncate(price.Amount));
        if (cents == 0)
            Say("price.whole", ("symbol", symbol), ("amount", whole));
        else
        {
            Say("price", ("symbol", symbol), ("amount", whole), ("cents", cents),
                ("point", words.DecimalPoint.ToString()));
        }
    }

    private void Number(int number, bool twoDigits)
    {
        var format = twoDigits ? new StandardFormat('D', 2) : default;
        Utf8Formatter.TryFormat(number, to.GetSpan(16), out var written, format);
        to.Advance(written);
    }

    private void Text(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, to);
}
