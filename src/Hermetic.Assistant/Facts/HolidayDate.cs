using NodaTime;
using NodaTime.Text;

namespace Hermetic.Assistant;

/// <summary>
/// When a holiday is: <c>2027-08-02</c>, <c>2027-08-02 to 2027-08-14</c>, every year on <c>12-25</c> or from
/// <c>12-24 to 01-02</c>, <c>easter+1</c>, <c>last monday of may</c>.
/// </summary>
internal abstract record HolidayDate
{
    private static readonly LocalDatePattern Whole = LocalDatePattern.Iso;
    private static readonly AnnualDatePattern EveryYear =
        AnnualDatePattern.CreateWithInvariantCulture("MM-dd");
    private static readonly string[] Which = ["first", "second", "third", "fourth", "last"];
    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ];

    /// <summary>False when it comes again every year.</summary>
    internal virtual bool IsOnce => false;

    /// <summary>Its days that begin in this year, in order.</summary>
    internal abstract IEnumerable<LocalDate> In(int year);

    internal static HolidayDate? Parse(string text)
    {
        var words = text.ToLowerInvariant();
        return words.Split(" to ", StringSplitOptions.TrimEntries) switch
        {
            [var one] => Single(one) ?? (HolidayDate?)Easter(one) ?? OfMonth(one),
            [var first, var last] => Range(Single(first), Single(last)),
            _ => null,
        };
    }

    private static HolidayDate? Single(string text) =>
        Whole.Parse(text) is { Success: true, Value: var date } ? new Once(new(date, date))
        : EveryYear.Parse(text) is { Success: true, Value: var day } ? new Yearly(day, day)
        : null;

    private static HolidayDate? Range(HolidayDate? first, HolidayDate? last) => (first, last) switch
    {
        (Once from, Once until) when from.Days.First <= until.Days.First
            && Period.DaysBetween(from.Days.First, until.Days.First) < 366 =>
            new Once(new(from.Days.First, until.Days.First)),
        (Yearly from, Yearly until) => new Yearly(from.First, until.First),
        _ => null,
    };

    private static Moveable? Easter(string text)
    {
        if (!text.StartsWith("easter", StringComparison.Ordinal))
            return null;
        return text["easter".Length..].Replace(" ", "", StringComparison.Ordinal) switch
        {
            "" => new(0),
            ['+' or '-', ..] sum when int.TryParse(sum, out var days) && Math.Abs(days) <= 100 => new(days),
            _ => null,
        };
    }

    private static Weekday? OfMonth(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var which, var name, "of", var month]
            && Array.IndexOf(Which, which) is >= 0 and var nth
            && Array.IndexOf(Months, month) is >= 0 and var index
            && Enum.TryParse<IsoDayOfWeek>(name, ignoreCase: true, out var weekday)
            && name.All(char.IsAsciiLetter)
            && weekday != IsoDayOfWeek.None
            ? new Weekday(nth, weekday, index + 1)
            : null;
    }

    private sealed record Once(DateSpan Days) : HolidayDate
    {
        internal override bool IsOnce => true;

        internal override IEnumerable<LocalDate> In(int year) => Days.First.Year == year ? Days.Each() : [];
    }

    /// <summary>The 29th of February is skipped in most years; a span may go on into the next year.</summary>
    private sealed record Yearly(AnnualDate First, AnnualDate Last) : HolidayDate
    {
        internal override IEnumerable<LocalDate> In(int year)
        {
            if (First == Last && !First.IsValidYear(year))
                return [];
            var last = Last.InYear(Last < First ? year + 1 : year);
            return new DateSpan(First.InYear(year), last).Each();
        }
    }

    private sealed record Moveable(int Offset) : HolidayDate
    {
        internal override IEnumerable<LocalDate> In(int year) => [EasterSunday(year).PlusDays(Offset)];
    }

    private sealed record Weekday(int Nth, IsoDayOfWeek Name, int Month) : HolidayDate
    {
        internal override IEnumerable<LocalDate> In(int year) => Nth < 4
            ? [new LocalDate(year, Month, 1).PlusDays(-1).Next(Name).PlusWeeks(Nth)]
            : [new LocalDate(year, Month, 1).PlusMonths(1).Previous(Name)];
    }

    // Of the Gregorian calendar: Meeus, Astronomical Algorithms (1991), chapter 8.
    internal static LocalDate EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var sum = h + l - 7 * m + 114;
        return new(year, sum / 31, sum % 31 + 1);
    }
}
