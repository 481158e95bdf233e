using NodaTime;

namespace Hermetic.Assistant;

/// <summary>Reads <c>holidays.json</c> and lays it out into the days of the calendar.</summary>
internal static class HolidaysFile
{
    // Nobody books outside these years; a day that comes again is laid out for each of them.
    private const int FirstYear = 2020;
    private const int LastYear = 2099;

    private const string Example = """{ "name": "Christmas Day", "date": "12-25" }""";
    private const string Dates =
        "\"2027-08-02\", \"2027-08-02 to 2027-08-14\", \"12-25\" (every year), \"easter+1\" or \"last monday "
            + "of may\"";

    internal static IReadOnlyList<SpecialDay> From(
        FactObject? file, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> week)
    {
        if (file is null)
            return [];
        var holidays =
            file.Objects("holidays", Example, "there is no holiday in this file; delete it or name one")
            .Select(One).OfType<Holiday>().ToList();
        file.Close();
        foreach (var (holiday, before) in Doubled(holidays))
        {
            file.Report.Add(
                holiday.Line,
                $"\"{holiday.Name}\" is on the days of \"{before.Name}\" (line {before.Line}); keep one");
        }
        var days = new SortedDictionary<LocalDate, SpecialDay>();
        // A date with its year is what the owner wants on that day, whatever comes every year.
        foreach (var holiday in holidays.OrderBy(one => one.Date.IsOnce ? 0 : 1))
        {
            var years = Enumerable.Range(FirstYear, LastYear - FirstYear + 1);
            foreach (var date in years.SelectMany(holiday.Date.In))
                days.TryAdd(date, new(date, holiday.Name, holiday.On(date, week)));
        }
        return [.. days.Values];
    }

    private static Holiday? One(FactObject holiday)
    {
        var name = holiday.Text("name", "\"Christmas Day\"", 40, "a holiday needs a name");
        var text = holiday.Text("date", "\"12-25\"", 40, "a holiday needs a date");
        var hours = HoursFile.Day(holiday, "hours") ?? [];
        holiday.Close();
        if (HolidayDate.Parse(text) is { } date)
            return new(name, date, hours, holiday.Line);
        if (text.Length > 0)
            holiday.Refuse("date", $"{text} is not a date; write {Dates}");
        return null;
    }

    private static IEnumerable<(Holiday Holiday, Holiday Before)> Doubled(List<Holiday> holidays) =>
        from pair in holidays.GroupBy(one => one.Date)
        let first = pair.First()
        from again in pair.Skip(1)
        select (again, first);

    private sealed record Holiday(string Name, HolidayDate Date, IReadOnlyList<OpenSpan> Hours, int Line)
    {
        /// <summary>
        /// What comes every year shortens a day; it does not open one on which the business is closed. A date
        /// with its year may.
        /// </summary>
        internal IReadOnlyList<OpenSpan> On(
            LocalDate date, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> week) =>
            Date.IsOnce || week.ContainsKey(date.DayOfWeek) ? Hours : [];
    }
}
