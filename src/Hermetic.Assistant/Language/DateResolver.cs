using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>Days from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
internal readonly record struct DaySpan(LocalDate Start, LocalDate End)
{
    public static DaySpan Of(LocalDate day) => new(day, day.PlusDays(1));
}

/// <summary>Which days a <see cref="DateReading"/> means, best first.</summary>
internal static class DateResolver
{
    private const int DaysPerWeek = 7;

    public static (List<DaySpan> Days, TimeAmbiguity Ambiguity) Days(DateReading date, Moment moment)
    {
        var (days, ambiguity) = date.Anchor switch
        {
            DateAnchor.Now => One(moment.Today),
            DateAnchor.Offset => One(moment.Today.PlusDays(date.Amount)),
            DateAnchor.Weekday => Weekday(date, moment.Today),
            DateAnchor.Calendar => Calendar(date, moment),
            DateAnchor.Period => Period(date, moment.Today),
            _ => Nth(date, moment.Today),
        };
        return date.Shift.Amount == 0
            ? (days, ambiguity)
            : (days.ConvertAll(day => Moved(day, date.Shift)), ambiguity);
    }

    /// <summary>The day that is named and does not exist: "31 june"; else null.</summary>
    public static NoSuchDay? Missing(DateReading date, LocalDate today)
    {
        var month = date switch
        {
            { Anchor: DateAnchor.Calendar } => date.Month,
            { Anchor: DateAnchor.Period, Unit: TimeUnit.Month } => today.PlusMonths(Steps(date.Which)).Month,
            _ => 0,
        };
        return month > 0 && date.Day > 0 ? new(date.Day, month) : null;
    }

    private static (List<DaySpan>, TimeAmbiguity) One(LocalDate day) =>
        ([DaySpan.Of(day)], TimeAmbiguity.None);

    private static (List<DaySpan>, TimeAmbiguity) Weekday(DateReading date, LocalDate today)
    {
        var ahead = Ahead(date.Weekday, today);
        var coming = today.PlusDays(ahead == 0 ? DaysPerWeek : ahead);
        switch (date.Which)
        {
            case Which.This:
                return One(today.PlusDays(ahead));
            case Which.Last:
                return One(coming.PlusDays(-DaysPerWeek - (ahead == 0 ? DaysPerWeek : 0)));
            case Which.AfterNext:
                return One(coming.PlusDays(DaysPerWeek));
            case Which.Next:
                // On a Wednesday "next friday" may be the day after tomorrow or the one of next week.
                var ofNextWeek = Monday(today).PlusDays(DaysPerWeek + date.Weekday - 1);
                return ofNextWeek == coming
                    ? One(coming)
                    : ([DaySpan.Of(ofNextWeek), DaySpan.Of(coming)], TimeAmbiguity.WhichWeek);
            default:
                // "tuesday" said on a Tuesday is the next one; today is the other thing it may mean.
                return ahead > 0
                    ? One(coming)
                    : ([DaySpan.Of(coming), DaySpan.Of(today)], TimeAmbiguity.WhichWeek);
        }
    }

    private static (List<DaySpan>, TimeAmbiguity) Calendar(DateReading date, Moment moment)
    {
        var today = moment.Today;
        if (date.Month == 0 && date.Day == 0)
            return (
                [new DaySpan(new LocalDate(date.Year, 1, 1), new LocalDate(date.Year + 1, 1, 1))],
                TimeAmbiguity.None
            );
        if (date.Day == 0)
            return ([WholeMonth(date, today)], TimeAmbiguity.None);
        if (date.Month == 0)
            return NextDayOfMonth(date, today);
        var read = date.Swappable && !moment.Policy.DayFirst ? Swapped(date) : date;
        var days = new List<DaySpan>();
        AddIfReal(days, DayOfYear(read, today));
        if (date.Swappable)
            AddIfReal(days, DayOfYear(Swapped(read), today));
        return (days, days.Count > 1 ? TimeAmbiguity.DayOrMonth : TimeAmbiguity.None);
    }

    private static DaySpan WholeMonth(DateReading date, LocalDate today)
    {
        var year =
            date.Year > 0
                ? date.Year
                : date.Which switch
                {
                    Which.Last => date.Month < today.Month ? today.Year : today.Year - 1,
                    Which.Next => date.Month > today.Month ? today.Year : today.Year + 1,
                    _ => date.Month >= today.Month ? today.Year : today.Year + 1,
                };
        var first = new LocalDate(year, date.Month, 1);
        return new DaySpan(first, first.PlusMonths(1));
    }

    /// <summary>"the 31st", "thu 15th": the next month that has such a day.</summary>
    private static (List<DaySpan>, TimeAmbiguity) NextDayOfMonth(DateReading date, LocalDate today)
    {
        const int MostMonths = 48;
        var first = new LocalDate(today.Year, today.Month, 1);
        for (var month = 0; month < MostMonths; month++, first = first.PlusMonths(1))
        {
            if (
                Real(first.Year, first.Month, date.Day) is { } day
                && day >= today
                && Falls(day, date.Weekday)
            )
                return One(day);
        }
        return ([], TimeAmbiguity.None);
    }

    /// <summary>This year's or the next; one year further if the weekday then fits ("jul 18, fri").</summary>
    private static LocalDate? DayOfYear(DateReading date, LocalDate today)
    {
        if (date.Year > 0)
            return Real(date.Year, date.Month, date.Day);
        const int LeapYears = 8;
        LocalDate? next = null;
        for (var year = today.Year; year <= today.Year + LeapYears; year++)
        {
            if (Real(year, date.Month, date.Day) is not { } day || day < today)
                continue;
            next ??= day;
            if (year <= today.Year + 1 && Falls(day, date.Weekday))
                return day;
        }
        return next;
    }

    private static (List<DaySpan>, TimeAmbiguity) Period(DateReading date, LocalDate today)
    {
        if (date.Amount > 0)
            return (
                [new DaySpan(today, Moved(DaySpan.Of(today), new Shift(date.Amount, date.Unit)).Start)],
                TimeAmbiguity.None
            );
        var steps = Steps(date.Which);
        var monday = Monday(today).PlusDays(DaysPerWeek * steps);
        switch (date.Unit)
        {
            case TimeUnit.Weekend:
                return ([new DaySpan(monday.PlusDays(5), monday.PlusDays(DaysPerWeek))], TimeAmbiguity.None);
            case TimeUnit.Week when date.Weekday > 0:
                return One(monday.PlusDays(date.Weekday - 1));
            case TimeUnit.Month:
                var first = new LocalDate(today.Year, today.Month, 1).PlusMonths(steps);
                return date.Day == 0
                    ? ([new DaySpan(first, first.PlusMonths(1))], TimeAmbiguity.None)
                    : (
                        Real(first.Year, first.Month, date.Day) is { } day ? [DaySpan.Of(day)] : [],
                        TimeAmbiguity.None
                    );
            case TimeUnit.Year:
                var january = new LocalDate(today.Year + steps, 1, 1);
                return ([new DaySpan(january, january.PlusYears(1))], TimeAmbiguity.None);
            default:
                return (
                    [
                        new DaySpan(
                            monday,
                            monday.PlusDays(date.Unit == TimeUnit.Fortnight ? 14 : DaysPerWeek)
                        ),
                    ],
                    TimeAmbiguity.None
                );
        }
    }

    private static int Steps(Which which) => which switch
    {
        Which.Next => 1,
        Which.AfterNext => 2,
        Which.Last => -1,
        _ => 0,
    };

    private static (List<DaySpan>, TimeAmbiguity) Nth(DateReading date, LocalDate today)
    {
        var steps = date.Which switch
        {
            Which.Next => 1,
            Which.Last => -1,
            _ => 0,
        };
        var month =
            date.Month == 0
                ? new LocalDate(today.Year, today.Month, 1).PlusMonths(steps)
                : WholeMonth(date, today).Start;
        var last = month.PlusMonths(1).PlusDays(-1);
        if (date.Weekday == 0)
            return One(date.Amount < 0 ? last : month.PlusDays(date.Amount - 1));
        return One(
            date.Amount < 0
                ? last.PlusDays(-((DaysPerWeek + (int)last.DayOfWeek - date.Weekday) % DaysPerWeek))
                : month.PlusDays(Ahead(date.Weekday, month) + (DaysPerWeek * (date.Amount - 1)))
        );
    }

    private static DaySpan Moved(DaySpan day, Shift shift)
    {
        var start = shift.Unit switch
        {
            TimeUnit.Day => day.Start.PlusDays(shift.Amount),
            TimeUnit.Weekend or TimeUnit.Week => day.Start.PlusWeeks(shift.Amount),
            TimeUnit.Fortnight => day.Start.PlusWeeks(2 * shift.Amount),
            TimeUnit.Month => day.Start.PlusMonths(shift.Amount),
            TimeUnit.Year => day.Start.PlusYears(shift.Amount),
            _ => day.Start,
        };
        return DaySpan.Of(start);
    }

    private static void AddIfReal(List<DaySpan> days, LocalDate? day)
    {
        if (day is { } real && !days.Contains(DaySpan.Of(real)))
            days.Add(DaySpan.Of(real));
    }

    private static DateReading Swapped(DateReading date) => date with { Day = date.Month, Month = date.Day };

    private static bool Falls(LocalDate day, int weekday) => weekday == 0 || (int)day.DayOfWeek == weekday;

    private static LocalDate? Real(int year, int month, int day) =>
        year is >= 1 and <= 9998
        && month is >= 1 and <= 12
        && day >= 1
        && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    private static int Ahead(int weekday, LocalDate from) =>
        (DaysPerWeek + weekday - (int)from.DayOfWeek) % DaysPerWeek;

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}
